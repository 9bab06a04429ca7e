"""What the library has of the desk's own articles: those that were released."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from articles.models import Article, LibraryDocument, Verdict
from articles.services.incoming import OF_THE_DESK

OF_ARTICLES = f"{OF_THE_DESK}article:"
STAYS = "An article of this desk leaves the library when its release is taken back."


def own(article_id: int) -> list[int]:
    """The document that the library has of an article, if it was released."""
    found = LibraryDocument.objects.filter(identifier=of_article(article_id))
    return list(found.values_list("pk", flat=True))


def of_article(article_id: int) -> str:
    """What the library calls an article of this desk."""
    return f"{OF_ARTICLES}{article_id}"


def is_article(document: LibraryDocument) -> bool:
    """Whether a document is an article of this desk: it has its own text, and its own way out."""
    return document.identifier.startswith(OF_ARTICLES)


def article_of(document: LibraryDocument) -> Article | None:
    """The released article that a document is."""
    number = article_number(document.identifier)
    return Article.objects.filter(pk=number).first() if number else None


def article_number(identifier: str) -> int | None:
    """The id of the article that the library calls so; None for any other document."""
    number = identifier.removeprefix(OF_ARTICLES)
    return int(number) if number != identifier and number.isdecimal() else None


def released(documents: QuerySet[LibraryDocument]) -> QuerySet[LibraryDocument]:
    """Those that are articles of this desk."""
    return documents.filter(identifier__startswith=OF_ARTICLES)


def against(said: Sequence[tuple[int | None, str]]) -> list[list[Verdict]]:
    """For each document and words of it, the verdicts of this desk that speak against these words.

    In one query, and another where a released article is among the documents.
    """
    verdicts = not_confirmed([document for document, _ in said if document])
    return [
        [each for each in verdicts.get(document or 0, ()) if _is_of(each.claim.sentence, words)]
        for document, words in said
    ]


def _is_of(sentence: str, words: str) -> bool:
    """Whether the sentence stands in these words, or they are a part of it."""
    return sentence in words or (bool(words.strip()) and words in sentence)


def not_confirmed(documents: Collection[int]) -> dict[int, list[Verdict]]:
    """By document that is a released article, the verdicts of this desk that speak against it."""
    ours = released(LibraryDocument.objects.filter(pk__in=documents))
    article_by_document = {
        pk: article_number(identifier) for pk, identifier in ours.values_list("pk", "identifier")
    }
    found: dict[int, list[Verdict]] = defaultdict(list)
    if article_by_document:
        against = Verdict.objects.against().filter(claim__article__in=article_by_document.values())
        for verdict in against.select_related("claim", "rating").order_by("pk"):
            found[verdict.claim.article_id].append(verdict)
    return {pk: found[article] for pk, article in article_by_document.items() if article in found}
