"""Making the groups agree with the table of roles."""

import pytest
from django.contrib.auth.models import Group

from articles.roles import ROLES
from tests.commands import run

pytestmark = pytest.mark.django_db


def test_the_groups_are_made_and_then_left_alone():
    Group.objects.all().delete()

    made, _ = run("sync_roles")
    again, _ = run("sync_roles")

    assert [line.split(":")[0] for line in made] == list(ROLES)
    assert again == ["The roles are as they should be."]
    assert run("sync_roles", verbosity=0)[0] == []


def test_what_was_given_by_hand_is_taken_back():
    run("sync_roles")
    editor, viewer = Group.objects.get(name="Editor"), Group.objects.get(name="Viewer")
    viewer.permissions.add(*editor.permissions.all())

    lines, _ = run("sync_roles")

    held = set(viewer.permissions.values_list("codename", flat=True))
    assert held == set(ROLES["Viewer"])
    assert [line.split(":")[0] for line in lines] == ["Viewer"]
