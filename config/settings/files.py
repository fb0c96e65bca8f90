"""Static files, public media and the private store for papers that only their owners may see."""

from config import env

from .mode import PRODUCTION

STATIC_URL = "/static/"
# Collected for production only; without the folder the static file server would warn at every start.
STATIC_ROOT = env.path("STATIC_ROOT", env.BASE_DIR / "staticfiles") if PRODUCTION else None
STATICFILES_DIRS = [env.BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", env.BASE_DIR / "var" / "media")
# Where a web server stands in front: the inner address (nginx `internal`, ends with a slash) from which it
# sends a file of MEDIA_ROOT once this office says that the asker may have it. Empty: the office sends it.
MEDIA_ACCEL = env.text("MEDIA_ACCEL", "")
PRIVATE_ROOT = env.path("PRIVATE_ROOT", env.BASE_DIR / "var" / "private")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# In development and in tests nothing is collected: files are served from where they lie, under plain names.
# (A manifest storage without its files raises an error on every page, strict or not.)
WHITENOISE_USE_FINDERS = not PRODUCTION

FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_PERMISSIONS = 0o640
