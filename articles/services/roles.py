"""The groups of Django's auth, made to agree with the table of roles."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from articles.roles import ROLES

APPS = ("articles", "auth", "axes")


@transaction.atomic
def sync() -> list[str]:
    """Make each role's group hold just the table's permissions; return a line for each change.

    Raises LookupError when the table names a permission that does not exist.
    """
    changes = []
    for role, codenames in ROLES.items():
        group, made = Group.objects.get_or_create(name=role)
        wanted = set(
            Permission.objects.filter(content_type__app_label__in=APPS, codename__in=codenames)
        )
        if unknown := set(codenames) - {permission.codename for permission in wanted}:
            raise LookupError(f"{role} names permissions that do not exist: {sorted(unknown)}")
        held = set(group.permissions.all())
        if held != wanted:
            group.permissions.set(wanted)
        if made or held != wanted:
            changes.append(f"{role}: {len(wanted)} permissions, {len(wanted ^ held)} changed")
    return changes
