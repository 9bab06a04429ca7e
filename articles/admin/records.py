"""Articles' versions, verdicts and the history: to read only."""

from django.contrib import admin

from articles.admin.base import ReadOnly
from articles.models import ArticleVersion, Event, Look, Verdict


@admin.register(ArticleVersion)
class Versions(ReadOnly):
    list_display = ("article", "number", "sentences", "sha256", "brought_in_at")
    search_fields = ("article__title",)
    list_select_related = ("article",)


@admin.register(Verdict)
class Verdicts(ReadOnly):
    list_display = (
        "claim", "rating", "status", "author", "proposed_at", "signed_off_by", "signed_off_at",
    )  # fmt: skip
    list_filter = ("status", "rating")
    search_fields = ("explanation",)
    list_select_related = ("claim", "rating", "author", "signed_off_by")


@admin.register(Event)
class History(ReadOnly):
    list_display = ("number", "at", "actor", "action", "article", "claim")
    list_filter = ("action",)
    list_select_related = ("actor", "article", "claim")
    show_full_result_count = False


@admin.register(Look)
class Looks(ReadOnly):
    list_display = (
        "pk", "source", "status", "http_status", "attempts", "asked_at", "finished_at", "error",
    )  # fmt: skip
    list_filter = ("status",)
    search_fields = ("error",)
    list_select_related = ("source",)
    show_full_result_count = False
