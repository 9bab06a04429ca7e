"""Is the article found in a page? By the words of its body, against a body made by hand.

The folder has `ground-truth.json`, by name the `articleBody` of each page, and the pages as
`html/NAME.html`, plain or .gz.
"""

import json
import re
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from articles.management.measures import ranks
from articles.reading import files, intake
from articles.services import documents

TOKEN = re.compile(r"\w+")


def measure(folder: Path) -> dict[str, float]:
    bodies = _bodies(folder / "ground-truth.json")
    scores = [_f1(_found(_page(folder, name)), said) for name, said in bodies.items()]
    return {"f1": round(sum(scores) / len(scores), 4), "pages": len(scores)}


def _bodies(path: Path) -> dict[str, str]:
    try:
        told: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        bodies = {name: page["articleBody"] + "" for name, page in told.items()}
    except (FileNotFoundError, NotADirectoryError):
        raise CommandError(f"There is no {path.name} in {path.parent}.") from None
    except (ValueError, AttributeError, TypeError, KeyError):
        raise CommandError(f"{path.name} does not tell the articleBody of each page.") from None
    if not bodies:
        raise CommandError(f"{path.name} tells of no page.")
    return bodies


def _page(folder: Path, name: str) -> Path:
    for path in (folder / "html" / f"{name}.html.gz", folder / "html" / f"{name}.html"):
        if path.is_file():
            return path
    raise CommandError(f"There is no html/{name}.html in {folder}.")


def _found(path: Path) -> str:
    """The body as it is brought in; of a page that is refused, nothing."""
    try:
        with documents.opened(path) as file:
            page = file.read()
    except (OSError, EOFError, zlib.error) as error:
        raise CommandError(f"{path.name} cannot be read: {error}") from None
    try:
        return files.read(page, filename="page.html").body
    except intake.Unreadable:
        return ""


def _f1(found: str, wanted: str) -> float:
    ours, theirs = (Counter(TOKEN.findall(text)) for text in (found, wanted))
    return ranks.f1(right=(ours & theirs).total(), found=ours.total(), wanted=theirs.total())
