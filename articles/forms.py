"""What an editor types: checked for form here, for the rules of the trade in the services."""

import json
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.core.validators import URLValidator
from django.utils.timezone import localdate as today

from articles.models import HandSearch, Rating, Source, Stance
from articles.reading import intake
from articles.reading.links import MOST, Anchor, is_kept

LONG = 10_000
LONGEST_USERNAME = 150
LONGEST_PLACE = {Source.Medium.DOCUMENT: 500, Source.Medium.PERSON: 200}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Words(forms.CharField):
    """A text without invisible control characters, lines ended in one way."""

    def to_python(self, value: Any) -> str:
        return intake.clean(super().to_python(value) or "")


class LogInForm(AuthenticationForm):
    """Django's, but a name longer than any account's is wrong in words."""

    def clean(self) -> dict[str, Any]:
        if len(self.cleaned_data.get("username", "")) > LONGEST_USERNAME:
            raise self.get_invalid_login_error()
        return super().clean()


class AdminLogInForm(LogInForm, AdminAuthenticationForm):
    pass


class AboutForm(forms.Form):
    """A form of which a page has several: it knows what it is about."""

    def __init__(self, *args: Any, about: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about


class NoteForm(AboutForm):
    note = Words(required=False, max_length=LONG, widget=_area(2))


class SignOffForm(NoteForm):
    """With the ids of the evidence on the page, parted by commas."""

    seen = forms.CharField(required=False)

    def clean_seen(self) -> list[int] | None:
        if "seen" not in self.data:
            return None
        ids = self.cleaned_data["seen"].split(",")
        return [int(key[:18]) for key in ids if key.isascii() and key.isdecimal()]


class ReasonForm(AboutForm):
    reason = Words(required=False, max_length=1000, widget=_area(2))


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
        widget=_area(3),
        help_text="The exact words that count. Select them in the text above to put them here.",
    )
    note = Words(
        label="Note", required=False, max_length=LONG, widget=_area(2), help_text="For colleagues."
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
        widget=_area(3),
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


class FoundForm(AcceptForm):
    """A library document that was found by hand, for these words."""

    q = Words(max_length=500)
    document = forms.IntegerField(min_value=1, max_value=2**62)
    passage = forms.IntegerField(required=False, min_value=1, max_value=2**62)


class LibrarySearchForm(NoteForm):
    q = Words(max_length=500, error_messages={"required": "Search for something first."})
    is_confidential = forms.BooleanField(required=False)


class KnownOriginForm(NoteForm):
    words = Words(max_length=LONG)


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
        widget=_area(4),
        help_text="What a reader may see. Say what is so, then what differs.",
        error_messages={"required": "Give an explanation: the second editor needs it to sign off."},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rating"].queryset = Rating.objects.offered()  # type: ignore[attr-defined]


class PasteForm(forms.Form):
    text = forms.CharField(
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
    url = forms.URLField(label="Address", required=False, max_length=2000, assume_scheme="https")
    is_embargoed = forms.BooleanField(
        label="Under embargo: no provider outside is asked about it", required=False
    )
    links = forms.CharField(
        required=False, max_length=3_000_000, widget=forms.HiddenInput, strip=False
    )
    text = forms.CharField(
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
            " <code>url</code>, <code>published</code> and <code>publisher</code>"
            " (.jsonl, .jsonl.gz), or one document a file (.txt, .md, .html)."
        ),
        error_messages={"required": "Choose at least one file."},
        widget=SeveralFiles(attrs={"accept": ".jsonl,.gz,.txt,.md,.markdown,.html,.htm"}),
    )


class DocumentForm(forms.Form):
    text = forms.CharField(
        label="Text",
        strip=False,
        widget=_area(10),
        error_messages={"required": "Paste a text."},
    )
    title = Words(
        label="Title", required=False, max_length=300, help_text="Else its first line is."
    )
    url = forms.URLField(label="Address", required=False, max_length=2000, assume_scheme="https")
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
        widget=_area(5),
        help_text="One a line. Their pages are fetched once, one after the other.",
        error_messages={"required": "Give at least one address."},
    )

    def clean_addresses(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["addresses"].split("\n")]
        return list(dict.fromkeys(filter(None, lines)))


class FeedForm(forms.Form):
    address = Words(
        label="Address of the feed",
        max_length=2000,
        help_text="RSS or Atom. Its new pages are fetched as they come.",
        error_messages={"required": "Give the feed’s address."},
    )
