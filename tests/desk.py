"""A desk in full: one article with claims in every state, evidence, suggestions, verdicts, runs.

`say` is applied to every word that somebody typed or that came from outside, so that the same
desk can be laid with hostile words.
"""

import hashlib
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Article,
    Claim,
    Evidence,
    Feed,
    Ingest,
    LibraryDocument,
    Suggestion,
    Verdict,
)
from articles.services import claims, evidence, library, searches, snapshots, suggestions, verdicts
from articles.services.evidence import NewSource
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    FeedFactory,
    IngestFactory,
    LookFactory,
    RunFactory,
    SuggestionFactory,
    UserFactory,
    VersionFactory,
    rating,
)

STATES = ("open", "proposed", "signed", "waived", "aside", "failed")
OF_FEEDS = [("", ""), ("", "-on"), ("", "-off"), ("read-", "")]
OF_CHANGED = ("still-holds", "snapshot", "compare")
PASSAGE = "It was 312 metres when it opened. Today it is 330 metres tall."
# What a confidential source is known by: none of it may be seen by who has no right to.
SECRETS = ("Nightjar at the ministry", "Ms Nightingale", "Nightfall, it said", "met at Nightbridge")
WITHDRAWN_BECAUSE = "Nighthawk took it back"


@dataclass
class Desk:
    article: Article
    claims: dict[str, Claim]
    checker: User
    document: LibraryDocument
    suggestion: Suggestion
    dismissed: Suggestion
    evidence: Evidence
    changed: Evidence
    proposed: Verdict
    ingest: Ingest
    stopped: Ingest
    feed: Feed

    def address(self, name):
        """Where this url of the articles app is, for a thing on this desk."""
        return reverse(f"articles:{name}", kwargs=self._keys(name))

    @property
    def pages(self):
        """Every page of the desk that shows this desk's things, and the ones beside it."""
        whole = [
            *("articles", "article", "bring-in", "library", "document", "compare", "scorecard"),
            *("fill", "feed", "ingests", "ingest", "search-log", "article-searches"),
        ]
        claims = [claim.get_absolute_url() for claim in self.claims.values()]
        beside = [
            reverse("articles:beside", args=[self.article.slug, claim.number])
            for claim in self.claims.values()
        ]
        library = f"{self.address('library')}?q=tower"
        for_claim = f"{library}&claim={self.claims['open'].pk}"
        searches = [library, for_claim, f"{self.address('articles')}?q=tower"]
        return [*map(self.address, whole), *claims, *beside, *searches, "/password/"]

    def _keys(self, name):
        claim = self.claims.get({"reopen": "aside", "waive": "open"}.get(name, "open"))
        article, suggestion = {"slug": self.article.slug}, {"pk": self.suggestion.pk}
        verdict = {"pk": self.proposed.pk}
        keys = {
            "articles": {}, "export": {}, "bring-in": {}, "propose": {}, "keep": {}, "library": {},
            "scorecard": {}, "export-searches": {}, "article-searches": article,
            "opened": suggestion,
            "article": article, "standing": article, "beside": article | {"number": claim.number},
            "embargo": article, "lift-embargo": article,
            "release": article, "take-release-back": article,
            "accept": suggestion, "dismiss": suggestion,
            "reopen-suggestion": {"pk": self.dismissed.pk},
            "withdraw-evidence": {"pk": self.evidence.pk}, "document": {"pk": self.document.pk},
            "look-again": {"pk": self.evidence.pk},
            **{name: {"pk": self.changed.pk} for name in OF_CHANGED},
            "remove-document": {"pk": self.document.pk}, "fill": {}, "ingests": {},
            "hand-in-files": {}, "hand-in-text": {}, "hand-in-addresses": {}, "follow-feed": {},
            **{f"{act}feed{how}": {"pk": self.feed.pk} for act, how in OF_FEEDS},
            "ingest": {"pk": self.ingest.pk}, "ingest-faults": {"pk": self.ingest.pk},
            "stop-ingest": {"pk": self.ingest.pk}, "go-on-ingest": {"pk": self.stopped.pk},
            "sign-off": verdict, "return": verdict, "withdraw-verdict": verdict,
        }  # fmt: skip
        return keys.get(name, {"pk": claim.pk})


