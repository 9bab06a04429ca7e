import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, ArticleVersion, Status
from articles.models.claim import OPEN
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    UserFactory,
    VerdictFactory,
    VersionFactory,
    sha256,
)
from tests.rules import refused, without_trigger

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("title", ["", "  ", "\n\t"])
def test_an_article_has_a_title(title):
    article = ArticleFactory(title="x")

    with refused("article_has_a_title"):
        Article.objects.filter(pk=article.pk).update(title=title)

    article.refresh_from_db()
    assert article.title == "x"


def test_two_articles_cannot_have_one_address():
    article = ArticleFactory()

    with pytest.raises(IntegrityError, match="articles_article_slug"), transaction.atomic():
        ArticleFactory(slug=article.slug)


def test_a_versions_number_is_used_once_in_its_article():
    version = VersionFactory(number=1)

    with refused("article_version_numbered_once"):
        VersionFactory(article=version.article, number=1)

    VersionFactory(article=version.article, number=2)
    VersionFactory(number=1)
    assert ArticleVersion.objects.count() == 3


def test_a_version_has_text():
    with refused("article_version_has_text"):
        VersionFactory(text="")

    assert VersionFactory(text="A word.").pk


@pytest.mark.parametrize("wrong", ["", "0" * 63, "g" * 64, "A" * 64, " " + "0" * 63])
def test_a_versions_hash_is_64_hex_digits(wrong):
    with refused("article_version_hash_is_sha256"):
        VersionFactory(sha256=wrong)

    assert VersionFactory(sha256="0123456789abcdef" * 4).pk


def test_one_text_is_one_version_wherever_it_came_in():
    version = VersionFactory()

    with (
        pytest.raises(IntegrityError, match="articles_articleversion_sha256"),
        transaction.atomic(),
    ):
        VersionFactory(text=version.text)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Another text."},
        {"sha256": sha256("another")},
        {"number": 7},
    ],
    ids=str,
)
def test_a_version_never_changes(change):
    version = VersionFactory()

    with refused("article_version_never_changes"):
        ArticleVersion.objects.filter(pk=version.pk).update(**change)


def test_a_version_stays_with_its_article():
    version, other = VersionFactory(), ArticleFactory()

    with refused("article_version_never_changes"):
        ArticleVersion.objects.filter(pk=version.pk).update(article=other)


def test_a_version_cannot_be_deleted():
    version = VersionFactory()

    with refused("article_version_never_changes"):
        ArticleVersion.objects.filter(pk=version.pk).delete()

    assert ArticleVersion.objects.filter(pk=version.pk).exists()


def test_saving_a_version_as_it_is_changes_nothing_and_is_allowed():
    version = VersionFactory()

    version.save()

    assert ArticleVersion.objects.get(pk=version.pk).text == version.text


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("tower", True),
        ("TOWER budget", True),
        ("budget doe", True),
        ("tower unheard-of", False),
        ("", True),
        ("100%", False),
        ("t_wer", False),
    ],
)
def test_an_article_is_found_by_each_of_its_words(words, is_found):
    article = ArticleFactory(title="The budget", byline="Ann Doe")
    VersionFactory(article=article, text="The tower is tall.")
    ArticleFactory(title="Something else")

    found = Article.objects.saying(words)

    assert (article in found) is is_found
    assert (found.count() == 2) is (words == "")


def test_an_article_with_two_versions_that_say_it_is_found_once():
    article = ArticleFactory()
    for number in (1, 2):
        VersionFactory(article=article, number=number)

    assert list(Article.objects.saying("tower")) == [article]


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        (Status.UNCHECKED, True),
        (Status.NEEDS_AUTHOR, True),
        (Status.STALE, True),
        (Status.NOT_A_CLAIM, False),
        (Status.ARCHIVED, False),
    ],
)
def test_an_article_is_in_check_while_a_claim_of_it_is_open(status, is_open):
    claim = ClaimFactory(status=status)
    ClaimFactory(version=claim.version, article=claim.article, number=2, status=Status.NOT_A_CLAIM)

    assert Article.objects.in_check().contains(claim.article) is is_open
    assert Article.objects.closed().contains(claim.article) is not is_open


