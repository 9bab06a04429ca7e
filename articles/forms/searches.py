"""Searches by hand, and what they led to."""

from typing import Any

from django import forms
from django.utils.timezone import localdate as today

from articles.forms.acts import NoteForm
from articles.forms.evidence import AcceptForm
from articles.forms.fields import LONG, Words
from articles.models import HandSearch


class FoundForm(AcceptForm):
    """A library document that was found by hand, for these words."""

    q = Words(max_length=500)
    document = forms.IntegerField(min_value=1, max_value=2**62)
    passage = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    is_confidential = forms.BooleanField(required=False)


class LibrarySearchForm(NoteForm):
    q = Words(max_length=500, error_messages={"required": "Search for something first."})
    is_confidential = forms.BooleanField(required=False)


class LookedForm(forms.Form):
    """A search that somebody made elsewhere."""

    place = Words(
        label="I looked in",
        max_length=200,
        help_text="An archive, a register, a site, a telephone call.",
        error_messages={"required": "Say where you looked."},
    )
    query = Words(
        label="for", max_length=500, error_messages={"required": "Say what you looked for."}
    )
    outcome = forms.ChoiceField(
        choices=HandSearch.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you found something or nothing."},
    )
    hits = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, help_text="If known."
    )
    note = Words(label="What was dismissed and why, or found", required=False, max_length=LONG)
    searched_on = forms.DateField(
        label="On",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Empty: today.",
    )
    is_confidential = forms.BooleanField(
        label="Confidential: leaves by no export, page or log", required=False
    )

    def looked(self) -> dict[str, Any]:
        """The cleaned fields in the words of services.searches.Looked."""
        return {**self.cleaned_data, "searched_on": self.cleaned_data["searched_on"] or today()}
