"""How log lines look: for people on one machine, as JSON for machines that gather them."""

from typing import Any


def configuration(as_json: bool, level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "dls.web.logs.AddRequest"}},
        "formatters": {
            "json": {"()": "dls.web.logs.Json"},
            "line": {
                "format": "{asctime} {levelname:<7} {name} {message}",
                "style": "{",
                "datefmt": "%H:%M:%S",
            },
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["request"],
                "formatter": "json" if as_json else "line",
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
    }