def lay(say=str):
    article = ArticleFactory(
        title=say("The tower is still growing"),
        byline=say("By Wilma Stone"),
        author=UserFactory(first_name=say("Wilma")),
    )
    found = _claims(article, say)
    checker, editor = UserFactory(first_name=say("Ben")), UserFactory(first_name=say("Ada"))
    document = _document(say)
    suggested = {state: _suggestion(found[state], document, say) for state in STATES[:3]}
    _search(found, document, checker, say, suggested)
    _look(found, checker, say)
    _close(found, checker, editor, say)
    attached = _attach(found, suggested["signed"], checker, say)
    changed = _look_again(found["signed"].evidence.get(), say)
    proposed = _rate(found, checker, editor, say)
    for claim in found.values():
        claim.refresh_from_db()
    return Desk(
        article, found, checker, document, suggested["open"],
        Suggestion.objects.get(status="dismissed"), attached, changed, proposed,
        *_handed_in(checker, say),
    )  # fmt: skip


def _handed_in(person, say):
    """One that is under way, with a fault; one that was stopped; a feed that could not be read."""
    under_way = IngestFactory(asked_by=person, name=say("archive.jsonl"), read=300, lost=1)
    under_way.faults.create(place="line 17", reason=say("It is not JSON."))
    stopped = IngestFactory(asked_by=person, status="stopped", finished_at=timezone.now())
    feed = FeedFactory(title=say("The harbour’s news"), error=say("Nobody answers there."))
    feed.pages.create(address="https://tower.example/", tries=5, error=say("It is gone."))
    return under_way, stopped, feed


def _claims(article, say):
    sentences = [say(f"The tower is 30{number} metres tall.") for number in range(len(STATES))]
    text = " ".join(sentences)
    version = VersionFactory(
        article=article,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        sentences=len(sentences),
    )
    start, found = 0, {}
    for number, (state, sentence) in enumerate(zip(STATES, sentences, strict=True), start=1):
        found[state] = ClaimFactory(
            version=version, number=number, start=start, sentence=sentence,
            claimant=say("The mayor"), reasons=[say("Gives a number")],
            facts=[["name", 0, 3], ["number", len(sentence) - 11, len(sentence) - 8]],
        )  # fmt: skip
        start += len(sentence) + 1
    return found


def _document(say):
    library.add(
        [
            library.Document(
                identifier="tower", title=say("How tall the tower is"), text=say(PASSAGE),
                url="https://tower.example/", publisher=say("The tower"),
            )
        ]
    )  # fmt: skip
    return LibraryDocument.objects.get(identifier="tower")


def _suggestion(claim, document, say):
    text = say(PASSAGE)
    return SuggestionFactory(
        run__claim=claim, document=document, title=say("How tall the tower is"), text=text,
        publisher=say("The tower"), shared=[[0, 2], [len(text) - 5, len(text)]],
        matters=[len(text) - 29, len(text)],
    )  # fmt: skip


def _search(found, document, checker, say, suggested):
    dismissed = _suggestion(found["failed"], document, say)
    suggestions.dismiss(suggestion_id=dismissed.pk, person=checker, reason=say("Another tower."))
    run = RunFactory(claim=found["failed"])
    type(run).objects.filter(pk=run.pk).update(
        status="failed", error=say("It broke."), finished_at=run.asked_at
    )


def _look(found, checker, say):
    """Searches by hand, one of which found nothing of use; see `confide` for a confidential one."""
    for outcome, hits in (("nothing", None), ("nothing", 3), ("something", 1)):
        searches.record(
            claim_id=found["open"].pk, person=checker,
            looked=searches.Looked(
                place=say("Register of towers"), query=say("height"), outcome=outcome,
                hits=hits, note=say("Of another tower."),
            ),
        )  # fmt: skip


