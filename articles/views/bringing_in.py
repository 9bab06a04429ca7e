"""Bringing an article in: paste or upload, mend what was proposed, keep."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.forms import ArticleForm, PasteForm
from articles.htmx import HtmxRequest
from articles.reading import files, headline, intake, sentences
from articles.reading.headline import Proposal
from articles.reading.intake import Unreadable
from articles.services import Refused, articles, people
from articles.services.articles import Draft

may_bring_in = permission_required("articles.bring_in_article", raise_exception=True)


@require_safe
@may_bring_in
def paste(request: HtmxRequest) -> HttpResponse:
    return _paste(request, PasteForm())


@require_POST
@may_bring_in
def propose(request: HtmxRequest) -> HttpResponse:
    """Read what was pasted or uploaded, and propose title, byline and date to mend."""
    form = PasteForm(request.POST, request.FILES)
    if not form.is_valid():
        return _paste(request, form, status=422)
    try:
        proposal = _read(form)
    except Unreadable as error:
        form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        return _paste(request, form, status=422)
    initial = {
        "title": proposal.title,
        "byline": proposal.byline,
        "author": next(iter(people.named(proposal.byline)), None),
        "published": proposal.published,
        "text": proposal.body,
        "links": json.dumps(proposal.links) if proposal.links else "",
    }
    return _mend(
        request, ArticleForm(initial=initial), sentences=len(sentences.spans(proposal.body))
    )


@require_POST
@may_bring_in
def keep(request: HtmxRequest) -> HttpResponse:
    form = ArticleForm(request.POST)
    if not form.is_valid():
        return _mend(request, form, status=422)
    data = form.cleaned_data
    try:
        data["text"] = intake.clean(data["text"])
        brought_in = articles.bring_in(Draft(**data), person=request.user)
    except (Refused, Unreadable) as refusal:
        form.add_error(None, str(refusal))
        return _mend(request, form, status=422)
    if brought_in.is_new:
        tasks.ring(brought_in.sentences)
    else:
        messages.info(request, "This text is on the desk already: nothing new was made.")
    return redirect(brought_in.article)


def _read(form: PasteForm) -> Proposal:
    file, text = form.cleaned_data["file"], form.cleaned_data["text"]
    if file and text.strip():
        raise Unreadable("Give a text or a file, not both.")
    if file:
        return files.read(file.read(intake.MAX_BYTES + 1), filename=file.name, size=file.size)
    if not text.strip():
        raise Unreadable("Paste a text, or choose a file.")
    intake.weigh(len(text.encode(errors="replace")), "text")
    return headline.propose(intake.clean(text))


def _paste(request: HtmxRequest, form: PasteForm, *, status: int = 200) -> HttpResponse:
    context = {"section": "articles", "form": form}
    return render(request, "articles/article_paste.html", context, status=status)


def _mend(
    request: HtmxRequest, form: ArticleForm, *, sentences: int | None = None, status: int = 200
) -> HttpResponse:
    context = {"section": "articles", "form": form, "sentences": sentences}
    return render(request, "articles/article_mend.html", context, status=status)
