"""The characters of a page, whatever it says of itself. Never fails."""

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Names that say less than is meant, as the Encoding Standard of the web reads them.
MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Codecs that are no charset of a page (some unpack or run through their input) are not in here.
KNOWN = re.compile(
    r"utf-(8|16(-[lb]e)?)|cp(125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-(roman|cyrillic)"
    r"|gb18030|big5hkscs|euc_jp|iso2022_jp"
)
DECLARED = re.compile(
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})"""
    rb"""|<\?xml\b[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
LOOKED_AT = 4096
# A page of UTF-8 with a few broken characters is still one; where most are, it is none.
MOST_BROKEN = 0.1


def characters(body: bytes, declared: str = "") -> str:
    """By its mark, its header, its own words, as UTF-8, as windows-1252: in this order."""
    for mark, name in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    for name in filter(None, (charset(declared), _own_words(body))):
        try:
            return body.decode(name)
        except UnicodeError:
            continue
    read = body.decode("utf-8", errors="replace")
    return read if _is_meant(read) else body.decode("cp1252", errors="replace")


def charset(name: str) -> str:
    """The codec that a page's word for its charset means; empty where there is none."""
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    meant = MEANT.get(found, found)
    return meant if KNOWN.fullmatch(meant) else ""


def is_wide(body: bytes, declared: str) -> bool:
    """Of characters whose bytes can be nought, as they never are in other texts."""
    marks = [mark for mark, name in MARKS if name != "utf-8"]
    return body.startswith(tuple(marks)) or charset(declared).startswith("utf-16")


def _own_words(body: bytes) -> str:
    found = DECLARED.search(body[:LOOKED_AT])
    if not found:
        return ""
    name = charset((found[1] or found[2]).decode("ascii", errors="replace"))
    return "utf-8" if name.startswith("utf-16") else name


def _is_meant(read: str) -> bool:
    broken = read.count("\ufffd")
    if not broken:
        return True
    whole = sum(not character.isascii() for character in read)
    return broken <= whole * MOST_BROKEN
