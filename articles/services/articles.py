"""Bringing articles in: a text becomes a version, its sentences become claims."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.models import (
    Article,
    ArticleLink,
    ArticleVersion,
    Claim,
    Event,
    Status,
    SuggestionRun,
)
from articles.models.copying import copy, copy_whole, next_ids, sample_if_grown
from articles.reading import facts, intake, links, sentences, worth
from articles.reading.intake import Unreadable
from articles.reading.links import Anchor
from articles.services import Refused, history, people, runs

Span = tuple[int, int]

MOST_SENTENCES = 50_000
MOST_READ = 20_000  # characters of one sentence in which facts are looked for
MANY = 1_000  # sentences in one import, after which PostgreSQL may be wrong about the tables
RESERVED_SLUGS = {"new"}  # addresses of the site itself
IMPORT_LOCK = 7_101_001  # of pg_advisory_xact_lock: one import at a time decides what is new


class Sentence(NamedTuple):
    """What is kept of a sentence, as the columns of its claim hold it."""

    number: int
    start: int
    end: int
    words: str
    worth: float
    reasons: str
    facts: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An article as it is brought in; `text` is kept as it is, to the character.

    Its author is the one given, else whoever on the desk the byline names: who wrote a story
    may not sign off its claims, whoever brings it in. The text is read once, when first asked
    for: reading needs no database, and may be done while another draft is stored.
    """

    title: str
    text: str
    byline: str = ""
    published: date | None = None
    url: str = ""
    author: User | None = None
    is_embargoed: bool = False
    links: tuple[Anchor, ...] = ()

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def size(self) -> int:
        """In bytes."""
        return len(self.text.encode())

    @cached_property
    def spans(self) -> list[Span]:
        return sentences.spans(self.text)

    @cached_property
    def sentences(self) -> list[Sentence]:
        return [_sentence(number, self.text, *span) for number, span in enumerate(self.spans, 1)]


@dataclass(frozen=True, slots=True)
class BroughtIn:
    article: Article
    version: int
    sentences: int
    is_new: bool


def bring_in(draft: Draft, *, person: User | None) -> BroughtIn:
    """Bring in one article; the same text again makes nothing new and says where it is."""
    return bring_in_all([draft], person=person)[0]


@transaction.atomic
def bring_in_all(drafts: Sequence[Draft], *, person: User | None) -> list[BroughtIn]:
    """Bring in many articles in one transaction, and queue the providers for their claims.

    Answers in the order of the drafts. Raises Refused for a draft without a title, without
    a sentence, or with more than MOST_SENTENCES.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    known = _known(drafts)
    new: dict[str, Draft] = {}
    for draft in drafts:
        if draft.sha256 not in known:
            new.setdefault(draft.sha256, draft)
    made = _store(new, person) if new else {}
    answers = []
    for draft in drafts:
        version = known.get(draft.sha256) or made[draft.sha256]
        is_new = new.pop(draft.sha256, None) is not None  # of two same texts, the first one is
        answers.append(BroughtIn(version.article, version.number, version.sentences, is_new))
    return answers


def unknown(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts whose texts are not on the desk yet."""
    known = _known(drafts)
    return [draft for draft in drafts if draft.sha256 not in known]


def read(drafts: Sequence[Draft]) -> None:
    """Read the drafts' texts ahead, without the database; what is wrong with one is said later."""
    for draft in drafts:
        if draft.size <= intake.MAX_BYTES and len(draft.spans) <= MOST_SENTENCES:
            _ = draft.sentences


def _known(drafts: Sequence[Draft]) -> dict[str, ArticleVersion]:
    hashes = [draft.sha256 for draft in drafts]
    found = ArticleVersion.objects.filter(sha256__in=hashes).select_related("article").defer("text")
    return {version.sha256: version for version in found}


def _store(new: dict[str, Draft], person: User | None) -> dict[str, ArticleVersion]:
    for draft in new.values():
        _check(draft)
    made = _versions(new, person)
    copy_whole(Article, [version.article for version in made.values()])
    _name_coauthors([version.article for version in made.values()])
    copy_whole(ArticleVersion, made.values())
    copy(
        Claim,
        CLAIM_FIELDS,
        (row for sha256, version in made.items() for row in _claims(version, new[sha256])),
    )
    ArticleLink.objects.bulk_create(
        link for sha256, version in made.items() for link in _links(version, new[sha256])
    )
    runs.queue_for_versions([version.pk for version in made.values()])
    history.append([_brought_in(version, person) for version in made.values()])
    if (brought := sum(len(draft.spans) for draft in new.values())) >= MANY:
        sample_if_grown(brought, Claim, SuggestionRun)
    return made


