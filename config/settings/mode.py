"""Development or production: the one switch that other concerns read."""

from django.core.exceptions import ImproperlyConfigured

from config import env

ENVIRONMENT = env.text("ENVIRONMENT", "development")
if ENVIRONMENT not in {"development", "production"}:
    raise ImproperlyConfigured("ENVIRONMENT must be development or production.")
PRODUCTION = ENVIRONMENT == "production"
