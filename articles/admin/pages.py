"""Whether pages are fetched: the one row, turned on and off."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.models import PageFetching
from articles.services import pages


@admin.register(PageFetching)
class Fetching(admin.ModelAdmin):
    list_display = ("__str__", "is_on", "standing")
    fields = ("is_on", "standing")
    readonly_fields = ("standing",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="at this moment")
    def standing(self, row: PageFetching) -> str:
        return "Pages are fetched." if pages.is_on() else pages.why_off()