def _versions(new: dict[str, Draft], person: User | None) -> dict[str, ArticleVersion]:
    now = timezone.now()
    slugs = _slugs(new)
    writers = {draft.byline: people.named(draft.byline) for draft in new.values()}
    ids = zip(next_ids(Article, len(new)), next_ids(ArticleVersion, len(new)), strict=True)
    made = {}
    for (sha256, draft), (article_id, version_id) in zip(new.items(), ids, strict=True):
        article = Article(
            pk=article_id,
            slug=slugs[sha256],
            title=draft.title.strip()[:300],
            byline=draft.byline.strip()[:200],
            author=draft.author or next(iter(writers[draft.byline]), None),
            url=draft.url,
            published=draft.published,
            is_embargoed=draft.is_embargoed,
            brought_in_by=person,
            brought_in_at=now,
        )
        made[sha256] = ArticleVersion(
            pk=version_id,
            article=article,
            number=1,
            text=draft.text,
            sha256=sha256,
            sentences=len(draft.spans),
            brought_in_at=now,
        )
    return made


def _name_coauthors(new: Iterable[Article]) -> None:
    """Whoever the byline names beside the author."""
    named = {article.byline: people.named(article.byline) for article in new if article.byline}
    through = Article.coauthors.through
    through._default_manager.bulk_create(
        through(article_id=article.pk, user_id=person.pk)
        for article in new
        for person in named.get(article.byline, ())
        if person.pk != article.author_id
    )


def _check(draft: Draft) -> None:
    if not draft.title.strip():
        raise Refused("Give the article a title.")
    try:
        intake.weigh(draft.size, "text")
    except Unreadable as error:
        raise Refused(str(error)) from error
    if not draft.spans:
        raise Refused(f"“{draft.title}” has no sentence in it.")
    if len(draft.spans) > MOST_SENTENCES:
        raise Refused(
            f"“{draft.title}” has {len(draft.spans):,} sentences; the most is "
            f"{MOST_SENTENCES:,}. Bring it in as several articles."
        )


def _slugs(new: dict[str, Draft]) -> dict[str, str]:
    """A slug for each text: its title's, with the start of its hash where that one is taken."""
    wanted = {
        sha256: slugify(draft.title)[:60].strip("-") or "article" for sha256, draft in new.items()
    }
    taken = set(Article.objects.filter(slug__in=wanted.values()).values_list("slug", flat=True))
    taken |= RESERVED_SLUGS
    for sha256, slug in wanted.items():
        if slug in taken:
            wanted[sha256] = f"{slug}-{sha256[:10]}"
        taken.add(wanted[sha256])
    return wanted


CLAIM_FIELDS = (
    "article", "version", "number", "start", "end", "sentence", "claimant", "as_of",
    "status", "reason", "worth", "reasons", "facts",
)  # fmt: skip


as_json = json.JSONEncoder(ensure_ascii=False).encode


def _claims(version: ArticleVersion, draft: Draft) -> Iterator[tuple[object, ...]]:
    article_id, version_id, as_of = version.article_id, version.pk, version.article.published
    for number, start, end, words, score, reasons, marks in draft.sentences:
        yield (
            article_id, version_id, number, start, end, words, "", as_of,
            Status.UNCHECKED, "", score, reasons, marks,
        )  # fmt: skip


def _links(version: ArticleVersion, draft: Draft) -> Iterator[ArticleLink]:
    """One for the words it stands behind, if an address was linked twice at one place."""
    found = {(link.start, link.end): link.url for link in links.placed(draft.text, draft.links)}
    for (start, end), url in found.items():
        yield ArticleLink(version_id=version.pk, start=start, end=end, url=url)


def _sentence(number: int, text: str, start: int, end: int) -> Sentence:
    words = text[start:end]
    read = words[:MOST_READ]
    found = facts.facts(read)
    judged = worth.judge(read, found)
    reasons = as_json([reason.words for reason in judged.reasons])
    return Sentence(number, start, end, words, judged.score, reasons, as_json(found))


def _brought_in(version: ArticleVersion, person: User | None) -> Event:
    return Event(
        actor=person,
        action=Event.Action.ARTICLE_BROUGHT_IN,
        article=version.article,
        data={
            "version": version.number,
            "sha256": version.sha256,
            "sentences": version.sentences,
            **({"embargo": True} if version.article.is_embargoed else {}),
        },
    )
