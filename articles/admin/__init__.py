"""Reference data and people to keep, records to read. No verdict is made or changed here."""

from articles.admin import (
    desk_sets,
    feeds,
    library,
    owners,
    pages,
    people,
    providers,
    ratings,
    records,
)

__all__ = [
    "desk_sets",
    "feeds",
    "library",
    "owners",
    "pages",
    "people",
    "providers",
    "ratings",
    "records",
]
