"""What tests of the shelves have in common: a verdict to shelve, and all that is counted."""

from django.contrib.auth.models import User

from articles.models import Claim, Lexeme, LibraryStatistics, Passage, Rating, Verdict
from articles.services import articles


def a_verdict(words="The tower is 330 metres tall."):
    """A verdict on a claim of its own; withdrawn, so that nothing else has to agree with it."""
    article = articles.bring_in(articles.Draft(title=words, text=words), person=None).article
    return Verdict.objects.create(
        claim=Claim.objects.filter(article=article).first(),
        rating=Rating.objects.get(slug="not-checkable"),
        explanation="So say its builders.",
        author=User.objects.get_or_create(username="ada")[0],
        status=Verdict.Status.WITHDRAWN,
    )


def counted():
    """In how many passages each word stands, and what each shelf holds, as it is written down."""
    words = Lexeme.objects.filter(passages__gt=0).values_list("shelf", "word", "passages")
    sizes = LibraryStatistics.objects.values_list("shelf", "passages", "length")
    return set(words), set(sizes)


def recounted():
    """The same, out of the passages themselves."""
    words = {lexeme.pk: lexeme for lexeme in Lexeme.objects.all()}
    held = {}
    sizes = dict.fromkeys(LibraryStatistics.objects.values_list("pk", flat=True), (0, 0))
    for passage in Passage.objects.all():
        passages, length = sizes[passage.shelf]
        sizes[passage.shelf] = passages + 1, length + passage.length
        for lexeme in passage.lexemes:
            assert words[lexeme].shelf == passage.shelf
            held[lexeme] = held.get(lexeme, 0) + 1
    return (
        {(words[key].shelf, words[key].word, passages) for key, passages in held.items()},
        {(shelf, *size) for shelf, size in sizes.items()},
    )