def _close(found, checker, editor, say):
    claims.waive(claim_id=found["waived"].pk, person=editor, reason=say("A figure of speech."))
    claims.set_aside(claim_id=found["aside"].pk, person=checker, reason=say("A question."))


def _attach(found, suggestion, checker, say):
    evidence.accept(
        suggestion_id=suggestion.pk, person=checker, stance="refutes",
        quote=suggestion.text, note=say("See its page 3."),
    )  # fmt: skip
    EvidenceFactory(
        claim=found["proposed"], source__title=say("The tower in figures"), note=say("So.")
    )
    gone = EvidenceFactory(claim=found["open"], source__title=say("A rumour"))
    evidence.withdraw(evidence_id=gone.pk, person=checker, reason=say("It was a rumour."))
    return evidence.attach(
        claim_id=found["open"].pk, person=checker, stance="context", note=say("Asked."),
        quote=say("300 metres"),
        source=NewSource(
            medium="person", kind="primary", title=say("The mayor, by telephone"),
            person=say("Mayor Bell"), publisher=say("Town hall"),
        ),
    )  # fmt: skip


def _look_again(accepted, say):
    """Its page has another text now: whose claim it is, is told."""
    snapshot = snapshots.keep(accepted.source, say("Today it is 312 metres tall."), status=200)
    look = LookFactory(
        source=accepted.source, status="taken", http_status=200, snapshot=snapshot,
        finished_at=timezone.now(), moved_to="https://tower.example/?a=1&b=2",
    )  # fmt: skip
    accepted.condition, accepted.look, accepted.flagged_at = "changed", look, timezone.now()
    accepted.save(update_fields=["condition", "look", "flagged_at"])
    return accepted


def _rate(found, checker, editor, say):
    first = _propose(found["signed"], checker, say, seen=None)
    verdicts.send_back(verdict_id=first.pk, editor=editor, note=say("Say why."))
    second = _propose(found["signed"], checker, say, seen=first.pk)
    verdicts.sign_off(verdict_id=second.pk, editor=editor, note=say("Well found."))
    return _propose(found["proposed"], checker, say, seen=None)


def _propose(claim, author, say, *, seen):
    return verdicts.propose(
        claim_id=claim.pk, author=author, rating_id=rating().pk,
        explanation=say("It is 330 metres tall."), seen=seen,
    )  # fmt: skip


def confide(claim, person):
    """Attach two confidential sources, one of them withdrawn, by the words in SECRETS.

    And write down a search that names them.
    """
    title, name, quote, note = SECRETS
    for is_withdrawn in (True, False):
        attached = evidence.attach(
            claim_id=claim.pk, person=person, stance="refutes", quote=quote, note=note,
            source=NewSource(
                medium="person", kind="anonymous", title=title, person=name,
                publisher=name, is_confidential=True, text=f"{quote}, and no more.",
            ),
        )  # fmt: skip
        if is_withdrawn:
            evidence.withdraw(evidence_id=attached.pk, person=person, reason=WITHDRAWN_BECAUSE)

    searches.record(
        claim_id=claim.pk, person=person,
        looked=searches.Looked(
            place=title, query=name, outcome="something", note=note, is_confidential=True
        ),
    )  # fmt: skip


def fingerprint():
    """How many rows each table of the articles app has, and a hash of what they hold."""
    tables = [model._meta.db_table for model in apps.get_app_config("articles").get_models()]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(map(_content, tables)))
        return {name: (rows, content) for name, rows, content in cursor.fetchall()}


def _content(table):
    rows = f"SELECT row::text AS said FROM {table} row"  # noqa: S608
    return (
        f"SELECT '{table}', count(*), md5(coalesce(string_agg(said, '' ORDER BY said), ''))"  # noqa: S608
        f" FROM ({rows}) r"
    )
