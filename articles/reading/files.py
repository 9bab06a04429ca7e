"""A file becomes a proposed article: decoded, made plain text, its head read."""

from articles.reading import headline, intake, links
from articles.reading.headline import Proposal
from articles.reading.intake import Unreadable


def read(data: bytes, *, filename: str, size: int | None = None) -> Proposal:
    """Propose an article from a .txt, .md or .html file; raises Unreadable with what to do.

    `size` is the file's in bytes, if `data` is only its beginning.
    """
    intake.weigh(size or 0, "file")
    if filename.lower().endswith(intake.HTML_ENDINGS):
        proposal = headline.propose_from_html(intake.decode(data, filename=filename))
    else:
        proposal = headline.propose(intake.read(data, filename=filename), filename=filename)
        if filename.lower().endswith(intake.MARKDOWN_ENDINGS):
            proposal.links = links.of_markdown(intake.decode(data, filename=filename))
    if not proposal.body.strip():
        raise Unreadable("No text was found in this file. Copy the article and paste it instead.")
    return proposal
