"""The feeds and pages of fact-checkers that the desk follows, and what was read in them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.base import ReadOnly
from articles.models import FollowedFeed, FollowedReview

STATE = ("read_at", "due_at", "failures", "error")


@admin.register(FollowedFeed)
class Feeds(admin.ModelAdmin):
    list_display = ("__str__", "is_on", "hours", "reviews", "read_at", "due_at", "error")
    fields = ("url", "name", "is_on", "hours", *STATE)
    readonly_fields = STATE
    search_fields = ("name", "url")
    actions = ("read_now",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[FollowedFeed]:
        feeds: QuerySet[FollowedFeed] = super().get_queryset(request)
        return feeds.annotate(reviews_kept=Count("reviews"))

    @admin.display(description="reviews")
    def reviews(self, feed: Any) -> int:
        return int(feed.reviews_kept)

    def save_model(self, request: HttpRequest, obj: FollowedFeed, form: Any, change: bool) -> None:
        """Only what was changed here; another address is read anew."""
        names = list(form.changed_data)
        if "url" in names:
            obj.etag = obj.last_modified = obj.error = ""
            obj.seen, obj.failures, obj.due_at = [], 0, timezone.now()
            names += ["etag", "last_modified", "error", "seen", "failures", "due_at"]
        obj.save(update_fields=names if change else None)

    @admin.action(description="Read now", permissions=["change"])
    def read_now(self, request: HttpRequest, chosen: QuerySet[FollowedFeed]) -> None:
        keys = list(chosen.values_list("pk", flat=True))
        count = FollowedFeed.objects.filter(pk__in=keys).update(due_at=timezone.now())
        self.message_user(request, f"{count} will be read within five minutes.")


@admin.register(FollowedReview)
class Reviews(ReadOnly):
    list_display = ("claim", "rating", "publisher", "published", "feed")
    list_filter = ("feed",)
    search_fields = ("claim", "publisher")
    list_select_related = ("feed",)
    show_full_result_count = False
    exclude = ("words",)
