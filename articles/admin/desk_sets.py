"""Frozen sets, and what was measured on them: to read only."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from articles.admin.base import ReadOnly
from articles.models import DeskFigures, DeskSet


@admin.register(DeskSet)
class DeskSets(ReadOnly):
    list_display = ("name", "frozen_at", "pairs")

    def get_queryset(self, request: HttpRequest) -> QuerySet[DeskSet]:
        sets: QuerySet[DeskSet] = super().get_queryset(request)
        return sets.annotate(count=Count("pairs"))

    @admin.display(description="pairs of claim and document")
    def pairs(self, desk_set: Any) -> int:
        return int(desk_set.count)


@admin.register(DeskFigures)
class Measurements(ReadOnly):
    list_display = ("desk_set", "measured_at", "model", "passages", "figures")
    list_select_related = ("desk_set",)
