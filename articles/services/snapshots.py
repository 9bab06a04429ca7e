"""What a source said is kept once, and an editor's quote is held against it."""

import hashlib
from datetime import date

from articles.models import Evidence, Snapshot, Source
from articles.reading import quotes

EXACT = ["snapshot", "is_exact", "quote", "quote_start", "quote_end", "prefix", "suffix"]
LONGEST = {"url": 2000, "media_type": 100, "title": 500, "byline": 300}  # as the table has it


def keep(
    source: Source, text: str, *, url: str = "", published: date | None = None, **about: str | int
) -> Snapshot:
    """The source's snapshot with this text; the same words again are the same snapshot."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    if known := source.snapshots.filter(sha256=sha256).first():
        return known
    fitting = {
        name: value[: LONGEST[name]] if isinstance(value, str) else value
        for name, value in {"url": url or source.url, **about}.items()
    }
    return Snapshot.objects.create(
        source=source, text=text, sha256=sha256, published=published, **fitting
    )


def hold_against(evidence: Evidence, snapshot: Snapshot | None) -> None:
    """Set evidence against a snapshot: its quote is exact if it stands there, as it stands there.

    For use inside another act, which saves the evidence.
    """
    evidence.snapshot = snapshot
    text = snapshot.text if snapshot else ""
    if found := quotes.place(evidence.quote, text):
        evidence.is_exact = True
        evidence.quote = text[found.start : found.end]
        evidence.quote_start, evidence.quote_end = found.start, found.end
        evidence.prefix, evidence.suffix = found.prefix, found.suffix
