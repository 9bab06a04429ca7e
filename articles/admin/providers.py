"""Providers on and off, and what their runs came to."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from articles import tasks
from articles.admin.base import ReadOnly
from articles.models import Provider, Suggestion, SuggestionRun
from articles.services import Refused, runs


@admin.register(Provider)
class Providers(admin.ModelAdmin):
    list_display = ("name", "slug", "is_on", "limit", "position")
    list_editable = ("is_on", "limit", "position")
    readonly_fields = ("slug",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SuggestionRun)
class Runs(ReadOnly):
    list_display = (
        "pk", "provider", "status", "hits", "attempts", "asked_at", "finished_at", "error",
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
