"""Who holds a post that one person at a time holds: the name beside it, and of what it is."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from articles.reading.facts import NAME_WORD, NO_NAME

# Of senators, judges and spokesmen there are many; of these there is one, of one thing.
OFFICES = "foreign finance defence defense interior health education justice transport energy"
POSTS = (
    rf"prime[\s-]minister|(?:{'|'.join(OFFICES.split())})[\s-](?:minister|secretary)"
    r"|(?:vice[\s-])?president|(?:vice[\s-])?chancellor|premier|mayor|governor|attorney[\s-]general"
    r"|secretary[\s-]general|surgeon[\s-]general|pope|archbishop|bishop|king|queen"
    r"|chief[\s-]executive(?:[\s-]officer)?|ceo|chair(?:man|woman|person)?|head[\s-]coach|coach"
    r"|editor[\s-]in[\s-]chief|headmaster|headmistress"
)
POST = re.compile(rf"(?<![\w’'-])(?P<ex>ex-)?(?P<post>{POSTS})(?![\w-])", re.IGNORECASE)
SAME_POST = (
    (re.compile("chief executive officer|ceo"), "chief executive"),
    (re.compile("chair(?:man|woman|person)"), "chair"),
    (re.compile("head coach"), "coach"),
    (re.compile("defense"), "defence"),
)
TITLES = "former sir dame mr mrs ms"
POST_WORDS = frozenset(re.findall("[a-z]{2,}", POSTS)).union(TITLES.split())

# In characters: so far from the post stand who holds it and of what.
BESIDE = 90
# Of a text that names more, the first are held against those of another.
MOST_COMPARED = 50
PARTICLE = r"(?:de\s|la\s|van\s|von\s|bin\s|al-)?"
PERSON = rf"{NAME_WORD}(?:\s{PARTICLE}{NAME_WORD}){{0,3}}"
FULL_NAME = rf"{NAME_WORD}(?:\s{PARTICLE}{NAME_WORD}){{1,3}}"
OF = rf"\sof\s(?:the\s)?(?P<of>{PERSON})"
# "Mayor Anna Lund", "the mayor, Anna Lund,", "the mayor of Oslo, Anna Lund,"
HOLDER_BEHIND = re.compile(rf"\s(?P<name>{PERSON})|(?:{OF})?,\s(?P<full>{FULL_NAME})(?=[,.;)])")
OF_BEHIND = re.compile(OF)
# "Oslo mayor", "Oslo's mayor"
OF_BEFORE = rf"(?P<of>{PERSON})(?:[’']s?)?\s"
OF_BEFORE_IT = re.compile(rf"(?<![\w’']){OF_BEFORE}\Z")
# "Anna Lund, the mayor", "Anna Lund became Oslo's mayor"
IS = r"\s(?:is|was|became|remains|remained)(?:\s(?:re-)?(?:elected|appointed|named|made))?\s"
HOLDER_BEFORE = re.compile(
    rf"(?<![\w’'])(?P<name>{PERSON})(?:,\s|(?P<is>{IS}))(?:(?:an?|the|its|their|new|current)\s){{0,2}}"
    rf"(?:{OF_BEFORE})?\Z"
)
# Who held it once, or not quite: "former mayor", "former Brundle mayor", "mayor until 2015".
NOT_NOW = re.compile(
    r"(?i:\b(?P<word>former|ex|then|late|deputy|assistant|acting|interim|next|future|past|previous"
    r"|lieutenant|lt|shadow|onetime|outgoing|incoming|would-be|(?:candidate|run(?:ning)?)\sfor)\b)"
    rf"\.?[\s-](?:{PERSON}(?:[’']s?)?\s)?\Z"
)
UNTIL = re.compile(r"[^,.;]{0,40}\b(?:until|till|from\s\d|between\s\d)")
STANDINGS = {"former": "former", "ex": "former", "ex-": "former", "onetime": "former"} | {
    word: word for word in ("acting", "interim", "deputy")
}
# What is named after who held it.
PLACES = (
    "airport avenue award bay bridge castle city college county cross cup day gate hall hospital"
    " house inn island lane league library museum palace park prize road school square station"
    " street theatre town university"
)
NOT_A_PERSON = frozenset(PLACES.split())


class Holder(NamedTuple):
    post: str
    of: str
    """Of what, as far as the text says it beside the post; else empty."""
    name: str
    is_said: bool
    """That they hold it is what the text says: "Anna Lund is mayor"."""
    is_now: bool = False
    """"Anna Lund is mayor", not "was", or as a title."""
    standing: str | None = ""
    """Such as "former"; empty for who holds it, and None for what is neither."""

    @property
    def surname(self) -> str:
        return self.name.split()[-1]


def holders(text: str) -> list[Holder]:
    """Who is said to hold a post, in the order of the posts; nobody who once held it."""
    return [holder for holder in _all(text) if holder.standing == ""]


def other_standing(claim: str, passage: str) -> tuple[Holder, Holder] | None:
    """Who is the mayor in the one and a former or acting mayor in the other.

    As a title it tells nothing: a president is called one long after.
    """
    there = _first(_all(passage))
    for ours in _first(_all(claim)):
        same = [
            each
            for each in there
            if _is_one_post(ours, each) and _is_one_person(ours.name, each.name)
        ]
        if same and all(_are_two_standings(ours, each) for each in same):
            return ours, same[0]
    return None


def _are_two_standings(one: Holder, other: Holder) -> bool:
    if one.standing is None or other.standing is None or one.standing == other.standing:
        return False
    return any(each.is_now and each.standing == "" for each in (one, other))


def other_holder(claim: str, passage: str) -> tuple[Holder, Holder] | None:
    """The claim's holder of a post and the passage's, of the first that another holds there.

    Posts of two things are two posts; where one of the texts does not say of what, it may be one.
    """
    there = _first(holders(passage))
    for ours in _first(holders(claim)):
        same = [each for each in there if _is_one_post(ours, each)]
        if same and not any(_is_one_person(ours.name, each.name) for each in same):
            return ours, same[0]
    return None


def _first(found: Iterable[Holder]) -> list[Holder]:
    return list(islice(dict.fromkeys(found), MOST_COMPARED))


def _all(text: str) -> list[Holder]:
    """Whoever is named beside a post."""
    return [holder for post in POST.finditer(text) if (holder := _holder(text, post))]


def _holder(text: str, post: re.Match[str]) -> Holder | None:
    before = text[max(0, post.start() - BESIDE) : post.start()]
    after = text[post.end() : post.end() + BESIDE]
    held = NOT_NOW.search(before)
    standing = _standing(post, held, after)
    if held:
        before = before[: held.start()] + before[held.end("word") + 1 :]
    ahead = None
    if behind := HOLDER_BEHIND.match(after):
        of = behind["of"] or _said_before(before)
        name, is_said = behind["name"] or behind["full"], False
    elif ahead := HOLDER_BEFORE.search(before):
        of = ahead["of"] or _said_behind(after)
        name, is_said = ahead["name"], ahead["is"] is not None
    else:
        return None
    if name.split()[0].lower() in NO_NAME or name.split()[-1].lower() in NOT_A_PERSON:
        return None
    of = "" if of.lower() in NO_NAME else of
    is_now = is_said and ahead is not None and ahead["is"].split()[0] in ("is", "remains")
    return Holder(_plain(post["post"]), of, name, is_said, is_now, standing)


def _standing(post: re.Match[str], held: re.Match[str] | None, after: str) -> str | None:
    if UNTIL.match(after):
        return None
    if post["ex"]:
        return "former"
    return STANDINGS.get(held["word"].lower()) if held else ""


def _said_before(before: str) -> str:
    found = OF_BEFORE_IT.search(before)
    return found["of"] if found else ""


def _said_behind(after: str) -> str:
    found = OF_BEHIND.match(after)
    return found["of"] if found else ""


def _plain(post: str) -> str:
    plain = re.sub(r"[\s-]", " ", post.lower())
    for other, name in SAME_POST:
        plain = other.sub(name, plain)
    return plain


def _is_one_post(one: Holder, other: Holder) -> bool:
    ours, theirs = (set(each.of.lower().split()) for each in (one, other))
    return one.post == other.post and (not ours or not theirs or not ours.isdisjoint(theirs))


def _is_one_person(one: str, other: str) -> bool:
    """By the last name, or because the one has all that the other has: "Queen Elizabeth (II)"."""
    ours, theirs = (name.lower().split() for name in (one, other))
    return ours[-1] == theirs[-1] or set(ours) <= set(theirs) or set(theirs) <= set(ours)
