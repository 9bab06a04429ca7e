"""A rating and why, and signing it off."""

from typing import Any

from django import forms

from articles.forms.acts import NoteForm
from articles.forms.fields import LONG, Words, area
from articles.models import Rating


class SignOffForm(NoteForm):
    """With the ids of the evidence on the page, parted by commas."""

    seen = Words(required=False)

    def clean_seen(self) -> list[int] | None:
        if "seen" not in self.data:
            return None
        ids = self.cleaned_data["seen"].split(",")
        return [int(key[:18]) for key in ids if key.isascii() and key.isdecimal()]


class VerdictForm(forms.Form):
    rating = forms.ModelChoiceField(
        queryset=Rating.objects.none(),
        error_messages={
            "required": "Choose a rating.",
            "invalid_choice": "This rating is no longer in use. Choose another one.",
        },
    )
    explanation = Words(
        max_length=LONG,
        widget=area(4),
        help_text="What a reader may see. Say what is so, then what differs.",
        error_messages={"required": "Give an explanation: the second editor needs it to sign off."},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rating"].queryset = Rating.objects.offered()  # type: ignore[attr-defined]
