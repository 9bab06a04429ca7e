"""Do a claim's sources go back to one origin? A warning for the editor; it blocks nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, permutations
from typing import Literal

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Left, Right

from articles.models import Claim, Event, Owner
from articles.ranking import shingles
from articles.reading import origins
from articles.reading.agencies import PLATFORMS
from articles.services import Refused, claims, history

# However many sources and however long: the first ones, and so much of each text.
MOST_SOURCES = 20
MOST_TEXT, MOST_FOOT = 20_000, 1_000
# From here on one text is taken for a reworked other; a short one is too easily like another.
REWORKED, STANDS_IN = 0.4, 0.7
SHORT = 12
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

Kind = Literal["agency", "text", "cites", "owner"]


@dataclass(frozen=True, slots=True)
class SharedOrigin:
    """What some of the sources share, in words, and which they are."""

    kind: Kind
    words: str
    sources: Sequence[str]
    answer: Event | None = None
    """Where somebody said that it is known, and why it does not matter."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What comparing needs of a source."""

    title: str
    url: str
    publisher: str
    domain: str
    agencies: frozenset[str]
    names: frozenset[str]
    shingles: frozenset[int]
    text: str


def shared(claim: Claim, reader: User) -> list[SharedOrigin]:
    """What the claim's sources have in common that makes them one; at most three queries.

    Confidential sources are compared only for who may see them.
    """
    found = _shared(claim, with_confidential=reader.has_perm("articles.see_confidential_source"))
    if not found:
        return []
    events = claim.history.filter(action=Event.Action.ORIGIN_KNOWN).select_related("actor")
    answers = {event.data["title"]: event for event in events.order_by("number")}
    return [replace(each, answer=answers.get(each.words)) for each in found]


@transaction.atomic
def know(*, claim_id: int, person: User, words: str, note: str) -> Event:
    """Answer a warning: it is known, and the history says why the sources count all the same.

    What names a confidential source cannot be answered, as everybody reads the history.
    """
    claim = claims.locked(claim_id)
    if words not in {each.words for each in _shared(claim, with_confidential=False)}:
        raise Refused(_why_not(claim, person, words))
    if not note.strip():
        raise Refused("Say why these sources count all the same.")
    return history.record(
        Event.Action.ORIGIN_KNOWN, actor=person, claim=claim, title=words, note=note.strip()
    )


def _why_not(claim: Claim, person: User, words: str) -> str:
    """To who may not see confidential sources not even that there is one."""
    if words in {each.words for each in shared(claim, person)}:
        return "A confidential source is part of this; everybody reads the history. It stays."
    return "This warning has changed. Look at it as it is now."


def _shared(claim: Claim, *, with_confidential: bool) -> list[SharedOrigin]:
    sources = _sources(claim, with_confidential=with_confidential)
    if len(sources) < 2:
        return []
    return [*_agencies(sources), *_texts(sources), *_citations(sources), *_owners(sources)]


def _sources(claim: Claim, *, with_confidential: bool) -> list[_Read]:
    standing = claim.evidence.standing()
    if not with_confidential:
        standing = standing.filter(source__is_confidential=False)
    rows = standing.order_by("pk").values_list(
        "source_id", "source__title", "source__url", "source__publisher",
        Left("snapshot__text", MOST_TEXT), Right("snapshot__text", MOST_FOOT),
    )[: 2 * MOST_SOURCES]  # fmt: skip
    by_source = {}
    for pk, title, url, publisher, head, foot in rows:
        text = head or ""
        if len(text) == MOST_TEXT:
            text = f"{text}\n{foot}"
        if pk not in by_source or text:
            by_source[pk] = _read(title, url, publisher, text)
    return list(by_source.values())[:MOST_SOURCES]


@lru_cache(maxsize=64)
def _read(title: str, url: str, publisher: str, text: str) -> _Read:
    credited = origins.agencies(text)
    if own := origins.agency_of(url, publisher):
        credited |= {own}
    return _Read(
        title=title,
        url=url,
        publisher=publisher.strip(),
        domain=origins.domain(url),
        agencies=credited,
        names=origins.named_domains(text),
        shingles=shingles.shingles(text),
        text=text,
    )


