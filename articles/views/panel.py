"""A claim in full: beside its article, or as a page of its own. Every act on it ends here."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from articles.forms import AttachForm, LookedForm, VerdictForm
from articles.htmx import HtmxRequest, asking_page, wants_part
from articles.models import (
    Claim,
    Evidence,
    Look,
    Rating,
    Source,
    Status,
    Suggestion,
    SuggestionRun,
    Verdict,
)
from articles.services import (
    Refused,
    desk_articles,
    origins,
    outside,
    pages,
    search_log,
)
from articles.views import galley

VARY = ["HX-Request", "HX-Boosted", "HX-History-Restore-Request", "HX-Current-URL"]
# Fields in which one chooses: what was chosen is no text to give back.
CHOSEN = ("seen", "rating", "stance", "medium", "kind", "outcome", "is_confidential")
Kind = type[Claim] | type[Evidence] | type[Suggestion] | type[Verdict]
Strength = Suggestion.Strength
CLOSED_TO_VERDICTS = (Status.WAIVED, Status.NOT_A_CLAIM, Status.ARCHIVED)


def get(pk: int) -> Claim:
    return get_object_or_404(
        Claim.objects.select_related(
            "article__author", "article__released_by", "version", "checker"
        ),
        pk=pk,
    )


def show(
    request: HtmxRequest, claim: Claim, *, status: int = 200, acted: bool = False, **more: Any
) -> HttpResponse:
    """Answer with the claim as it now is.

    By htmx: the claim alone, with the sentence's mark and the article's standing beside it
    when something was done (`acted`). Otherwise the whole page. `more` holds forms to give
    back with what was typed, or a refusal to say.
    """
    own_page = is_on_own_page(request, claim)
    context = (
        _context(request, claim)
        | {
            "acted": acted and wants_part(request),
            "on_own_page": own_page,
        }
        | more
    )
    if wants_part(request):
        template = "articles/claim.html#folio" if own_page else "articles/article.html#beside"
        if acted and not own_page:
            context = galley.context(claim.version) | context
    elif own_page:
        template = "articles/claim.html"
    else:
        template, context = "articles/article.html", galley.context(claim.version) | context
    response = render(request, template, context, status=status)
    patch_vary_headers(response, VARY)
    return response


def page(request: HtmxRequest, claim: Claim) -> HttpResponse:
    """The claim as a page of its own."""
    context = _context(request, claim) | {"on_own_page": True}
    response = render(request, "articles/claim.html", context)
    patch_vary_headers(response, VARY)
    return response


def part(
    request: HtmxRequest, claim: Claim, template: str, context: dict[str, Any]
) -> HttpResponse:
    """A part of the claim that asks for itself again; opened as a page, the claim's own page."""
    if not wants_part(request):
        return page(request, get(claim.pk))
    response = render(request, template, context)
    patch_vary_headers(response, VARY)
    return response


def act(
    request: HtmxRequest,
    claim: Claim,
    deed: Callable[[], object],
    *,
    done: dict[str, Any] | None = None,
    **forms: Form,
) -> HttpResponse:
    """Do a deed on a claim and show the claim: done, 200 or a redirect; refused, 422.

    `done` is context for the answer when it is done: which forms are to begin afresh.
    """
    given: dict[str, Any] = dict(forms)
    if errors := [error for form in forms.values() for error in _errors(form)]:
        return show(request, claim, status=422, refusals=errors, said_in_form=True, **given)
    try:
        deed()
    except Refused as refusal:
        given |= {"refusals": [refusal], "typed": _typed(forms)}
        return show(request, get(claim.pk), status=422, acted=True, **given)
    if wants_part(request):
        return show(request, get(claim.pk), acted=True, **(done or {}))
    return redirect(claim if is_on_own_page(request, claim) else _beside(claim))


def act_on(
    request: HtmxRequest, kind: Kind, pk: int, service: Callable[..., object], **forms: Form
) -> HttpResponse:
    """Have a service act on a claim, or on what is part of one, with what was said in forms."""
    one: Any = get_object_or_404(kind, pk=pk)
    given: dict[str, Any] = dict(forms)

    def deed() -> None:
        said = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
        service(**{f"{kind._meta.model_name}_id": pk}, **said)

    return act(request, get(pk if kind is Claim else one.claim_id), deed, **given)


def _typed(forms: dict[str, Form]) -> list[str]:
    """The texts that were sent: their form may be gone, as somebody else has closed its matter."""
    fields = [field for form in forms.values() for field in form if field.name not in CHOSEN]
    return [str(field.value()) for field in fields if field.value()]


def _errors(form: Form) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


def _beside(claim: Claim) -> str:
    return reverse("articles:beside", args=[claim.article.slug, claim.number])


def is_on_own_page(request: HtmxRequest, claim: Claim) -> bool:
    """Is it the claim's own page that asks, and not the galley?"""
    if request.htmx:
        return asking_page(request).partition("?")[0] == claim.get_absolute_url()
    return request.POST.get("page") == "claim"


def _context(request: HtmxRequest, claim: Claim) -> dict[str, Any]:
    verdicts = list(
        claim.verdicts.select_related("author", "rating", "signed_off_by", "returned_by")
    )
    evidence = _evidence(request.user, claim)
    # Before the suggestions: what these searches have found is there then.
    runs = list(claim.runs.for_reading())
    return {
        "section": "articles",
        "claim": claim,
        "article": claim.article,
        "version": claim.version,
        "here": claim.number,
        "last": claim.version.sentences,
        **suggestions(claim),
        "runs": latest_of_each(runs),
        "evidence": evidence,
        "flagged": [each for each in evidence if each.flagged_at and not each.withdrawn_at],
        "fetches": pages.is_on(),
        "leaving": outside.leaving(claim, runs),
        "log": search_log.of_claim(claim, runs, request.user),
        "looked_form": LookedForm(auto_id="looked-%s"),
        "origins": origins.shared(claim, request.user),
        "attach_form": AttachForm(auto_id="attach-%s"),
        "history": claim.history.for_reading()[:50],
        **_of_verdicts(request.user, claim, verdicts),
    }


