"""Filling the library."""

from typing import Any

from django import forms

from articles.forms.fields import Address, Whole, Words, area
from articles.models import Feed
from articles.services import Refused, feeds


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; an empty one is said by name when it is handed in."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        one = super().clean
        return [one(each, initial) for each in data] if data else one(None, initial)


class FilesForm(forms.Form):
    chosen = FilesField(
        label="Files",
        allow_empty_file=True,
        max_length=300,
        help_text=(
            "Lines of JSON with <code>_id</code>, <code>title</code>, <code>text</code>,"
            " <code>url</code>, <code>published</code>, <code>author</code> and"
            " <code>publisher</code>"
            " (.jsonl, .jsonl.gz), or one document a file (.txt, .md, .html)."
        ),
        error_messages={"required": "Choose at least one file."},
        widget=SeveralFiles(attrs={"accept": ".jsonl,.gz,.txt,.md,.markdown,.html,.htm"}),
    )


class DocumentForm(forms.Form):
    text = Whole(
        label="Text",
        strip=False,
        widget=area(10),
        error_messages={"required": "Paste a text."},
    )
    title = Words(
        label="Title", required=False, max_length=300, help_text="Else its first line is."
    )
    url = Address(label="Address", required=False, max_length=2000, assume_scheme="https")
    author = Words(
        label="Author",
        required=False,
        max_length=300,
        help_text="Else its byline is, if it has one.",
    )
    publisher = Words(label="Publisher", required=False, max_length=200)
    published = forms.DateField(
        label="Date",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class AddressesForm(forms.Form):
    addresses = Words(
        label="Addresses",
        max_length=1_000_000,
        widget=area(5),
        help_text="One a line. Their pages are fetched once, one after the other.",
        error_messages={"required": "Give at least one address."},
    )

    def clean_addresses(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["addresses"].split("\n")]
        for number, line in enumerate(lines, 1):
            try:
                feeds.refuse_unfit(line)
            except Refused as refusal:
                raise forms.ValidationError(f"Line {number}: {refusal}") from None
        return list(dict.fromkeys(filter(None, lines)))


class FeedForm(forms.Form):
    address = Words(
        label="Address of the feed",
        max_length=2000,
        help_text="RSS or Atom. Its new pages are fetched as they come.",
        error_messages={"required": "Give the feed’s address."},
    )
    kind = forms.ChoiceField(
        label="What is done with it",
        choices=Feed.Kind.choices,
        required=False,
        help_text="Fact-checks are suggested where their claim is like one of ours.",
    )

    def clean_kind(self) -> Feed.Kind:
        return Feed.Kind(self.cleaned_data["kind"] or Feed.Kind.LIBRARY)
