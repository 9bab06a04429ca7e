"""The feeds that the desk follows, and the fact-checks that were read in them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles import tasks
from articles.admin.base import ReadOnly
from articles.models import Feed, FollowedReview
from articles.services import Refused, feeds

STATE = ("standing", "read_at", "due_at", "failures", "error", "added_by")


class FeedOfAdmin(forms.ModelForm):
    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            feeds.refuse_no_address(address)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        if self.instance.pk and self._is_taken(address):
            raise forms.ValidationError("This feed is followed already.")
        return address

    def _is_taken(self, address: str) -> bool:
        """Django leaves out a constraint of which a field cannot be changed."""
        others = Feed.objects.exclude(pk=self.instance.pk)
        return others.filter(address=address, kind=self.instance.kind).exists()


@admin.register(Feed)
class Feeds(admin.ModelAdmin):
    form = FeedOfAdmin
    list_display = ("__str__", "kind", "is_on", "minutes", "reviews", "read_at", "due_at", "error")
    list_editable = ("is_on",)
    list_filter = ("kind", "is_on")
    fields = ("address", "kind", "title", "is_on", "minutes", *STATE)
    search_fields = ("title", "address")
    actions = ("read_now",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What it brought stays what it is, so its use does, too."""
        return ("kind", *STATE) if obj else STATE

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feed]:
        found: QuerySet[Feed] = super().get_queryset(request)
        return found.annotate(reviews_kept=Count("reviews"))

    @admin.display(description="fact-checks")
    def reviews(self, feed: Any) -> int | None:
        return int(feed.reviews_kept) if feed.kind == Feed.Kind.REVIEWS else None

    @admin.display(description="at this moment")
    def standing(self, feed: Feed) -> str:
        return feeds.why_idle(feed) or "It is read when its time comes."

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: bool) -> None:
        """Only what was changed here; another address is read anew."""
        names = list(form.changed_data)
        if change and "address" in names:
            obj.etag = obj.last_modified = obj.error = ""
            obj.failures, obj.due_at = 0, timezone.now()
            names += ["etag", "last_modified", "error", "failures", "due_at"]
            obj.pages.all().delete()
        obj.save(update_fields=names if change else None)

    @admin.action(description="Read now", permissions=["change"])
    def read_now(self, request: HttpRequest, chosen: QuerySet[Feed]) -> None:
        keys = list(chosen.values_list("pk", flat=True))
        for key in keys:
            feeds.read_now(feed_id=key)
        tasks.ring_to_read()
        self.message_user(request, f"{len(keys)} will be read as soon as a worker is free.")


@admin.register(FollowedReview)
class Reviews(ReadOnly):
    list_display = ("claim", "rating", "publisher", "published", "feed")
    list_filter = ("feed",)
    search_fields = ("claim", "publisher")
    list_select_related = ("feed",)
    show_full_result_count = False
    exclude = ("words",)
