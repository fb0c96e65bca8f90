"""The settings under test: the office's own, in surroundings that no machine's `.env` can change."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Set before the office's settings are read, so they win over `.env`; only the database may be chosen outside.
SCRATCH = Path(tempfile.mkdtemp(prefix="office-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
os.environ.update(
    ENVIRONMENT="development",
    DEBUG="false",
    SECRET_KEY="a key for tests only, never for an office",
    FIELD_KEY="11" * 32,
    INDEX_KEY="22" * 32,
    AUDIT_KEY="33" * 32,
    SIGNING_KEY="44" * 32,
    OFFICE_NAME="平安区快递员职业发展服务平台",
    PUBLIC_BASE_URL="https://office.example",
    ALLOWED_HOSTS="*",
    MEDIA_ROOT=str(SCRATCH / "media"),
    PRIVATE_ROOT=str(SCRATCH / "private"),
    LOG_LEVEL="CRITICAL",
)

from config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    # A test is one transaction, so its deeds are never committed: only the tests of the cache keep pages.
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEVELOPMENT_CA_ROOT = SCRATCH / "development-ca"
# Sign-in is counted only where a test asks for it (`settings.AXES_ENABLED = True`).
AXES_ENABLED = False
