"""Logging in, to the desk and to its admin."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm

LONGEST_USERNAME = 150


class LogInForm(AuthenticationForm):
    """Django's, but a name longer than any account's is wrong in words."""

    def clean(self) -> dict[str, Any]:
        if len(self.cleaned_data.get("username", "")) > LONGEST_USERNAME:
            raise self.get_invalid_login_error()
        return super().clean()


class AdminLogInForm(LogInForm, AdminAuthenticationForm):
    pass
