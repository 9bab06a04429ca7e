"""Adding to the library: files, a text, addresses. All of it is worked off later."""

import json
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.forms import AddressesForm, DocumentForm, FeedForm, FilesForm
from articles.htmx import HtmxRequest
from articles.models import Feed, Ingest
from articles.reading import intake
from articles.services import Refused, documents, feeds, ingests, pages, uploads

may_fill = permission_required("articles.fill_library", raise_exception=True)


@require_safe
@may_fill
def add(request: HtmxRequest) -> HttpResponse:
    return page(request)


@require_POST
@may_fill
def files(request: HtmxRequest) -> HttpResponse:
    """Take each file by itself: one that is refused keeps no other out, and the page says both."""
    form = FilesForm(request.POST, request.FILES)
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    if sent > settings.UPLOAD_BYTES:
        form.errors["chosen"] = form.error_class([uploads.too_large(sent)])
    if not form.is_valid():
        return page(request, status=422, files_form=form)
    taken, refused = _keep_files(request, form.cleaned_data["chosen"])
    if taken:
        tasks.ring_to_fill()
    if refused:
        form.errors["chosen"] = form.error_class(refused)
        return page(request, status=422, files_form=form, taken=taken)
    return redirect(taken[0] if len(taken) == 1 else "articles:ingests")


@require_POST
@may_fill
def text(request: HtmxRequest) -> HttpResponse:
    form = DocumentForm(request.POST)
    return _hand_in(request, form, lambda data: _keep_text(request, data))


@require_POST
@may_fill
def addresses(request: HtmxRequest) -> HttpResponse:
    form = AddressesForm(request.POST)
    return _hand_in(request, form, lambda data: _keep_addresses(request, data["addresses"]))


def _hand_in(
    request: HtmxRequest, form: Form, keep: Callable[[dict[str, Any]], Ingest]
) -> HttpResponse:
    """Keep what a form brings, and go to the ingest that it makes."""
    if form.is_valid():
        try:
            kept = keep(form.cleaned_data)
        except Refused as refusal:
            form.add_error(next(iter(form.fields)), str(refusal))
    if not form.is_valid():
        return page(request, status=422, **{_name(form): form})
    tasks.ring_to_fill()
    return redirect(kept)


def _keep_files(
    request: HtmxRequest, chosen: list["UploadedFile[Any]"]
) -> tuple[list[Ingest], list[str]]:
    """Which were taken, and why the others were not."""
    taken, refused = [], []
    for each in chosen:
        try:
            taken.append(_keep_file(request, each))
        except Refused as refusal:
            refused.append(str(refusal))
    return taken, refused


def _keep_file(request: HtmxRequest, file: "UploadedFile[Any]") -> Ingest:
    name = PurePath(intake.clean(file.name or "")).name or "file"
    ending = next((each for each in documents.ENDINGS if name.lower().endswith(each)), "")
    if not ending:
        known = ", ".join(documents.ENDINGS)
        raise Refused(f"{name} is of a kind that cannot be read. Its name has to end in {known}.")
    kind = Ingest.Kind.LINES if ending in documents.LINES else Ingest.Kind.FILE
    return ingests.hand_in(file.chunks(), name=name, kind=kind, ending=ending, person=request.user)


def _keep_text(request: HtmxRequest, data: dict[str, Any]) -> Ingest:
    intake_text = intake.clean(data.pop("text"))
    if len(intake_text.encode()) > intake.MAX_BYTES:
        raise Refused("This text is longer than 5 MB. Save it as a file of lines of JSON.")
    document = documents.of_text(intake_text, **data)
    line = {
        "title": document.title, "text": document.text, "url": document.url,
        "author": document.author, "publisher": document.publisher,
        "published": document.published.isoformat() if document.published else None,
    }  # fmt: skip
    return ingests.hand_in(
        [json.dumps(line, ensure_ascii=False).encode(), b"\n"],
        name=document.title or "A pasted text",
        kind=Ingest.Kind.LINES,
        ending=".jsonl",
        person=request.user,
    )


def _keep_addresses(request: HtmxRequest, given: list[str]) -> Ingest:
    if not pages.is_on():
        raise Refused(pages.why_off())
    count, most = len(given), settings.MOST_ADDRESSES
    if count > most:
        raise Refused(
            f"These are {count:,} addresses; the most at a time is {most:,}."
            " Hand in the first part of them, and the rest after it."
        )
    for address in given:
        _check(address)
    return ingests.hand_in(
        [f"{address}\n".encode() for address in given],
        name=given[0] if count == 1 else f"{count} addresses",
        kind=Ingest.Kind.ADDRESSES,
        ending=".txt",
        person=request.user,
    )


def _check(address: str) -> None:
    try:
        feeds.refuse_no_address(address)
    except Refused:
        raise Refused(
            f"“{address[:80]}” is not a web address. Begin each line with https://"
        ) from None


def _name(form: Form) -> str:
    names = {DocumentForm: "text_form", AddressesForm: "addresses_form"}
    return names[type(form)]


def page(request: HtmxRequest, *, status: int = 200, **given: Any) -> HttpResponse:
    context = {
        "section": "library",
        "files_form": FilesForm(auto_id="files-%s"),
        "text_form": DocumentForm(auto_id="text-%s"),
        "addresses_form": AddressesForm(auto_id="addresses-%s"),
        "feed_form": FeedForm(auto_id="feed-%s"),
        "feeds": Feed.objects.all(),
        "is_fetching": (is_fetching := pages.is_on()),
        "why_off": "" if is_fetching else pages.why_off(),
        "most": settings.UPLOAD_BYTES,
        "most_addresses": settings.MOST_ADDRESSES,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        **given,
    }
    return render(request, "articles/library_add.html", context, status=status)