def test_an_article_without_a_claim_is_closed():
    article = ArticleFactory()

    assert Article.objects.closed().contains(article)
    assert not Article.objects.in_check().exists()


def test_articles_are_found_by_who_has_an_open_claim_of_them():
    checker = UserFactory()
    taken = ClaimFactory(checker=checker, taken_at="2026-01-01T00:00Z")
    free = ClaimFactory()
    ClaimFactory(checker=checker, taken_at="2026-01-01T00:00Z", status=Status.NOT_A_CLAIM)

    assert list(Article.objects.with_checker(checker.pk)) == [taken.article]
    assert list(Article.objects.with_checker(None)) == [free.article]
    assert not Article.objects.with_checker(UserFactory().pk).exists()


@pytest.fixture
def closed():
    """An article of which no claim is open."""
    return ClaimFactory(status="waived", reason="So.").article


def released(article, person):
    Article.objects.filter(pk=article.pk).update(released_at=timezone.now(), released_by=person)


def test_a_release_is_somebodys_and_has_its_time(closed):
    with refused("article_released_by_somebody_at_some_time"):
        Article.objects.update(released_at=timezone.now())
    with refused("article_released_by_somebody_at_some_time"):
        Article.objects.update(released_by=UserFactory())

    released(closed, UserFactory())
    assert Article.objects.released().exists()


@pytest.mark.parametrize("status", OPEN)
def test_nothing_is_released_while_a_claim_is_open(closed, status):
    claim = ClaimFactory(version=closed.versions.get(), number=2, status=status)
    if status == Status.PROPOSED:
        VerdictFactory(claim=EvidenceFactory(claim=claim).claim)

    with refused("article_released_with_nothing_open"):
        released(closed, UserFactory())


def test_nothing_is_brought_in_released():
    with refused("article_released_with_nothing_open"):
        ArticleFactory(released_at=timezone.now(), released_by=UserFactory())


@pytest.mark.parametrize("written", ["alone", "with others"])
def test_no_article_is_released_by_who_wrote_it(closed, written):
    writer = UserFactory()
    if written == "alone":
        Article.objects.update(author=writer)
    else:
        closed.coauthors.add(writer)

    with refused("article_not_released_by_its_author"):
        released(closed, writer)


def test_nor_by_who_becomes_its_author_in_the_same_moment(closed):
    writer = UserFactory()

    with refused("article_not_released_by_its_author"):
        Article.objects.update(author=writer, released_at=timezone.now(), released_by=writer)


def test_nothing_released_is_under_embargo(closed):
    released(closed, UserFactory())

    with refused("article_released_is_under_no_embargo"):
        Article.objects.update(is_embargoed=True)


def test_nobody_becomes_a_writer_of_what_they_have_released(closed):
    editor = UserFactory()
    released(closed, editor)

    with refused("writer_has_signed_nothing_of_the_article"):
        Article.objects.update(author=editor)
    with refused("writer_has_signed_nothing_of_the_article"):
        closed.coauthors.add(editor)


def test_a_claim_may_be_opened_again_after_the_release(closed):
    released(closed, UserFactory())

    closed.claims.update(status="unchecked", reason="")

    assert closed.claims.open().exists()


def brought_in_released():
    ArticleFactory(released_at=timezone.now(), released_by=UserFactory())


def released_while_open():
    released(ClaimFactory().article, UserFactory())


@pytest.mark.parametrize(
    ("trigger", "act"),
    [
        ("article_released_with_nothing_open_1", brought_in_released),
        ("article_released_with_nothing_open_2", released_while_open),
    ],
)
def test_it_is_the_trigger_that_refuses(trigger, act):
    with refused("article_released_with_nothing_open"):
        act()

    with without_trigger("articles_article", trigger):
        act()
    assert Article.objects.released().count() == 1
