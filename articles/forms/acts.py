"""Notes and reasons, and what was seen when they were written."""

from typing import Any

from django import forms

from articles.forms.fields import LONG, Words, area


class AboutForm(forms.Form):
    """A form of which a page has several: it knows what it is about."""

    def __init__(self, *args: Any, about: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about


class NoteForm(AboutForm):
    note = Words(required=False, max_length=LONG, widget=area(2))


class ReasonForm(AboutForm):
    reason = Words(required=False, max_length=1000, widget=area(2))


class KnownOriginForm(NoteForm):
    words = Words(max_length=LONG)
