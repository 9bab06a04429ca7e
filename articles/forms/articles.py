"""Bringing an article in."""

import json
from typing import Any

from django import forms
from django.contrib.auth.models import User

from articles.forms.fields import Address, Whole, Words
from articles.reading.links import MOST, Anchor, is_kept


class PasteForm(forms.Form):
    text = Whole(
        label="Text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=(
            "Paste the whole story. Headline, byline and date become its heading; the text below"
            " is kept to the character, and each of its sentences becomes a claim."
        ),
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="Plain text, Markdown or HTML, at most 5 MB.",
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.markdown,.html,.htm"}),
    )


class ArticleForm(forms.Form):
    title = Words(max_length=300, error_messages={"required": "Give it a title."})
    byline = Words(max_length=200, required=False, help_text="As it is printed.")
    author = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        label="Written by",
        empty_label="Nobody with a log-in",
        help_text="Who wrote the article may not sign off its claims.",
    )
    published = forms.DateField(
        label="Date",
        required=False,
        help_text="Its claims have to be true as of this day.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    url = Address(label="Address", required=False, max_length=2000, assume_scheme="https")
    is_embargoed = forms.BooleanField(
        label="Under embargo: no provider outside is asked about it", required=False
    )
    links = Whole(required=False, max_length=3_000_000, widget=forms.HiddenInput, strip=False)
    text = Whole(
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": "There is no text left. Paste the story again."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).order_by("first_name", "username")
        self.fields["author"].queryset = people  # type: ignore[attr-defined]
        self.fields["author"].label_from_instance = _name  # type: ignore[attr-defined]

    def clean_links(self) -> tuple[Anchor, ...]:
        """Those that the page had, as they came: what is no link of the web is left out."""
        try:
            given = json.loads(self.cleaned_data["links"] or "[]")
        except (ValueError, RecursionError):
            return ()
        pairs = [pair for pair in given if _is_pair(pair)] if isinstance(given, list) else []
        return tuple(Anchor(*pair) for pair in pairs if is_kept(*pair))[:MOST]


def _is_pair(thing: Any) -> bool:
    is_two = isinstance(thing, list) and len(thing) == 2
    return is_two and all(isinstance(part, str) and "\0" not in part for part in thing)


def _name(user: User) -> str:
    return user.get_full_name() or user.username