def _agencies(sources: Sequence[_Read]) -> Iterator[SharedOrigin]:
    by_agency: defaultdict[str, list[_Read]] = defaultdict(list)
    for source in sources:
        for agency in source.agencies:
            by_agency[agency].append(source)
    for agency, found in sorted(by_agency.items()):
        if len(found) > 1:
            yield _warning("agency", found, sources, f"go back to {agency}")


def _texts(sources: Sequence[_Read]) -> Iterator[SharedOrigin]:
    """Groups of sources, each of which has much the same text as another of its group."""
    group = {id(source): {id(source)} for source in sources}
    for one, other in combinations(sources, 2):
        if group[id(one)] is not group[id(other)] and _is_reworked(one.shingles, other.shingles):
            both = group[id(one)] | group[id(other)]
            group.update(dict.fromkeys(both, both))
    for alike in {id(members): members for members in group.values()}.values():
        if len(alike) > 1:
            found = [source for source in sources if id(source) in alike]
            yield _warning("text", found, sources, "have much the same text")


def _is_reworked(one: frozenset[int], other: frozenset[int]) -> bool:
    if min(len(one), len(other)) < SHORT:
        return bool(one) and one == other
    part, whole = sorted((one, other), key=len)
    return (
        shingles.resemblance(one, other) >= REWORKED
        or shingles.containment(part, whole) >= STANDS_IN
    )


def _citations(sources: Sequence[_Read]) -> Iterator[SharedOrigin]:
    publishers = {source.publisher for source in sources if source.publisher}
    told = {id(each): origins.cited(each.text, publishers) for each in sources if each.text}
    for citing, source in permutations(sources, 2):
        is_by_address = source.domain in citing.names and source.domain not in PLATFORMS
        is_own = bool(source.domain) and source.domain == citing.domain
        is_by_name = source.publisher in told.get(id(citing), ())
        if (is_by_address or is_by_name) and not is_own:
            words = f"“{citing.title}” gives “{source.title}” or its publisher as a source."
            yield SharedOrigin("cites", words, (citing.title, source.title))


def _owners(sources: Sequence[_Read]) -> Iterator[SharedOrigin]:
    listed = _listed({source.domain for source in sources})
    by_owner: defaultdict[str, list[_Read]] = defaultdict(list)
    for source in sources:
        for owner in {_owner(source, listed), source.publisher.casefold()} - {""}:
            by_owner[owner].append(source)
    seen: set[frozenset[int]] = set()
    for owner, found in by_owner.items():
        which = frozenset(map(id, found))
        if len(found) > 1 and which not in seen:
            seen.add(which)
            name = owner if owner in listed.values() else found[0].publisher or owner
            yield _warning("owner", found, sources, f"come from one house, {name}")


def _owner(source: _Read, listed: Mapping[str, str]) -> str:
    """The house list's owner of its domain, else the domain, unless anybody publishes there."""
    if source.domain in listed:
        return listed[source.domain]
    return "" if source.domain in PLATFORMS else source.domain


def _listed(domains: set[str]) -> dict[str, str]:
    """Of the house list, the owner of each of these domains."""
    rows = Owner.objects.filter(domains__overlap=list(domains - {""}))
    return {domain: owner.name for owner in rows for domain in owner.domains}


def _warning(kind: Kind, found: Sequence[_Read], of: Sequence[_Read], what: str) -> SharedOrigin:
    return SharedOrigin(kind, f"{_how_many(len(found), len(of))} {what}.", [s.title for s in found])


def _how_many(count: int, total: int) -> str:
    """ "Both sources", "Two of the three sources"."""
    if count == total:
        return "Both sources" if total == 2 else f"All {_number(total)} sources"
    return f"{_number(count).capitalize()} of the {_number(total)} sources"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
