"""How much a sentence deserves to be checked, and why.

A sentence deserves it when it says something particular about the world that can turn out to
be wrong. Each sign of that, or against it, has a weight; the score is the logistic of their sum.
The words were chosen by thinking about news and speeches, the weights by measuring.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp
from typing import NamedTuple

from articles.reading.facts import Fact, facts


class Reason(NamedTuple):
    """One sign: `code` for the machine, `words` for an editor."""

    code: str
    words: str


class Worth(NamedTuple):
    """Check-worthiness from 0 to 1, and what made it, the weightiest first."""

    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Sign:
    weight: float
    words: str
    more: float = 0.0  # added for a second of the kind, and for a third


BIAS = -1.9
SIGNS = {
    "number": _Sign(1.4, "Gives a number", 0.2),
    "money": _Sign(0.8, "Gives a sum of money"),
    "share": _Sign(0.9, "Gives a share"),
    "date": _Sign(0.4, "Gives a date"),
    "name": _Sign(0.5, "Names someone or something", 0.2),
    "quote": _Sign(0.2, "Quotes"),
    "compares": _Sign(0.8, "Compares or ranks"),
    "cause": _Sign(0.2, "Says what caused what"),
    "quantity": _Sign(0.1, "Speaks of all, many or none"),
    "reported": _Sign(0.8, "Reports what someone said"),
    "change": _Sign(0.7, "Says that something changed"),
    "deed": _Sign(0.9, "Says what someone did"),
    "public": _Sign(0.9, "Touches a public matter", 0.2),
    "others": _Sign(0.3, "Speaks of others"),
    "past": _Sign(0.6, "Tells what happened", 0.2),
    "oneself": _Sign(-0.6, "Speaks of oneself"),
    "reader": _Sign(-0.2, "Speaks to someone"),
    "question": _Sign(-1.2, "Asks a question"),
    "request": _Sign(-0.5, "Asks someone to do something"),
    "future": _Sign(-0.5, "Speaks of what may come"),
    "opinion": _Sign(-0.7, "Gives an opinion"),
    "hedge": _Sign(-0.3, "Is cautious"),
    "feeling": _Sign(-0.4, "Expresses a feeling"),
    "courtesy": _Sign(-1.2, "Is a courtesy"),
    "short": _Sign(-0.4, "Is very short"),
}
SHORT = 6  # words
MOST_EXAMPLES = 3
LONGEST_EXAMPLE = 60

# Words, and pairs of words joined by a plus, that are signs.
WORDS = {
    "compares": """more+than less+than fewer+than higher+than lower+than greater+than better+than
        worse+than larger+than bigger+than most+of at+least at+most as+many as+much the+most
        the+only the+best the+worst biggest largest smallest highest lowest greatest fastest
        slowest longest shortest oldest youngest richest poorest strongest weakest leading record
        the+first first+time the+last never+before unprecedented only+country twice+as double
        number+one ranks ranked top exceeds majority minority half""",
    "cause": """because+of due+to led+to leads+to resulted+in results+in caused causes cause
        causing caused+by thanks+to linked+to responsible+for contributed+to prevents prevented
        triggered sparked therefore contributes+to leading+to created+by""",
    "quantity": """every all none nobody always never everyone everybody no+one most many majority
        entire whole zero any both nothing millions thousands billions hundreds each""",
    "reported": """according+to said says claimed claims reported reports announced told argued
        argues stated admitted denied confirmed showed shows found revealed suggests suggested
        accused alleged testified warned estimates estimated insisted called concluded""",
    "change": """increased decreased rose fell grew dropped doubled tripled halved gained lost
        declined risen fallen grown cut raised reduced lowered expanded shrank shrunk climbed
        jumped slashed improved worsened soared plunged surged increase decrease growth decline
        increasing declining rising falling went+up gone+up went+down gone+down added created
        eliminated ended began started""",
    "deed": """voted signed passed vetoed supported opposed banned approved rejected promised
        proposed introduced repealed sponsored killed died arrested elected appointed sold bought
        paid spent gave took built sent won earned invested owns owned borrowed allowed refused
        withdrew negotiated invaded attacked founded acquired launched""",
    "public": """tax taxes jobs unemployment wages income deficit debt budget economy trade
        inflation poverty crime police murder gun guns immigration immigrants immigrant illegal
        border refugees war troops military terrorism terrorist nuclear weapons missiles health
        healthcare insurance medicare medicaid hospital hospitals cancer vaccine vaccines drug
        drugs schools school education students teachers climate emissions energy oil gas coal
        spending rate rates law laws bill congress senate court election elections votes voters
        ballots welfare pension pensions housing companies workers manufacturing factories prices
        population deaths cases""",
    "others": "he she they his her their them him",
    "oneself": "i me my i'm i've i'll i'd myself mine",
    "reader": "you your you're you've you'll yours",
    "request": "let's let+us let+me please consider+this imagine remember+that",
    "future": """will going+to gonna would shall should+be could+be i'll we'll plan+to plans+to
        hope+to want+to wants+to intends expected+to expects tomorrow won't wouldn't""",
    "opinion": """should must ought think believe feel hope wish opinion probably perhaps maybe
        i+think i+believe i+feel have+to has+to need+to needs+to wrong right important""",
    "hedge": """may might could seems seem appears appear likely possibly apparently arguably
        somewhat potentially if""",
    "feeling": """love hate great terrible horrible wonderful amazing incredible beautiful
        disgusting disgrace disaster proud sad tragic shocking outrageous ridiculous remarkable
        surprising tremendous fantastic awful stupid""",
    "courtesy": """thank+you thanks welcome good+evening good+morning good+night hello applause
        laughter ladies+and congratulations god+bless excuse+me crosstalk""",
}


def _codes_by_word() -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for code, words in WORDS.items():
        for word in words.replace("\n", " ").split():
            key = word.replace("+", " ")
            codes[key] = (*codes.get(key, ()), code)
    return codes


CODES = _codes_by_word()
BEGIN_PAIRS = frozenset(key.split()[0] for key in CODES if " " in key)
WORD = re.compile(r"[a-z]+(?:['-][a-z]+){0,4}")
NO_PAST = """bed bleed breed exceed feed greed hundred indeed need proceed red sacred seed shed
    speed succeed ted unchecked united wed weed"""
NOT_PAST = frozenset(NO_PAST.split())
DETERMINERS = "a an the more less very its his her their our my your be"
BEFORE_ADJECTIVE = frozenset(DETERMINERS.split())
QUESTION = re.compile(r"\?[\"”’')\]!?]{0,9}\s*\Z")
MONEY = re.compile(r"[$€£¥₹₽₩]|\b(?:dollar|euro|pound|cent|pence|yen|yuan)s?\b", re.IGNORECASE)
SHARE = re.compile(r"[%‰]|per\s?cent|half|third|quarter|fifth|tenth|\bin\b", re.IGNORECASE)


def judge(sentence: str, there: Sequence[Fact] | None = None) -> Worth:
    """Score one sentence and say why, in words with an example from the sentence.

    `there` are the facts in it, if they are known already.
    """
    found = _found(sentence, facts(sentence) if there is None else there)
    weights = [
        (SIGNS[code].weight + SIGNS[code].more * (len(examples) - 1), code)
        for code, examples in found.items()
    ]
    score = 1 / (1 + exp(-BIAS - sum(weight for weight, _ in weights)))
    weights.sort(key=_by_size)
    return Worth(round(score, 4), tuple([_reason(code, found[code]) for _, code in weights]))


def _by_size(weighed: tuple[float, str]) -> float:
    return -abs(weighed[0])


def _found(sentence: str, there: Sequence[Fact]) -> dict[str, list[str]]:
    """The first examples by the code of their sign."""
    found: dict[str, list[str]] = {}
    words = _words(_without_quotes(sentence, there))
    for code, example in (*_in_facts(sentence, there), *_in_words(words)):
        examples = found.get(code)
        if examples is None:
            found[code] = [example]
        elif len(examples) < MOST_EXAMPLES and example not in examples:
            examples.append(example)
    if QUESTION.search(sentence[-20:]):
        found["question"] = [""]
    if len(sentence.split(maxsplit=SHORT)) < SHORT:
        found["short"] = [""]
    return found


def _without_quotes(sentence: str, there: Sequence[Fact]) -> str:
    """What the writer says; a speaker's "I" or "thank you" says nothing against the sentence."""
    kept, at = "", 0
    for kind, start, end in there:
        if kind == "quote":
            kept += sentence[at:start]
            at = end
    return kept + sentence[at:]


