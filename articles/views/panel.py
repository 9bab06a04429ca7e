"""A claim in full: beside its article, or as a page of its own. Every act on it ends here."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from articles.htmx import HtmxRequest, asking_page, wants_part
from articles.models import Claim, Evidence, Suggestion, Verdict
from articles.services import Refused
from articles.views import claim_parts, galley

VARY = ["HX-Request", "HX-Boosted", "HX-History-Restore-Request", "HX-Current-URL"]
# Fields in which one chooses: what was chosen is no text to give back.
CHOSEN = ("seen", "rating", "stance", "medium", "kind", "outcome", "is_confidential")
Kind = type[Claim] | type[Evidence] | type[Suggestion] | type[Verdict]


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
        claim_parts.context(request.user, claim)
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
    context = claim_parts.context(request.user, claim) | {"on_own_page": True}
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
