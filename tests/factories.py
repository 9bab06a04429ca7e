"""Rows to test with. Each is whole and allowed: what the services would have made."""

import hashlib

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from factory.django import DjangoModelFactory

from articles.models import (
    Article,
    ArticleVersion,
    Claim,
    Evidence,
    Feed,
    Ingest,
    LibraryDocument,
    Look,
    Provider,
    Rating,
    Snapshot,
    Source,
    Stance,
    Status,
    Suggestion,
    SuggestionRun,
    Verdict,
)

SENTENCE = "The tower is 300 metres tall."
TEXT = f"{SENTENCE} It opened in 1889."
PASSAGE = "With its antenna the tower is 330 metres tall. It was 312 metres when it opened."


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()

    username = factory.Sequence("person{}".format)
    first_name = factory.Sequence("Person{}".format)
    last_name = "Doe"


class ArticleFactory(DjangoModelFactory):
    class Meta:
        model = Article

    title = factory.Sequence("Article {}".format)
    slug = factory.Sequence("article-{}".format)


class VersionFactory(DjangoModelFactory):
    class Meta:
        model = ArticleVersion

    article = factory.SubFactory(ArticleFactory)
    number = 1
    text = factory.Sequence(lambda n: f"{TEXT} This is text {n}.")
    sha256 = factory.LazyAttribute(lambda version: sha256(version.text))
    sentences = 3


class ClaimFactory(DjangoModelFactory):
    """The first sentence of an article; nobody has it yet."""

    class Meta:
        model = Claim

    version = factory.SubFactory(VersionFactory)
    article = factory.SelfAttribute("version.article")
    number = 1
    start = 0
    end = factory.LazyAttribute(lambda claim: claim.start + len(claim.sentence))
    sentence = SENTENCE
    worth = 0.8
    reasons = ["Gives a number: 300 metres"]


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    medium = Source.Medium.ADDRESS
    kind = Source.Kind.PRIMARY
    title = "The tower in figures"
    url = "https://tower.example/figures"
    added_by = factory.SubFactory(UserFactory)


class SnapshotFactory(DjangoModelFactory):
    class Meta:
        model = Snapshot

    source = factory.SubFactory(SourceFactory)
    text = PASSAGE
    sha256 = factory.LazyAttribute(lambda snapshot: sha256(snapshot.text))


class LookFactory(DjangoModelFactory):
    """A look that waits for a worker."""

    class Meta:
        model = Look

    source = factory.SubFactory(SourceFactory)


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    claim = factory.SubFactory(ClaimFactory)
    source = factory.SubFactory(SourceFactory)
    stance = Stance.REFUTES
    added_by = factory.SubFactory(UserFactory)


class RunFactory(DjangoModelFactory):
    class Meta:
        model = SuggestionRun

    claim = factory.SubFactory(ClaimFactory)
    provider = factory.LazyFunction(lambda: Provider.objects.get(slug="library"))


class DoneRunFactory(RunFactory):
    status = SuggestionRun.Status.DONE
    hits = 1
    started_at = factory.LazyFunction(timezone.now)
    finished_at = factory.LazyFunction(timezone.now)


class DocumentFactory(DjangoModelFactory):
    """A library document without its passages: `services.library.add` makes one with them."""

    class Meta:
        model = LibraryDocument

    identifier = factory.Sequence("note-{}".format)
    title = "How tall the tower is"
    text = PASSAGE
    url = "https://tower.example/"
    sha256 = factory.LazyAttribute(lambda document: sha256(document.identifier))


class FeedFactory(DjangoModelFactory):
    class Meta:
        model = Feed

    address = factory.Sequence("https://news.example/feed-{}".format)


class IngestFactory(DjangoModelFactory):
    """Handed in, and waiting; its file is not there unless `ingests.hand_in` has made it."""

    class Meta:
        model = Ingest

    name = "archive.jsonl"
    kind = Ingest.Kind.LINES
    stored = "archive.jsonl"
    size = 1000
    asked_by = factory.SubFactory(UserFactory)


class SuggestionFactory(DjangoModelFactory):
    class Meta:
        model = Suggestion

    run = factory.SubFactory(DoneRunFactory)
    claim = factory.SelfAttribute("run.claim")
    provider = factory.SelfAttribute("run.provider")
    document = factory.SubFactory(DocumentFactory)
    key = factory.Sequence("passage:{}".format)
    title = "How tall the tower is"
    url = "https://tower.example/"
    text = PASSAGE
    shared = [[22, 27]]
    matters = [0, 46]
    strength = Suggestion.Strength.STRONG
    score = 7.5
    rank = 1


def rating(slug: str = "false") -> Rating:
    return Rating.objects.offered().get(slug=slug)


class VerdictFactory(DjangoModelFactory):
    """A proposed verdict, on a claim that is proposed and has evidence."""

    class Meta:
        model = Verdict

    claim = factory.LazyAttribute(
        lambda verdict: EvidenceFactory(claim__status=Status.PROPOSED).claim
    )
    author = factory.SubFactory(UserFactory)
    rating = factory.LazyFunction(rating)
    explanation = "It is 330 metres tall."


class SignedOffFactory(VerdictFactory):
    claim = factory.LazyAttribute(
        lambda verdict: EvidenceFactory(claim__status=Status.SIGNED_OFF).claim
    )
    status = Verdict.Status.SIGNED_OFF
    signed_off_by = factory.SubFactory(UserFactory)
    signed_off_at = factory.LazyFunction(timezone.now)
