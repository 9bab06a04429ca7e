"""What the fields of several forms have in common."""

from typing import Any

from django import forms

from articles.reading import intake

LONG = 10_000
NUL = (
    "There is an invisible character in it (NUL) that no text may have. It shows as \ufffd:"
    " take it out."
)


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Whole(forms.CharField):
    """A text as it was typed. One with a NUL, which the database cannot hold, is given back."""

    def to_python(self, value: Any) -> str:
        if "\0" in str(value):
            raise forms.ValidationError(NUL, code="nul")
        return super().to_python(value) or ""


class Words(Whole):
    """A text without invisible control characters, lines ended in one way."""

    def to_python(self, value: Any) -> str:
        return intake.clean(super().to_python(value))


class Address(Whole, forms.URLField):
    """An address of the web."""
