"""Words for people, sums and acts, as the desk says them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.auth.models import User
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import (
    Article,
    Claim,
    Condition,
    Event,
    Evidence,
    Stance,
    Suggestion,
    SuggestionRun,
)
from articles.reading import dates, headline
from articles.services import search_log

register = template.Library()

MEANINGS = {
    "strong": (
        "It has most of what is rare in the claim (its names, figures and unusual words), or says"
        " nearly the same in other words."
    ),
    "worth-a-look": "It has a good part of what is rare in the claim, or says something like it.",
    "weak": "It has little of what is rare in the claim, and may well be about something else.",
}


@register.filter
def person(user: User | None) -> str:
    """A person's name as the desk says it."""
    if user is None:
        return "The desk"
    return user.get_full_name() or user.get_username()


@register.filter
def names_or(users: Sequence[User]) -> str:
    """ "Ada Chen, Dan Ford or Eve Gray"."""
    names = [person(user) for user in users]
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


@register.filter
def is_by(article: Article, user: User) -> bool:
    return article.is_by(int(user.pk or 0))


@register.filter
def ago(moment: datetime) -> str:
    """When it was, seen from now: "3 minutes ago", "just now"."""
    words = str(naturaltime(moment))
    return "just now" if words == "now" else words


@register.filter
def seen_from(day: date | None, claim: Claim | None) -> str:
    """How old something is, seen from what a claim is as of: "3 days before the claim"."""
    if not (day and claim and claim.as_of):
        return ""
    found = dates.apart(day, claim.as_of)
    return f"{found} as the claim" if found.startswith("on") else f"{found} the claim"


@register.filter
def says_it_moved(evidence: Evidence) -> bool:
    """Whether a notice already says where its page has gone."""
    return evidence.flagged_at is not None and evidence.condition == Condition.MOVED


register.filter("shortened", headline.shortened)
register.filter("without_by", headline.without_by)


@register.filter
def about(form: Any, pk: int) -> Any:
    """The form, if it is the one that was sent about this row."""
    return form if getattr(form, "about", None) == pk else None


@register.filter
def found_in(form: Any, passage: int) -> Any:
    """The form, if it was sent about this passage of the library."""
    return form if form and same(form["passage"].value(), passage) else None


@register.filter
def same(value: object, other: object) -> bool:
    return str(value) == str(other)


@register.simple_tag(takes_context=True)
def form_to(
    context: Context, name: str, pk: int, css: str = "", id: str = "", fresh: object = None
) -> SafeString:
    """The start of a form about a claim: it posts to the named address, by htmx or without.

    By htmx the answer takes the place of the whole claim. A form with an id keeps what is
    being typed in it, unless it is `fresh`: just sent, so that the answer's is the right one.
    """
    address = reverse(name, args=[pk])
    page = "claim" if context.get("on_own_page") else "beside"
    kept = format_html(' id="{}-{}"{}', id, pk, "" if fresh else mark_safe(" hx-preserve"))
    return format_html(
        '<form method="post" action="{0}" hx-post="{0}" hx-target="#claim" hx-swap="outerHTML"'
        ' hx-disabled-elt="find button" class="{1}"{2}>'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{3}">'
        '<input type="hidden" name="page" value="{4}">',
        address,
        css,
        kept if id else "",
        context["csrf_token"],
        page,
    )


@register.simple_tag
def tells_opening(suggestion: Suggestion, event: str) -> SafeString:
    """Attributes by which the first such event says that the suggestion was opened."""
    return format_html(
        'hx-post="{}" hx-trigger="{} once" hx-swap="none"',
        reverse("articles:opened", args=[suggestion.pk]),
        event,
    )


@register.simple_tag
def stances() -> list[tuple[str, str]]:
    return [(stance.value, str(stance.label)) for stance in Stance]


@register.simple_tag
def strengths() -> list[tuple[str, str]]:
    """How strong a suggestion can be, and what that means."""
    return [(str(each.label), MEANINGS[each.value]) for each in Suggestion.Strength]


@register.filter
def meaning(strength: str) -> str:
    return MEANINGS.get(strength, "")


@register.filter
def any_failed(runs: Iterable[SuggestionRun]) -> bool:
    return any(run.status == SuggestionRun.Status.FAILED for run in runs)


@register.filter
def any_live(runs: Iterable[SuggestionRun]) -> bool:
    return any(run.is_live for run in runs)


@register.filter
def any_looking(runs: Iterable[SuggestionRun]) -> bool:
    """Whether one is looked after now: not put off, and not behind a gate that is shut."""
    return any(
        run.is_live
        and (run.status == SuggestionRun.Status.RUNNING or not (run.error or run.provider.why_shut))
        for run in runs
    )


@register.filter
def run_summary(runs: Sequence[SuggestionRun]) -> str:
    """How the searches for a claim stand, in a few words."""
    if not runs:
        return "nobody has looked yet"
    live = sum(run.is_live for run in runs)
    failed = sum(run.status == SuggestionRun.Status.FAILED for run in runs)
    parts = [f"{live} under way"] if live else []
    parts += [f"{failed} failed"] if failed else []
    return ", ".join(parts) or "all done"


register.filter("log_summary", search_log.summary)


@register.filter
def evidence_summary(evidence: Iterable[Evidence]) -> str:
    """ "1 refutes, 2 give context", of what was not withdrawn."""
    counts = Counter(each.stance for each in evidence if not each.withdrawn_at)
    words = {"supports": "support", "refutes": "refute", "context": "give context"}
    one = {"supports": "supports", "refutes": "refutes", "context": "gives context"}
    return ", ".join(
        f"{counts[stance]} {one[stance] if counts[stance] == 1 else words[stance]}"
        for stance in words
        if counts[stance]
    )


@register.simple_tag
def event_details(event: Event) -> str:
    """What an event says beyond its act: the rating, the stance, a reason."""
    data = event.data
    said = [
        data[key] for key in ("rating", "title", "source", "stance", "condition") if data.get(key)
    ]
    text = f": {', '.join(said)}" if said else ""
    words = data.get("reason") or data.get("note")
    return f"{text} “{words}”" if words else text
