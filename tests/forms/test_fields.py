"""What every field for words has in common."""

import inspect

import pytest
from django import forms

from articles import forms as ours
from articles.forms.fields import NUL

pytestmark = pytest.mark.django_db

FORMS = [
    form
    for _, form in inspect.getmembers(ours, inspect.isclass)
    if not issubclass(form, ours.LogInForm)
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_text_with_a_nul_is_given_back_as_it_was_typed_with_a_sentence(form):
    words = [name for name, field in form.base_fields.items() if isinstance(field, forms.CharField)]
    typed = dict.fromkeys(words, "https://tower.example/\0 is\0 it.")

    sent = form(typed)

    assert not sent.is_valid()
    for name in words:
        assert sent.errors[name] == [NUL]
        assert sent[name].value() == typed[name]


def test_other_controls_are_taken_out_and_lines_end_in_one_way():
    form = ours.NoteForm({"note": " It\x07 is\r\nso.\u2028Yes. "})

    assert form.is_valid()
    assert form.cleaned_data == {"note": "It is\nso.\nYes."}
