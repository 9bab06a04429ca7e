"""Settings from the environment: typed, and refused when they make no sense."""

import os
import re

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def boolean(name: str, default: bool) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True}
    words |= {"0": False, "false": False, "no": False, "off": False}
    given = os.environ.get(name, str(default)).strip().lower()
    if given not in words:
        raise ImproperlyConfigured(f"{name} is {given!r}; say yes or no.")
    return words[given]


def number(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    given = os.environ.get(name, str(default)).strip()
    if not given.isdecimal() or int(given) < least or (most is not None and int(given) > most):
        upto = "" if most is None else f" and at most {most}"
        raise ImproperlyConfigured(
            f"{name} is {given!r}; say a whole number of at least {least}{upto}."
        )
    return int(given)


def keys(pattern: str) -> dict[str, str]:
    """The settings whose names begin as the pattern does before its "<", by what stands for it."""
    beginning = pattern.partition("<")[0]
    found = {
        name: value for name, value in os.environ.items() if name.startswith(beginning) and value
    }
    for name, value in found.items():
        if not re.fullmatch(r"[!-~]{1,200}", value):
            raise ImproperlyConfigured(f"{name} is not one word of plain letters and signs.")
    return {name.removeprefix(beginning).lower(): value for name, value in found.items()}


def words(name: str, default: str = "") -> list[str]:
    """A list whose parts are divided by commas."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def database(name: str) -> dict[str, object]:
    """Django's entry for a PostgreSQL address, taken apart by libpq's own rules."""
    try:
        parts = conninfo_to_dict(os.environ.get(name, "postgresql:///factcheck"))
    except Exception as error:
        raise ImproperlyConfigured(f"{name} is not an address of a PostgreSQL database.") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "factcheck"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts,
    }
