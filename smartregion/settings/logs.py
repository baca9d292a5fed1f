"""What is written to the log."""

from smartregion.environment import one_of
from smartregion.settings.ground import env

# Lines for people, or one JSON object a line for what collects logs.
LOG_FORMAT = one_of(env, "LOG_FORMAT", ["line", "json"], default="line")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "smartregion.core.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "smartregion.core.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    # Django would also mail faults with address, headers and all that was sent.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # It greets every process that opens a PDF.
        "pikepdf._core": {"level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
