"""Markdown as a reader reads it: the words without the marks."""

import re
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from articles.reading import markup

# Beyond these it is no article, and reading its marks would take too long.
LONGEST = 500_000
MOST_MARKS = 5_000
MARK = re.compile(r"[\[\]*_`~<&\\\n]")
PARAGRAPHS = re.compile(r"\n[^\S\n]*\n")

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
FRONT_MATTER = re.compile(r"\A---\n(?:[^\n]*\n){0,60}?---\n")


def from_markdown(text: str) -> str:
    """The text with headings, emphasis and links as plain words, tables as rows of cells
    joined by " | ", items of a list behind "• ".

    A text that is far too long, or hardly more than marks, comes back as it is.
    """
    if len(text) > LONGEST or _is_mostly_marks(text):
        return text
    return _laid_out(PARSER.parse(FRONT_MATTER.sub("", text, count=1)))


def _is_mostly_marks(text: str) -> bool:
    """Whether any one paragraph has more marks than a person would write."""
    return any(len(MARK.findall(paragraph)) > MOST_MARKS for paragraph in PARAGRAPHS.split(text))


class _Page:
    """Lines as they are laid out, and where in a list or a table we are."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.numbers: list[int | None] = []  # of each open list, the next number or none
        self.item = ""
        self.cells: list[str] | None = None
        self.is_close = False

    def add(self, words: str) -> None:
        if self.cells is not None:
            self.cells.append(" ".join(words.split()))
        elif words.strip():
            self.put(self.item + words.strip("\n"), is_close=bool(self.numbers))
            self.item = ""

    def put(self, line: str, *, is_close: bool) -> None:
        """Write a line; only what belongs together stands without a blank line between."""
        if self.lines and not (is_close and self.is_close):
            self.lines.append("")
        self.lines.append(line)
        self.is_close = is_close

    def open_item(self) -> None:
        number = self.numbers[-1]
        self.item = "• " if number is None else f"{number}. "
        if number is not None:
            self.numbers[-1] = number + 1

    def close_row(self) -> None:
        if self.cells is not None:
            self.put(" | ".join(self.cells), is_close=True)
        self.cells = None


def _laid_out(tokens: Sequence[Token]) -> str:
    page = _Page()
    for token in tokens:
        _lay(page, token)
    return "\n".join(page.lines)


def _lay(page: _Page, token: Token) -> None:
    match token.type:
        case "inline":
            page.add(_words(token.children or ()))
        case "fence" | "code_block":
            page.add(token.content)
        case "html_block":
            page.add(markup.text(token.content))
        case "bullet_list_open":
            page.numbers.append(None)
        case "ordered_list_open":
            page.numbers.append(int(token.attrGet("start") or 1))
        case "list_item_open":
            page.open_item()
        case _:
            _close(page, token.type)


def _close(page: _Page, kind: str) -> None:
    if kind in ("bullet_list_close", "ordered_list_close"):
        page.numbers.pop()
    elif kind in ("table_open", "table_close", "heading_open") and not page.numbers:
        page.is_close = False
    elif kind == "tr_open":
        page.cells = []
    elif kind == "tr_close":
        page.close_row()


def _words(children: Iterable[Token]) -> str:
    return "".join(_word(child) for child in children)


def _word(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline":
        return "\n" if token.content.lower().startswith("<br") else ""
    if token.type == "image":
        return _words(token.children or ())
    return token.content