def _in_facts(sentence: str, there: Sequence[Fact]) -> list[tuple[str, str]]:
    signs: list[tuple[str, str]] = []
    for kind, start, end in there:
        words = sentence[start:end]
        signs.append((kind, words))
        if kind == "quote":
            quoted = words[1:-1]
            signs += _in_facts(quoted, facts(quoted))
            signs += [sign for sign in _in_words(_words(quoted)) if SIGNS[sign[0]].weight > 0]
        elif kind == "number" and MONEY.search(words):
            signs.append(("money", words))
        elif kind == "number" and SHARE.search(words):
            signs.append(("share", words))
    return signs


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'"))


def _in_words(words: list[str]) -> list[tuple[str, str]]:
    """Signs in single words and in pairs of them, given in small letters."""
    signs = []
    for before, word in pairwise(["", *words]):
        if word in CODES:
            signs += [(code, word) for code in CODES[word]]
        if before in BEGIN_PAIRS and (pair := f"{before} {word}") in CODES:
            signs += [(code, pair) for code in CODES[pair]]
        if word.endswith("ed") and word not in NOT_PAST and before not in BEFORE_ADJECTIVE:
            signs.append(("past", word))
    return signs


def _reason(code: str, examples: list[str]) -> Reason:
    words = SIGNS[code].words
    if not examples[0]:
        return Reason(code, words)
    return Reason(code, f"{words}: {', '.join([_cut(example) for example in examples])}")


def _cut(example: str) -> str:
    return example if len(example) <= LONGEST_EXAMPLE else f"{example[: LONGEST_EXAMPLE - 1]}…"
