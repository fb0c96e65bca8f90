"""Database, sessions and cache."""

from pathlib import Path

from config import env

DATABASES = {"default": env.database("DATABASE_URL", "sqlite:///var/db.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # SQLite makes its file but not the folder of it.
    Path(str(DATABASES["default"]["NAME"])).parent.mkdir(parents=True, exist_ok=True)

CACHES = {
    "default": {
        # A file cache is shared by all workers of one machine and needs no further service.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env.path("CACHE_ROOT", env.BASE_DIR / "var" / "cache"),
        # Beyond this many a third is thrown away at random, counts of visitors among them.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # Wagtail would keep each cut-out of a picture and write it down whenever it is shown; a page that reads
    # them all in one question (cms.pictures.reading) is faster without.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    # Whole public pages, a minute at the most (cms.caching).
    "pages": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env.path("CACHE_ROOT", env.BASE_DIR / "var" / "cache") / "pages",
        "OPTIONS": {"MAX_ENTRIES": 3_000},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
