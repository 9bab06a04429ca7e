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
    known = {
        permission.codename: permission
        for permission in Permission.objects.filter(content_type__app_label__in=APPS)
    }
    groups = {
        group.name: group
        for group in Group.objects.filter(name__in=ROLES).prefetch_related("permissions")
    }
    changes = []
    for role, codenames in ROLES.items():
        if unknown := set(codenames) - known.keys():
            raise LookupError(f"{role} names permissions that do not exist: {sorted(unknown)}")
        wanted = {known[codename] for codename in codenames}
        made = role not in groups
        group = Group.objects.create(name=role) if made else groups[role]
        held = set() if made else set(group.permissions.all())
        if held != wanted:
            group.permissions.add(*(wanted - held))
            group.permissions.remove(*(held - wanted))
        if made or held != wanted:
            changes.append(f"{role}: {len(wanted)} permissions, {len(wanted ^ held)} changed")
    return changes
