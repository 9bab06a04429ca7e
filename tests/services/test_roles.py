import pytest
from django.contrib.auth.models import Group, Permission

from articles.roles import ROLES
from articles.services import roles
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_role_is_there(db):
    Group.objects.all().delete()


def held(role):
    return set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))


def test_each_role_is_a_group_with_just_the_permissions_of_the_table():
    changes = roles.sync()

    assert {line.split(":")[0] for line in changes} == set(ROLES)
    for role, codenames in ROLES.items():
        assert held(role) == set(codenames)


def test_a_second_time_nothing_changes_and_nothing_is_said():
    roles.sync()
    before = {role: Group.objects.get(name=role).pk for role in ROLES}

    assert roles.sync() == []
    assert {role: Group.objects.get(name=role).pk for role in ROLES} == before


def test_what_a_role_has_too_much_is_taken_away_and_said():
    roles.sync()
    viewers = Group.objects.get(name="Viewer")
    viewers.permissions.add(Permission.objects.get(codename="sign_off_verdict"))

    changes = roles.sync()

    assert changes == ["Viewer: 2 permissions, 1 changed"]
    assert held("Viewer") == set(ROLES["Viewer"])


def test_what_a_role_lacks_is_given_back():
    roles.sync()
    Group.objects.get(name="Editor").permissions.clear()

    assert len(roles.sync()) == 1
    assert held("Editor") == set(ROLES["Editor"])


def test_a_permission_that_does_not_exist_is_named_and_nothing_is_changed(monkeypatch):
    monkeypatch.setitem(ROLES, "Viewer", ("view_claim", "make_coffee"))

    with pytest.raises(LookupError, match=r"Viewer .*make_coffee"):
        roles.sync()

    assert not Group.objects.exists()


def test_other_groups_and_who_is_in_a_group_are_left_alone():
    roles.sync()
    friends = Group.objects.create(name="Friends")
    friends.permissions.add(Permission.objects.get(codename="view_claim"))
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Checker"), friends)

    roles.sync()

    assert held("Friends") == {"view_claim"}
    assert user.groups.count() == 2


def test_a_role_that_is_taken_away_is_gone_from_who_had_it():
    roles.sync()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Viewer"))
    Group.objects.get(name="Viewer").permissions.add(Permission.objects.get(codename="waive_claim"))

    roles.sync()

    assert user.has_perm("articles.view_claim")
    assert not user.has_perm("articles.waive_claim")
