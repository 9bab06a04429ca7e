"""The evidence library: its documents, what was handed in, and how the shelves are.

Saving a document cuts and indexes it again.
"""

import uuid
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.admin.base import ReadOnly
from articles.models import Ingest, LibraryDocument, LibraryStatistics
from articles.services import Refused, desk_articles, library, shelf_state
from articles.services.incoming import OF_THE_DESK, Document

KEPT = ("title", "text", "url", "author", "publisher", "published")


class DocumentForm(forms.ModelForm):
    class Meta:
        model = LibraryDocument
        fields = KEPT
        widgets = {"title": forms.TextInput(attrs={"class": "vTextField"})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                Document(**{name: cleaned[name] for name in KEPT})
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return cleaned


@admin.register(LibraryDocument)
class Documents(admin.ModelAdmin):
    form = DocumentForm
    list_display = ("title", "author", "publisher", "published", "is_near_copy", "updated_at")
    search_fields = ("title", "author", "publisher", "url")
    date_hierarchy = "published"
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[LibraryDocument]:
        return super().get_queryset(request).defer("text", "sketch")

    def has_change_permission(
        self, request: HttpRequest, obj: LibraryDocument | None = None
    ) -> bool:
        return not _is_article(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: LibraryDocument | None = None
    ) -> bool:
        return not _is_article(obj) and super().has_delete_permission(request, obj)

    @admin.display(description="near copy", boolean=True)
    def is_near_copy(self, document: LibraryDocument) -> bool:
        return document.repeats_id is not None

    def save_model(
        self, request: HttpRequest, obj: LibraryDocument, form: Any, change: bool
    ) -> None:
        if not obj.identifier:
            obj.identifier = f"{OF_THE_DESK}{uuid.uuid4()}"
            LibraryDocument.objects.filter(pk=obj.pk).update(identifier=obj.identifier)
        library.add(
            [Document(identifier=obj.identifier, **{name: getattr(obj, name) for name in KEPT})],
            most=library.FEW,
        )
        obj.pk = LibraryDocument.objects.get(identifier=obj.identifier).pk

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """What is shown before anything is deleted: counts, not thousands of passages."""
        chosen = _queryset(objs)
        may = self.has_delete_permission(request)
        return (
            [str(library.dependents(chosen))],
            {"documents": chosen.count()},
            set() if may else {"library document"},
            [desk_articles.STAYS] if desk_articles.released(chosen).exists() else [],
        )

    def delete_model(self, request: HttpRequest, obj: LibraryDocument) -> None:
        library.discard(LibraryDocument.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[LibraryDocument]) -> None:
        library.discard(queryset)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> list[Any]:
        """One line for all of them."""
        return [
            LogEntry.objects.create(
                user_id=int(request.user.pk or 0),
                content_type=ContentType.objects.get_for_model(LibraryDocument),
                object_repr=_named(queryset),
                action_flag=DELETION,
            )
        ]


def _is_article(document: LibraryDocument | None) -> bool:
    return document is not None and desk_articles.is_article(document)


def _queryset(chosen: Any) -> QuerySet[LibraryDocument]:
    """Django hands over a queryset for several and a list of one for one."""
    if isinstance(chosen, QuerySet):
        return LibraryDocument.objects.filter(pk__in=chosen.order_by().values("pk"))
    return LibraryDocument.objects.filter(pk__in=[obj.pk for obj in chosen])


def _named(chosen: Any) -> str:
    if isinstance(chosen, QuerySet):
        return f"{chosen.count()} library documents"
    return ", ".join(str(obj)[:180] for obj in chosen)


@admin.register(Ingest)
class Ingests(ReadOnly):
    list_display = (
        "name", "status", "new", "changed", "unchanged", "near_same", "lost", "asked_by",
        "asked_at", "finished_at", "error",
    )  # fmt: skip
    list_filter = ("status", "kind")
    list_select_related = ("asked_by",)
    search_fields = ("name", "error")
    show_full_result_count = False


@admin.register(LibraryStatistics)
class Shelves(ReadOnly):
    """The state of the library on one page."""

    list_display = ("shelf", "held", "words", "words_of_a_passage", "built_at")

    @admin.display(description="passages", ordering="passages")
    def held(self, shelf: LibraryStatistics) -> str:
        return f"{shelf.passages:,}"

    @admin.display(description="words of all passages", ordering="length")
    def words(self, shelf: LibraryStatistics) -> str:
        return f"{shelf.length:,}"

    @admin.display(description="words of a passage, as the weights have it")
    def words_of_a_passage(self, shelf: LibraryStatistics) -> str:
        return f"{shelf.average:.1f}"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "rows": shelf_state.rows()}
        return super().changelist_view(request, context)
