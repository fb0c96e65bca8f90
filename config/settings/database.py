"""Database, sessions and cache."""

from config import env

DATABASES = {"default": env.database("DATABASE_URL", "sqlite:///var/db.sqlite3")}
(env.BASE_DIR / "var").mkdir(exist_ok=True)

CACHES = {
    "default": {
        # A file cache is shared by all workers of one machine and needs no further service.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env.path("CACHE_ROOT", env.BASE_DIR / "var" / "cache"),
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
