"""What an editor pastes or uploads becomes a text."""

import codecs
import re

import trafilatura

from articles.reading import markup
from articles.reading.markdown import from_markdown

__all__ = ["MAX_BYTES", "Unreadable", "clean", "decode", "from_html", "from_markdown", "read"]

MEGABYTE = 1024 * 1024
MAX_BYTES = 5 * MEGABYTE
HTML_ENDINGS = (".html", ".htm")
MARKDOWN_ENDINGS = (".md", ".markdown")
ENDINGS = (".txt", *MARKDOWN_ENDINGS, *HTML_ENDINGS)

# How files begin that are no text.
LOOKS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word or ZIP file"),
    (b"PK\x05\x06", "a ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a rich-text (RTF) file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
)
INSTEAD = "Copy its text and paste it instead."

# Other ends of a line, all made one; and controls, which nobody sees.
NEW_LINE = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# With them the overrides of direction: they make a text read as another.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff]|\A\ufeff")

TABLE_RULE = re.compile(r"\|[\s|:-]+\|?\s*\Z")
BULLET = re.compile(r"[-*•]\s+")


class Unreadable(ValueError):
    """What was brought is no text. The message tells an editor what to do."""


def read(data: bytes, *, filename: str) -> str:
    """The clean text of a file, by the ending of its name."""
    text = decode(data, filename=filename)
    name = filename.lower()
    if name.endswith(HTML_ENDINGS):
        text = from_html(text)
    elif name.endswith(MARKDOWN_ENDINGS):
        text = from_markdown(clean(text))
    text = clean(text)
    if not text.strip():
        raise Unreadable("No text was found in this file. Copy the article and paste it instead.")
    return text


def decode(data: bytes, *, filename: str) -> str:
    """The characters of a file as they are, tags and marks included."""
    weigh(len(data), "file")
    _refuse_other_kinds(data)
    if not filename.lower().endswith(ENDINGS):
        known = ", ".join(ENDINGS[:-1])
        raise Unreadable(f"The name of this file must end in {known} or {ENDINGS[-1]}.")
    text = _characters(data)
    if "\0" in text:
        raise Unreadable(f"This file is not text. {INSTEAD}")
    if not text.strip():
        raise Unreadable("This file is empty. Choose another one.")
    return text


def weigh(size: int, what: str) -> None:
    """Refuse what has more bytes than MAX_BYTES."""
    if size > MAX_BYTES:
        most = f"the most is {MAX_BYTES // MEGABYTE} MB"
        raise Unreadable(f"This {what} is {size / MEGABYTE:.1f} MB; {most}.")


def _refuse_other_kinds(data: bytes) -> None:
    for beginning, look in LOOKS:
        if data.startswith(beginning):
            raise Unreadable(f"This looks like {look}. {INSTEAD}")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise Unreadable(f"This looks like a picture. {INSTEAD}")


def _characters(data: bytes) -> str:
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(
            "This file is not in UTF-8. Save it as UTF-8, or copy its text and paste it."
        ) from None


def clean(text: str) -> str:
    """The text as it is kept for good. Cleaning twice is cleaning once.

    Ends of lines become one kind, control characters but the tab are taken out, half a
    surrogate pair becomes the replacement character. Nothing else is touched: not the spaces
    at the end of a line, not a run of blank lines, not the composition of accents.
    """
    if not UNCLEAN.search(text):
        return text
    text = SURROGATE.sub("\ufffd", CONTROL.sub("", text.lstrip("\ufeff\0")))
    return NEW_LINE.sub("\n", text)


def from_html(html: str) -> str:
    """The article in a page: its paragraphs, without menus, notices and comments.

    A page in which no article is found gives all that a reader sees of it.
    """
    article = trafilatura.extract(clean(html), include_comments=False, favor_precision=True)
    return _laid_out(article.splitlines()) if article else clean(markup.text(html))


def _laid_out(lines: list[str]) -> str:
    """A blank line between paragraphs; items and rows stay together."""
    laid: list[str] = []
    was_close = False
    for line in filter(None, map(_plain, lines)):
        is_close = line.startswith("• ") or " | " in line
        laid.append(("" if not laid else "\n" if is_close and was_close else "\n\n") + line)
        was_close = is_close
    return "".join(laid)


def _plain(line: str) -> str:
    line = line.strip()
    if line.startswith("|"):
        return (
            ""
            if TABLE_RULE.match(line)
            else " | ".join(map(str.strip, line.strip("| ").split("|")))
        )
    return BULLET.sub("• ", line, count=1) if BULLET.match(line) else line
