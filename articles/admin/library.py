"""The evidence library's documents. Saving one cuts and indexes it again."""

import uuid
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import LibraryDocument
from articles.services import Refused, library
from articles.services.library import Document

KEPT = ("title", "text", "url", "publisher", "published")


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
    list_display = ("title", "publisher", "published", "updated_at")
    search_fields = ("title", "publisher", "url")
    date_hierarchy = "published"
    show_full_result_count = False

    def save_model(
        self, request: HttpRequest, obj: LibraryDocument, form: Any, change: bool
    ) -> None:
        if not obj.identifier:
            obj.identifier = f"desk:{uuid.uuid4()}"
            LibraryDocument.objects.filter(pk=obj.pk).update(identifier=obj.identifier)
        library.add(
            [Document(identifier=obj.identifier, **{name: getattr(obj, name) for name in KEPT})]
        )
        obj.pk = LibraryDocument.objects.get(identifier=obj.identifier).pk

    def delete_model(self, request: HttpRequest, obj: LibraryDocument) -> None:
        library.remove(LibraryDocument.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[LibraryDocument]) -> None:
        library.remove(queryset)
