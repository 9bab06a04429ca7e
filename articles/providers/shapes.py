"""Reading data from outside that may have any shape: what is not as it should be is not there."""

from typing import Any


def named(thing: object, name: str) -> dict[str, Any]:
    value = thing.get(name) if isinstance(thing, dict) else None
    return value if isinstance(value, dict) else {}


def items(thing: object, name: str) -> list[dict[str, Any]]:
    """The objects in the list of this name."""
    value = thing.get(name) if isinstance(thing, dict) else None
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text(thing: object, name: str) -> str:
    value = thing.get(name) if isinstance(thing, dict) else None
    return value if isinstance(value, str) else ""


def number(thing: object, name: str) -> int:
    value = thing.get(name) if isinstance(thing, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
