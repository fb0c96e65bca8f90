"""Keys, sign-in, cookies and headers."""

import contextlib
import json
import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import env

from .mode import PRODUCTION


def _keys() -> dict[str, str]:
    """Return the five keys; in development they are made once and kept in var/keys.json (or KEY_FILE)."""
    wanted = ("SECRET_KEY", "FIELD_KEY", "INDEX_KEY", "AUDIT_KEY", "SIGNING_KEY")
    found = {name: value for name in wanted if (value := env.given(name))}
    if len(found) == len(wanted):
        return found
    if PRODUCTION:
        missing = ", ".join(sorted(set(wanted) - set(found)))
        raise ImproperlyConfigured(f"Set {missing} in the environment or in .env (see .env.example).")
    file = env.path("KEY_FILE", env.BASE_DIR / "var" / "keys.json")
    if not file.exists():
        _make_keys(file, {name: secrets.token_hex(env.KEY_BYTES) for name in wanted})
    kept = json.loads(file.read_text(encoding="utf-8"))
    if missing_ones := set(wanted) - kept.keys():
        # A file from before a key was asked for: what is in it stays, what is new is added.
        file.unlink()
        _make_keys(file, kept | {name: secrets.token_hex(env.KEY_BYTES) for name in missing_ones})
        kept = json.loads(file.read_text(encoding="utf-8"))
    return {**kept, **found}


def _make_keys(file: Path, keys: dict[str, str]) -> None:
    """Write keys; the first process makes the file, whole and readable to its owner only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            json.dump(keys, handle)
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
    finally:
        draft.unlink(missing_ok=True)


_KEYS = _keys()
SECRET_KEY = _KEYS["SECRET_KEY"]
# Encryption of identifiers, their blind index, the audit chain, the seed of the Ed25519 key that signs
# certificates: a key that cannot be used stops the start.
FIELD_KEY, INDEX_KEY, AUDIT_KEY, SIGNING_KEY = (
    env.key(name, _KEYS[name]) for name in ("FIELD_KEY", "INDEX_KEY", "AUDIT_KEY", "SIGNING_KEY")
)
if len({FIELD_KEY, INDEX_KEY, AUDIT_KEY, SIGNING_KEY}) < 4:
    raise ImproperlyConfigured("FIELD_KEY, INDEX_KEY, AUDIT_KEY and SIGNING_KEY must be four different keys.")
# Public keys (hex) that signed earlier papers: what they signed stays checkable.
RETIRED_SIGNING_KEYS = [env.key("RETIRED_SIGNING_KEYS", key) for key in env.names("RETIRED_SIGNING_KEYS")]

ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "" if PRODUCTION else "*")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "portal:login"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "/"

# Five wrong passwords for one name from one address close that pair for fifteen minutes.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "office.desk.addresses.address_of"
AXES_LOCKOUT_CALLABLE = "portal.views.locked_out"

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "office.desk.errors.csrf_failure"
# Wagtail's editor shows previews in a frame of the same site, so "DENY" (which W019 asks for) cannot be.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

# A proxy in front ends HTTPS and says in X-Forwarded-For who asks.
BEHIND_PROXY = env.flag("BEHIND_PROXY", False)

if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
    SECURE_HSTS_PRELOAD = env.flag("SECURE_HSTS_PRELOAD", True)
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    # Wagtail's admin still writes inline scripts; cms.middleware gives it a looser policy of its own.
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
