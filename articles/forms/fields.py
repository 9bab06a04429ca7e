"""What the fields of several forms have in common."""

from typing import Any

from django import forms

from articles.reading import intake

LONG = 10_000


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Words(forms.CharField):
    """A text without invisible control characters, lines ended in one way."""

    def to_python(self, value: Any) -> str:
        return intake.clean(super().to_python(value) or "")
