"""Development or production: the one switch that other concerns read."""

from config import env

ENVIRONMENT = env.choice("ENVIRONMENT", ("development", "production"), "development")
PRODUCTION = ENVIRONMENT == "production"
