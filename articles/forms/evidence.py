"""Setting a source against a claim."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import URLValidator

from articles.forms.acts import AboutForm
from articles.forms.fields import LONG, Words, area
from articles.models import Source, Stance

LONGEST_PLACE = {Source.Medium.DOCUMENT: 500, Source.Medium.PERSON: 200}


class StanceForm(AboutForm):
    stance = forms.ChoiceField(
        choices=Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it supports, refutes or gives context."},
    )
    quote = Words(
        label="Quote",
        required=False,
        max_length=LONG,
        widget=area(3),
        help_text="The exact words that count. Select them in the text above to put them here.",
    )
    note = Words(
        label="Note", required=False, max_length=LONG, widget=area(2), help_text="For colleagues."
    )


class AcceptForm(StanceForm):
    field_order = ("stance", "quote", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quote"].required = True
        self.fields["quote"].error_messages["required"] = "Choose the words that count."


class AttachForm(StanceForm):
    """A source of one's own: how it is found again depends on what it is."""

    medium = forms.ChoiceField(
        label="The source is",
        choices=[
            (Source.Medium.ADDRESS, "An address"),
            (Source.Medium.DOCUMENT, "A document"),
            (Source.Medium.PERSON, "A person"),
        ],
        widget=forms.RadioSelect,
        initial=Source.Medium.ADDRESS,
    )
    place = Words(
        label="Address, document reference, or name",
        max_length=2000,
        help_text="Where it can be found again: https://…, a file number, or who it is.",
        error_messages={"required": "Say where the source can be found again."},
    )
    title = Words(label="Title", max_length=500, required=False)
    kind = forms.ChoiceField(label="Kind", choices=Source.Kind.choices)
    publisher = Words(label="Publisher", max_length=200, required=False)
    published = forms.DateField(
        label="Date of the source",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    text = Words(
        label="What it says",
        required=False,
        max_length=500_000,
        widget=area(3),
        help_text="Paste its text, so that the quote can be held against it.",
    )
    is_confidential = forms.BooleanField(
        label="Confidential: leaves by no export, page or log", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "quote"
        ].help_text = "Its exact words. Without its text they count as not exact."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("medium") == Source.Medium.ADDRESS and "place" in cleaned:
            try:
                URLValidator(schemes=["http", "https"])(cleaned["place"])
            except forms.ValidationError:
                self.add_error("place", "This is not a web address. Begin with https://")
            else:
                if urlsplit(cleaned["place"]).username:
                    self.add_error("place", "Leave the name and password out of the address.")
        most = LONGEST_PLACE.get(cleaned.get("medium", ""), 0)
        if most and len(cleaned.get("place", "")) > most:
            self.add_error("place", f"This may have at most {most} characters.")
        if cleaned.get("kind") == Source.Kind.ANONYMOUS and not cleaned.get("is_confidential"):
            self.add_error("is_confidential", "An anonymous source is always confidential.")
        return cleaned

    def source(self) -> dict[str, Any]:
        """The cleaned fields in the words of services.evidence.NewSource."""
        data = self.cleaned_data
        field = {"address": "url", "document": "reference", "person": "person"}[data["medium"]]
        names = ("medium", "kind", "publisher", "published", "is_confidential", "text")
        return {
            **{name: data[name] for name in names},
            field: data["place"],
            "title": data["title"] or data["place"][:500],
        }
