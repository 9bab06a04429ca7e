"""Providers on and off, and what their runs came to."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles import tasks
from articles.admin.base import ReadOnly
from articles.models import Provider, Suggestion, SuggestionRun
from articles.providers import ClaimReviews
from articles.services import Refused, outside, runs


class OnForm(forms.ModelForm):
    """What is switched on has what it needs."""

    class Meta:
        model = Provider
        fields = ("is_on", "limit", "position")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = outside.ASKED.get(self.instance.slug)
        if kind and cleaned.get("is_on"):
            if kind.needs_key and not self.has_key_after(cleaned):
                self.add_error(self._at("new_key"), "It cannot be on without a key.")
            if not (kind.address or cleaned.get("address", self.instance.address)):
                self.add_error(self._at("address"), "It cannot be on without an address.")
        return cleaned

    def key_after(self, cleaned: dict[str, Any]) -> str:
        kept = "" if cleaned.get("forget_key") else self.instance.key
        return cleaned.get("new_key") or kept

    def has_key_after(self, cleaned: dict[str, Any]) -> bool:
        return bool(self.key_after(cleaned) or self.instance.slug in settings.PROVIDER_KEYS)

    def _at(self, name: str) -> str:
        return name if name in self.fields else "is_on"


class ProviderForm(OnForm):
    """The key goes in and never comes out again: the field is always empty."""

    new_key = forms.CharField(
        label="Key",
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=(
            "Leave it empty to keep the key that is there. It is never shown again. The database"
            " holds it readable; one in the server’s environment goes before it, and is not in it."
        ),
    )
    forget_key = forms.BooleanField(label="Forget the key", required=False)

    class Meta:
        model = Provider
        fields = ("name", "is_on", "position", "limit", "a_minute", "address")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["a_minute"].required = False

    def clean_a_minute(self) -> int:
        return int(self.cleaned_data["a_minute"] or self.instance.a_minute)

    def clean_new_key(self) -> str:
        key = str(self.cleaned_data["new_key"]).strip()
        if not re.fullmatch(r"[!-~]*", key):
            raise forms.ValidationError("A key is one word of plain letters, figures and signs.")
        return key


@admin.register(Provider)
class Providers(admin.ModelAdmin):
    form = ProviderForm
    list_display = ("name", "is_on", "where", "limit", "position", "standing")
    list_editable = ("is_on", "limit", "position")
    fields = (
        "slug", "name", "is_on", "position", "limit", "a_minute", "address",
        "new_key", "forget_key", "has_key", "standing",
    )  # fmt: skip
    readonly_fields = ("slug", "has_key", "standing")

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[OnForm]:
        return OnForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="asks")
    def where(self, provider: Provider) -> str:
        if provider.slug == ClaimReviews.slug:
            return "in the house, what was read from the feeds that are followed"
        if not provider.is_outside:
            return "in the house"
        kind = outside.ASKED.get(provider.slug)
        usual = kind.address if kind else "the pages themselves"
        return provider.address or usual or "nobody yet: it has no address"

    @admin.display(description="has a key")
    def has_key(self, provider: Provider) -> str:
        if provider.slug in settings.PROVIDER_KEYS:
            return "yes, in the server’s environment"
        return "yes, in the database" if provider.key else "no"

    @admin.display(description="at this moment")
    def standing(self, provider: Provider) -> str:
        if not provider.is_on:
            return "it is off"
        return provider.why_shut or outside.why_idle(provider) or "can be asked"

    def save_model(self, request: HttpRequest, obj: Provider, form: Any, change: bool) -> None:
        """Only what was changed here: workers move the rest of the row on."""
        names = [name for name in form.changed_data if name in ProviderForm.Meta.fields]
        if {"new_key", "forget_key"} & set(form.changed_data):
            obj.key = form.key_after(form.cleaned_data)
            names.append("key")
        if {"is_on", "address", "key"} & set(names):
            obj.opens_at, obj.failures = timezone.now(), 0
            names += ["opens_at", "failures"]
        obj.save(update_fields=names)


@admin.register(SuggestionRun)
class Runs(ReadOnly):
    list_display = (
        "pk", "provider", "status", "hits", "attempts", "asked_at", "finished_at", "sent_to",
        "error",
    )  # fmt: skip
    list_filter = ("status", "provider")
    search_fields = ("query", "error")
    list_select_related = ("provider",)
    show_full_result_count = False
    actions = ("try_again",)

    def has_try_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_provider")

    @admin.action(description="Try again", permissions=["try"])
    def try_again(self, request: HttpRequest, chosen: QuerySet[SuggestionRun]) -> None:
        queued = 0
        for run in chosen.select_related("provider"):
            try:
                queued += runs.ask(
                    claim_id=run.claim_id, person=_person(request), provider=run.provider.slug
                )
            except Refused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
        tasks.ring(queued)
        self.message_user(request, f"{queued} searches queued.")


def _person(request: HttpRequest) -> User:
    """Who asks; the admin lets nobody in without a log-in."""
    return User.objects.get(username=request.user.get_username())


@admin.register(Suggestion)
class Suggestions(ReadOnly):
    list_display = ("title", "provider", "strength", "score", "status", "found_at")
    list_filter = ("status", "strength", "provider")
    search_fields = ("title",)
    list_select_related = ("provider",)
    show_full_result_count = False
