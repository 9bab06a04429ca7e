"""Who a byline means."""

import re

from django.contrib.auth.models import User
from django.db.models import Value
from django.db.models.functions import Concat

PARTED = re.compile(r"\s*(?:,|;|&|\band\b|\bwith\b)\s*", re.IGNORECASE)


def named(byline: str) -> list[User]:
    """The people on the desk whose full names stand in the byline, in its order."""
    found: list[User] = []
    for name in PARTED.split(re.sub(r"^\s*by\s+", "", byline, flags=re.IGNORECASE)):
        people = User.objects.annotate(name=Concat("first_name", Value(" "), "last_name"))
        if name.strip() and (person := people.filter(name__iexact=name.strip()).first()):
            found.append(person)
    return found
