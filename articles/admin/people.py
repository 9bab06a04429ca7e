"""Users and their roles. What a role may do stands in articles/roles.py, not here."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from articles.admin.base import ReadOnly
from articles.forms import AdminLogInForm

admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.login_form = AdminLogInForm
admin.site.site_header = "Factcheck admin"
admin.site.site_title = "Factcheck admin"
admin.site.index_title = "People, ratings, providers, library, records"


@admin.register(User)
class Person(UserAdmin):
    """A person is given roles and can be deactivated; nobody is deleted, as history names them."""

    list_display = ("username", "first_name", "last_name", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ("groups",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Name", {"fields": ("first_name", "last_name", "email")}),
        (
            "On the desk",
            {
                "fields": ("is_active", "is_staff", "groups"),
                "description": "Roles are groups. Staff can open this admin. Whoever is not "
                "active can do nothing more and stays in the history.",
            },
        ),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": (
                    "username", "first_name", "last_name", "usable_password",
                    "password1", "password2", "groups",
                ),
            },
        ),
    )  # fmt: skip

    @admin.display(description="roles")
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Only a superuser changes a superuser: else an admin could become one."""
        if obj and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False


@admin.register(Group)
class Role(ReadOnly, GroupAdmin):
    """To read only: `manage.py sync_roles` makes the roles as the table has them."""
