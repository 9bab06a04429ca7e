"""Where a text goes back to: the agencies it credits, the domains it names, whose page it is."""

import ipaddress
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from tld import get_fld

from articles.reading.agencies import AGENCIES, PLAIN

# At the head or foot of a text, on a line of its own, within a sentence.
Credit = tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]
ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[^/]+/(https?://.+)", re.IGNORECASE)
ADDRESS = re.compile(
    r"\bhttps?://[^\s<>\"')\]]+|(?<![@\w.-])(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}\b(?![\w@-])",
    re.IGNORECASE,
)

PICTURE = re.compile(
    r"(?im)^[^\n]{0,200}\b(?:photo|photograph|picture|image|foto|bild|video)s?\b[^\n]{0,20}:[^\n]*$"
    r"|\bREUTERS/\w|\((?:photo|foto|bild)[^)\n]{0,80}\)|\b(?:getty images)\b[^\n]{0,40}"
)
ATTRIBUTION = (
    r"\b(?i:according to|told|quoted by|reported by|published (?:by|in)|seen by|cited by"
    r"|reports? (?:by|in|from)|interview with|news agency)\s+(?i:the\s+)?NAME\b(?!['’])"
    r"(?!\s+(?:Institute|Foundation|exam|score|payments?|app)\b)"
    r"|\bNAME\s+(?:first\s+|has\s+|had\s+|earlier\s+)?(?:reported|reports|writes|wrote|revealed"
    r"|quoted)\b"
    r"|\bNAME\s+(?:news agency|(?:staff\s+)?(?:reporter|writer|correspondent|journalist)s?)\b"
    r"|(?m:^)[*_>–— -]{0,3}(?i:sources?|via|quellen?)\s*:\s*(?i:the\s+)?NAME\b"
)
LINE = r"(?m:^)[*_>–— -]{0,3}"  # where a line begins, but for its ornaments
HEAD, FOOT = 1_200, 400
SIGNED = re.compile(r"\((?:Additional )?[Rr]eporting by [^)\n]{3,300}[Ee]diting by [^)\n]{2,200}\)")


def domain(address: str) -> str:
    """The registered domain of an address, or of a bare domain; empty when it has none.

    What an archive keeps is its first publisher's. A name under no public suffix, such as one
    of a house's own network, goes by its last two labels.
    """
    if kept := ARCHIVED.match(address):
        address = kept[1]
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".").lower()
    if "." not in host or _is_number(host) or not re.fullmatch(r"[\w.-]+", host):
        return ""
    found = get_fld(f"http://{host}/", fail_silently=True)
    return found or ".".join(host.split(".")[-2:])


def named_domains(text: str) -> frozenset[str]:
    """The registered domains of the addresses in a text."""
    return frozenset(found for each in ADDRESS.findall(text) if (found := domain(each)))


def agencies(text: str) -> frozenset[str]:
    """The agencies that a text credits with what it says; a picture's credit is none."""
    lines = (line.strip() for line in text.splitlines())
    text = PICTURE.sub(" ", "\n".join(line for line in lines if line))
    found = {
        name
        for name, credit in _credits().items()
        if any(each in text for each in AGENCIES[name][0].split("|")) and _has_credit(credit, text)
    }
    if SIGNED.search(text):
        found.add("Reuters")
    return frozenset(found)


def agency_of(address: str, publisher: str) -> str:
    """The agency whose own page or text it is, if it is one's."""
    own = domain(address)
    for name, (names, domains) in AGENCIES.items():
        if own in domains or publisher.strip().removeprefix("The ") in {name, *names.split("|")}:
            return name
    return ""


def cited(text: str, names: Iterable[str]) -> frozenset[str]:
    """Those of the names, of publishers say, that the text gives as its source."""
    told = {_bare(name): name for name in names if len(_bare(name)) > 3}
    if not told:
        return frozenset()
    one = "|".join(re.escape(each) for each in sorted(told, key=len, reverse=True))
    by_folded = {bare.casefold(): name for bare, name in told.items()}
    found = re.finditer(_attribution(f"({one})"), text, re.IGNORECASE)
    said = (next(filter(None, match.groups())) for match in found)
    return frozenset(by_folded[each.casefold()] for each in said if each.casefold() in by_folded)


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|die|der|das|le|la|el)\s+", "", name.strip(), flags=re.IGNORECASE)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.replace(".", "").isdigit()
    return True


def _attribution(name: str) -> str:
    """The ways in which a sentence gives this name as its source."""
    return ATTRIBUTION.replace("NAME", name)


def _has_credit(credit: Credit, text: str) -> bool:
    at_an_end, on_a_line, in_a_sentence = credit
    return bool(
        at_an_end.search(text[:HEAD])
        or at_an_end.search(text[-FOOT:])
        or on_a_line.search(text)
        or (in_a_sentence and in_a_sentence.search(text))
    )


@lru_cache(maxsize=1)
def _credits() -> dict[str, Credit]:
    return {name: _credit(names) for name, (names, _) in AGENCIES.items()}


def _credit(names: str) -> Credit:
    """How an agency is credited: at the head or foot, on a line of its own, in a sentence."""
    one = f"(?i:the )?(?:{names})"
    at_an_end = (
        rf"\((?:[A-Za-z-]{{2,12}}\s?[/,]\s?){{0,3}}{one}(?:\s?[/,]\s?[A-Za-z-]{{2,12}}){{0,3}}\)"
        rf"(?=\s*[-–—:._]|\s*$|\n)|{LINE}{one}\s+[-–—]\s"
        rf"|{LINE}(?:[^\n.]{{2,60}}[,/|]\s*)?{one}(?:/\w{{2,5}}|\s+in\s+[A-Z][\w ]{{2,30}})?(?m:$)"
        rf"|(?:[-–—]|\.\s)\s*{one}\.?\s*\Z"
    )
    on_a_line = (
        rf"{LINE}(?i:(?:story |report )?(?:by|von|par|por|di)):?\s+"
        rf"(?:[^\n]{{2,80}}?[,/|(\s]\s*)?{one}"
        rf"(?:\s+(?i:staff|reporters?|writers?|journalists?|news agency))?\)?[.\s]*(?m:$)"
        rf"|(?i:©|\(c\)|copyright)\s*(?:\d{{4}}\s*)?(?i:by\s+)?{one}\b"
        rf"|{LINE}(?i:sources?|credits?|agency|quellen?|via)\s*:\s*[^\n]{{0,60}}?\b{one}\b"
        rf"|\b(?i:material|reporting|reports|files|information|inputs|content|text|copy|provided"
        rf"|supplied|distributed|published)\s+(?i:from|by)\s+(?:[A-Z]\w+,?\s+(?:and\s+)?)?{one}\b"
        rf"|\b(?i:mit)\s+(?:(?i:material|informationen)\s+(?i:von|der|des)\s+)?{one}\b"
        rf"|\b{one}\s+(?i:contributed to this (?:report|story|article))"
    )
    plain = "|".join(name for name in names.split("|") if name in PLAIN)
    in_a_sentence = re.compile(_attribution(f"(?:{plain})")) if plain else None
    return re.compile(at_an_end), re.compile(on_a_line), in_a_sentence
