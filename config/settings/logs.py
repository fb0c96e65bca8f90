"""What goes wrong is told on standard error: Django alone is silent there when DEBUG is off."""

from config import env

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.choice("LOG_LEVEL", LEVELS, "WARNING")},
    "loggers": {
        # Errors reach the root logger; Django's own handlers would write them twice or mail nobody.
        "django": {"handlers": [], "level": "NOTSET", "propagate": True},
        # Who looks certificates up is told whatever else is: it shows when somebody tries numbers.
        "office.certificates.looks": {"level": "INFO"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