def suggestions(claim: Claim) -> dict[str, Any]:
    """What is open, the strong first and the weak apart, and what was decided."""
    suggested = claim.suggestions.with_near_copies().select_related(
        "provider", "document", "decided_by", "earlier_verdict__claim__article"
    )
    found = list(suggested.defer("document__text", "document__sketch"))
    _say_what_is_against(found)
    found.sort(key=_is_doubtful_or_weaker)
    still_open = [each for each in found if each.status == Suggestion.Status.OPEN]
    return {
        "suggestions": [each for each in still_open if each.strength != Strength.WEAK],
        "weak": [each for each in still_open if each.strength == Strength.WEAK],
        "open_suggestions": len(still_open),
        "decided": [each for each in found if each.status != Suggestion.Status.OPEN],
        "shown": [each.pk for each in found],
    }


def _is_doubtful_or_weaker(suggestion: Any) -> tuple[bool, bool, bool]:
    """What no longer stands goes last, and of the strong what this desk has checked goes first."""
    has_gone = suggestion.has_left_the_library or suggestion.is_overtaken
    is_doubtful = has_gone or bool(suggestion.against)
    is_strong = suggestion.strength == Strength.STRONG
    return is_doubtful, not is_strong, not (is_strong and suggestion.earlier_verdict_id)


def _say_what_is_against(found: Iterable[Any]) -> None:
    """Of suggestions out of released articles, the verdicts on what stands in them."""
    ours = [each for each in found if each.document and desk_articles.is_article(each.document)]
    against = desk_articles.not_confirmed([each.document_id for each in ours]) if ours else {}
    for each in found:
        verdicts = against.get(each.document_id, ())
        each.against = [verdict for verdict in verdicts if verdict.claim.sentence in each.text]


def latest_of_each(runs: Iterable[SuggestionRun]) -> list[SuggestionRun]:
    """The last run of each provider, in the providers' order."""
    latest = {run.provider_id: run for run in sorted(runs, key=lambda run: run.pk)}
    return sorted(latest.values(), key=lambda run: run.provider.position)


def _evidence(user: User, claim: Claim) -> list[Evidence]:
    """What is attached; what stands against a confidential source is hidden from the others."""
    found = list(
        claim.evidence.select_related(
            "source", "snapshot", "added_by", "withdrawn_by", "look"
        ).defer("snapshot__text")
    )
    add_looks(found)
    if not user.has_perm("articles.see_confidential_source"):
        for each in found:
            if each.source.is_confidential:
                each.is_hidden = True  # type: ignore[attr-defined]
                each.quote = each.note = each.withdrawn_because = ""
    return found


def add_looks(evidence: list[Evidence]) -> None:
    """Say of each when its source was last looked at, and whether it may be."""
    sources = {each.source_id for each in evidence}
    if not sources:
        return
    last = Look.objects.filter(source__in=sources).last_of_each()
    latest = {look.source_id: look for look in last}
    fetchable = set(Source.objects.fetchable().filter(pk__in=sources).values_list("pk", flat=True))
    for each in evidence:
        each.latest = latest.get(each.source_id)  # type: ignore[attr-defined]
        each.is_fetchable = each.source_id in fetchable  # type: ignore[attr-defined]


def _of_verdicts(user: User, claim: Claim, verdicts: list[Verdict]) -> dict[str, Any]:
    latest = verdicts[-1] if verdicts else None
    proposal = next((each for each in verdicts if each.status == "proposed"), None)
    is_writer = bool(latest and latest.author == user and latest.status in ("proposed", "returned"))
    initial: dict[str, Any] = {"seen": latest.pk if latest else None}
    if latest and is_writer:
        initial |= {"rating": latest.rating_id, "explanation": latest.explanation}
    return {
        "verdicts": verdicts,
        "proposal": proposal,
        "signed": next((each for each in verdicts if each.status == "signed-off"), None),
        "returned": latest if latest and latest.status == "returned" else None,
        "verdict_form": VerdictForm(auto_id="verdict-%s", initial=initial),
        "ratings": list(Rating.objects.offered()),
        "signers": _signers(claim, proposal.author) if proposal else [],
        "own_signers": _signers(claim, user),
        "takes_verdicts": claim.status not in CLOSED_TO_VERDICTS,
        "why_not_sign": _why_not_sign(user, claim, proposal),
    }


def _signers(claim: Claim, writer: User) -> list[User]:
    """Who may sign off what this writer proposes on this claim."""
    may = User.objects.with_perm(
        "articles.sign_off_verdict", backend="django.contrib.auth.backends.ModelBackend",
        include_superusers=False,
    )  # fmt: skip
    barred = (
        Q(pk=writer.pk) | Q(pk=claim.article.author_id) | Q(pk__in=claim.article.coauthors.all())
    )
    named = may.exclude(barred).only("username", "first_name", "last_name")
    return list(named.order_by("first_name", "username")[:6])


def _why_not_sign(user: User, claim: Claim, proposal: Verdict | None) -> str:
    if proposal and proposal.author_id == user.pk:
        return "You wrote this verdict, so another editor has to sign it off."
    if claim.article.is_by(user.pk):
        return "You wrote the article, so another editor has to sign this off."
    return ""
