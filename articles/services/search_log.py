"""The search log: every search for a claim, by machine or by hand, what found nothing included."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from django.contrib.auth.models import User

from articles.models import Claim, HandSearch, Suggestion, SuggestionRun

Result = Literal["found", "nothing", "failed", "under way", "hidden"]
IN_WORDS = {"nothing": "found nothing", "failed": "failed", "under way": "under way"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One search. `result` is what came of it; `said` tells it in words."""

    at: datetime
    place: str
    result: Result
    said: str
    query: str = ""
    searched_by: str = ""
    person: User | None = None
    is_by_hand: bool = False
    day: date | None = None
    seconds: float | None = None
    note: str = ""
    is_confidential: bool = False
    decided: Sequence[Suggestion] = field(default_factory=tuple)


def of_claims(claim_ids: Sequence[int], reader: User) -> dict[int, list[Line]]:
    """The log of each claim, the newest search first: three queries, however many claims."""
    return _logs(claim_ids, SuggestionRun.objects.filter(claim__in=claim_ids).for_reading(), reader)


def of_claim(claim: Claim, runs: Iterable[SuggestionRun], reader: User) -> list[Line]:
    """The log of one claim, given all its runs."""
    return _logs([claim.pk], runs, reader)[claim.pk]


def _logs(
    claim_ids: Sequence[int], runs: Iterable[SuggestionRun], reader: User
) -> dict[int, list[Line]]:
    lines: dict[int, list[Line]] = {pk: [] for pk in claim_ids}
    decided = _decided(claim_ids)
    for run in runs:
        lines[run.claim_id].append(_by_machine(run, decided[run.pk]))
    for search in HandSearch.objects.filter(claim__in=claim_ids).for_reading():
        lines[search.claim_id].append(_by_hand(search, reader))
    for each in lines.values():
        each.sort(key=lambda line: line.at, reverse=True)
    return lines


def summary(lines: Iterable[Line]) -> str:
    """ "5 searches, 2 found nothing, 1 failed"."""
    results: list[str] = [line.result for line in lines]
    if not results:
        return "nobody has looked yet"
    parts = [f"{len(results)} search{'' if len(results) == 1 else 'es'}"]
    for result, words in IN_WORDS.items():
        if count := results.count(result):
            parts.append(f"{count} {words}")
    return ", ".join(parts)


def _decided(claim_ids: Sequence[int]) -> dict[int, list[Suggestion]]:
    """By run, what was attached or dismissed of what it found."""
    by_run: defaultdict[int, list[Suggestion]] = defaultdict(list)
    suggestions = Suggestion.objects.filter(claim__in=claim_ids).exclude(status="open")
    needed = suggestions.only("run_id", "title", "status", "reason", "decided_at", "decided_by")
    for suggestion in needed.select_related("decided_by").order_by("rank", "pk"):
        by_run[suggestion.run_id].append(suggestion)
    return by_run


def _by_machine(run: SuggestionRun, decided: Sequence[Suggestion]) -> Line:
    result: Result
    if run.is_live:
        result, said = "under way", "under way"
    elif run.status == SuggestionRun.Status.FAILED:
        result, said = "failed", f"failed: {run.error}"
    elif run.hits:
        result, said = "found", f"{run.hits} found"
    else:
        result, said = "nothing", "looked and found nothing"
    return Line(
        at=run.started_at or run.asked_at,
        place=run.provider.name,
        searched_by=run.searched_by,
        query=run.query,
        person=run.asked_by,
        seconds=run.seconds,
        result=result,
        said=said,
        decided=decided,
    )


def _by_hand(search: HandSearch, reader: User) -> Line:
    result: Result = "nothing" if search.outcome == HandSearch.Outcome.NOTHING else "found"
    if search.is_hidden_from(reader):
        return Line(
            at=search.recorded_at, place=str(search), person=search.person, is_by_hand=True,
            result="hidden", said="Checkers and editors can see it.", is_confidential=True,
        )  # fmt: skip
    return Line(
        at=search.recorded_at,
        place=search.place,
        query=search.query,
        person=search.person,
        is_by_hand=True,
        day=None if search.is_automatic else search.searched_on,
        result=result,
        said=_said(search),
        note=search.note,
        is_confidential=search.is_confidential,
    )


def _said(search: HandSearch) -> str:
    counted = "" if search.hits is None else f"{search.hits} hit{'' if search.hits == 1 else 's'}"
    if search.outcome == HandSearch.Outcome.SOMETHING:
        if search.is_automatic:
            return counted
        return f"found something, {counted}" if counted else "found something"
    return f"{counted}, nothing of use" if search.hits else "looked and found nothing"
