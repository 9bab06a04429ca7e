import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, person):
    user = person("Admin")
    client.force_login(user)
    return user


def form_of(user, **changes):
    fields = ("username", "first_name", "last_name", "email")
    data = {name: getattr(user, name) for name in fields} | {"is_active": "on"} | changes
    return {name: value for name, value in data.items() if value is not None}


def test_an_admin_gives_a_role(client, admin):
    user, editor = UserFactory(), Group.objects.get(name="Editor")

    client.post(
        reverse("admin:auth_user_change", args=[user.pk]), form_of(user, groups=[editor.pk])
    )

    assert User.objects.get(pk=user.pk).has_perm("articles.sign_off_verdict")


def test_an_admin_cannot_make_anyone_a_superuser(client, admin):
    address = reverse("admin:auth_user_change", args=[admin.pk])

    client.post(address, form_of(admin, is_staff="on", is_superuser="on", user_permissions=[1]))

    admin.refresh_from_db()
    assert not admin.is_superuser
    assert not admin.user_permissions.exists()


def test_an_admin_cannot_touch_a_superuser(client, admin):
    root = UserFactory(is_superuser=True, is_staff=True)

    response = client.post(
        reverse("admin:auth_user_change", args=[root.pk]), form_of(root, first_name="Mallory")
    )

    assert response.status_code == 403
    assert User.objects.get(pk=root.pk).first_name == root.first_name


def test_nobody_is_deleted(client, admin):
    user = UserFactory()

    response = client.post(reverse("admin:auth_user_delete", args=[user.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_a_person_who_is_deactivated_is_out_at_once(client, admin, person):
    checker = person("Checker", password=make_password("check-it-twice"))
    theirs = type(client)()
    theirs.force_login(checker)
    assert theirs.get("/").status_code == 200

    client.post(
        reverse("admin:auth_user_change", args=[checker.pk]), form_of(checker, is_active=None)
    )

    assert theirs.get("/").status_code == 302
    form = {"username": checker.username, "password": "check-it-twice"}
    assert theirs.post(reverse("login"), form).status_code == 200  # the form again, not the desk
    assert theirs.get("/").status_code == 302


def test_roles_are_to_read_only(client, admin):
    role = Group.objects.get(name="Viewer")

    response = client.post(
        reverse("admin:auth_group_change", args=[role.pk]), {"name": "Emperor", "permissions": []}
    )

    assert response.status_code == 403
    assert Group.objects.filter(name="Viewer").exists()


@pytest.mark.parametrize("role", ["Viewer", "Reporter", "Checker", "Editor"])
def test_only_staff_open_the_admin(client, person, role):
    client.force_login(person(role))

    response = client.get(reverse("admin:index"))

    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/admin/login/")
