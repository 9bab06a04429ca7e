"""The providers that look within the house, each given what it looks in."""

from collections.abc import Callable, Sequence

from articles.models import Claim, Verdict
from articles.models.library import Shelf
from articles.providers import (
    Checks,
    ClaimReviews,
    Hit,
    Library,
    Provider,
    ProviderRejected,
    Query,
)
from articles.ranking import explain
from articles.reading import sentences
from articles.services import copies, desk_articles, reviews, search, vectors

# So many more are found, as some may not be fit to be suggested.
SPARE = 5


def _in_library(query: Query) -> Sequence[Hit]:
    """Of documents that are nearly the same, one; nothing of the article that the claim is of.

    Nor a passage by what this desk has found false in it: its check is what is suggested.
    """
    own = desk_articles.own(Claim.objects.values_list("article", flat=True).get(pk=query.claim))

    def fit(most: int) -> list[search.Hit]:
        hits = search.passages_like(query.text, limit=most + SPARE, without=own)
        return _not_found_false(query.text, hits)[:most]

    return copies.folded(fit, query.limit)


def _not_found_false(words: str, hits: Sequence[search.Hit]) -> list[search.Hit]:
    """Without those whose sentence that matters is false; what else they say may be of use."""
    against = desk_articles.not_confirmed([hit.document for hit in hits if hit.document])
    return [
        hit
        for hit in hits
        if not _is_like_one_of(
            [each.claim.sentence for each in against.get(hit.document or 0, ())], words, hit
        )
    ]


def _is_like_one_of(said: Sequence[str], words: str, hit: search.Hit) -> bool:
    """Whether it is for one of these sentences that the passage is like the words."""
    places = [(at, at + len(each)) for each in said if (at := hit.text.find(each)) >= 0]
    if not places:
        return False
    matters = explain.explain(
        words,
        hit.text,
        sentences=sentences.spans(hit.text),
        rarity=hit.rarity,
        coverage=hit.coverage,
        closeness=hit.closeness,
    ).matters
    return matters is None or any(at < matters[1] and matters[0] < end for at, end in places)


def _in_checks(query: Query) -> Sequence[Hit]:
    """Earlier verdicts on like claims: not those on the claim itself."""
    hits = search.passages_like(query.text, shelf=Shelf.CHECKS, limit=query.limit + 1)
    own = set(Verdict.objects.filter(claim=query.claim).values_list("pk", flat=True))
    return [hit for hit in hits if hit.verdict not in own][: query.limit]


def _in_reviews(query: Query) -> Sequence[reviews.Found]:
    return reviews.like(query.text, limit=query.limit)


REGISTRY: dict[str, Callable[[], Provider]] = {
    Library.slug: lambda: Library(_in_library, vectors.is_in_use),
    Checks.slug: lambda: Checks(_in_checks, vectors.is_in_use),
    ClaimReviews.slug: lambda: ClaimReviews(_in_reviews),
}


def named(slug: str) -> Provider:
    """The provider of this slug; ProviderRejected when the code for it is gone."""
    try:
        return REGISTRY[slug]()
    except KeyError:
        raise ProviderRejected(f"There is no provider called {slug!r} any more.") from None
