"""Rating scales: versioned; what was used keeps its words and is retired, not deleted."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Rating, RatingScale
from articles.services import Refused, ratings

USED_KEEPS = ("slug", "label", "value", "needs_evidence")


class Ratings(admin.TabularInline):
    model = Rating
    extra = 0
    fields = ("position", "slug", "label", "value", "needs_evidence", "retired_at")
    readonly_fields = ("retired_at",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A scale that any verdict rests on keeps its ratings; they are retired instead."""
        if obj and ratings.is_used(obj):
            return False
        return super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj and ratings.is_used(obj):
            return (*USED_KEEPS, "retired_at")
        return ("retired_at",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj and ratings.is_used(obj):
            return False
        return super().has_add_permission(request, obj)


@admin.register(RatingScale)
class Scale(admin.ModelAdmin):
    list_display = ("name", "version", "is_current", "words")
    readonly_fields = ("is_current",)
    inlines = (Ratings,)
    actions = ("make_next_version", "put_in_use")

    @admin.display(description="ratings")
    def words(self, scale: RatingScale) -> str:
        return " · ".join(rating.label for rating in scale.ratings.all())

    def get_queryset(self, request: HttpRequest) -> QuerySet[RatingScale]:
        return super().get_queryset(request).prefetch_related("ratings")

    def has_delete_permission(self, request: HttpRequest, obj: RatingScale | None = None) -> bool:
        if obj and (obj.is_current or ratings.is_used(obj)):
            return False
        return super().has_delete_permission(request, obj)

    @admin.action(description="Make the next version, to change it", permissions=["add"])
    def make_next_version(self, request: HttpRequest, chosen: QuerySet[RatingScale]) -> None:
        for scale in chosen:
            made = ratings.next_version(scale.pk)
            self.message_user(request, f"{made} is there to be changed. It is not in use yet.")

    @admin.action(description="Put in use from now on", permissions=["change"])
    def put_in_use(self, request: HttpRequest, chosen: QuerySet[RatingScale]) -> None:
        if chosen.count() != 1:
            self.message_user(request, "Choose one scale: one is in use at a time.", messages.ERROR)
            return
        try:
            scale = ratings.put_in_use(chosen.get().pk)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return
        self.message_user(request, f"{scale} is in use. Verdicts keep the ratings they have.")


@admin.register(Rating)
class OneRating(admin.ModelAdmin):
    """One rating, to retire it or take it back; its words are changed in its scale."""

    list_display = ("label", "value", "scale", "retired_at")
    list_filter = ("scale",)
    readonly_fields = ("scale", *USED_KEEPS, "position", "retired_at")
    actions = ("retire", "take_back")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description="Retire: offer it no more", permissions=["change"])
    def retire(self, request: HttpRequest, chosen: QuerySet[Rating]) -> None:
        count = chosen.filter(retired_at__isnull=True).update(retired_at=timezone.now())
        self.message_user(request, f"{count} retired.")

    @admin.action(description="Offer it again", permissions=["change"])
    def take_back(self, request: HttpRequest, chosen: QuerySet[Rating]) -> None:
        count = chosen.filter(retired_at__isnull=False).update(retired_at=None)
        self.message_user(request, f"{count} offered again.")
