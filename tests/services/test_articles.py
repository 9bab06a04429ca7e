from datetime import date

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.models import (
    Article,
    ArticleVersion,
    Claim,
    Event,
    Provider,
    Status,
    SuggestionRun,
)
from articles.reading import files
from articles.services import Refused, articles, history
from articles.services.articles import Draft
from tests.factories import ArticleFactory, UserFactory, sha256

pytestmark = pytest.mark.django_db

TEXT = "The tower is 300 metres tall. It opened in 1889.\n\n“It grows,” said the 🗼 keeper."
SEEDS = sorted(
    path for path in (settings.BASE_DIR / "seeds").iterdir() if path.suffix in {".md", ".txt"}
)


def bring_in(text=TEXT, *, person=None, title="The tower", **fields):
    return articles.bring_in(Draft(title=title, text=text, **fields), person=person)


def claims_hold(version):
    """Every claim is the stretch of the version's text that it says it is."""
    return all(
        version.text[claim.start : claim.end] == claim.sentence for claim in version.claims.all()
    )


def nothing_came_in():
    models = (Article, ArticleVersion, Claim, SuggestionRun, Event)
    return not any(model.objects.exists() for model in models)


def test_a_text_becomes_an_article_a_version_and_a_claim_a_sentence():
    person, author = UserFactory(), UserFactory()

    brought = bring_in(
        person=person,
        title="  The tower ",
        byline=" Ann Doe ",
        author=author,
        published=date(2026, 3, 1),
        url="https://paper.example/tower",
    )

    article = Article.objects.get()
    assert (brought.article, brought.version, brought.sentences, brought.is_new) == (
        article,
        1,
        3,
        True,
    )
    assert (article.title, article.byline, article.slug) == ("The tower", "Ann Doe", "the-tower")
    assert (article.author, article.brought_in_by) == (author, person)
    assert (article.published, article.url) == (date(2026, 3, 1), "https://paper.example/tower")
    version = article.versions.get()
    assert (version.number, version.text, version.sha256) == (1, TEXT, sha256(TEXT))
    assert version.sentences == version.claims.count() == 3
    assert claims_hold(version)


def test_claims_begin_unchecked_with_a_number_a_worth_its_reasons_and_the_date():
    bring_in(published=date(2026, 3, 1))

    first, second, third = Claim.objects.order_by("number")
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert first.sentence == "The tower is 300 metres tall."
    assert third.sentence.endswith("said the 🗼 keeper.")
    for claim in (first, second, third):
        assert (claim.status, claim.checker) == (Status.UNCHECKED, None)
        assert claim.as_of == date(2026, 3, 1)
        assert 0 <= claim.worth <= 1
    assert first.reasons
    assert all(isinstance(reason, str) for reason in first.reasons)


def test_facts_stand_within_their_sentence():
    bring_in()

    first = Claim.objects.get(number=1)
    marked = [first.sentence[start:end] for _, start, end in first.facts]
    assert [words for words in marked if "300" in words]


def test_bringing_in_is_one_line_of_the_history():
    person = UserFactory()

    bring_in(person=person)

    event = Event.objects.get()
    assert (event.action, event.actor, event.claim) == (
        Event.Action.ARTICLE_BROUGHT_IN,
        person,
        None,
    )
    assert event.article == Article.objects.get()
    assert event.data == {"version": 1, "sha256": sha256(TEXT), "sentences": 3}
    assert list(history.faults()) == []


def test_every_claim_is_queued_for_every_provider_that_is_on():
    Provider.objects.filter(slug="checks").update(is_on=False)

    bring_in()

    runs = SuggestionRun.objects.all()
    assert {run.claim.number for run in runs} == {1, 2, 3}
    assert {run.provider.slug for run in runs} == {"library"}
    assert {(run.status, run.asked_by) for run in runs} == {("queued", None)}
    assert runs.count() == SuggestionRun.objects.due().count() == 3


def test_the_same_text_again_makes_nothing_new_and_says_where_it_is():
    first = bring_in()

    again = bring_in(title="Another title", person=UserFactory())

    assert again.is_new is False
    assert (again.article, again.version, again.sentences) == (first.article, 1, 3)
    assert Article.objects.get().title == "The tower"
    assert (Claim.objects.count(), SuggestionRun.objects.count()) == (3, 6)
    assert Event.objects.count() == 1


def test_one_character_more_is_another_text():
    bring_in()

    assert bring_in(TEXT + " ").is_new is True
    assert Article.objects.count() == 2


def test_the_same_text_twice_in_one_batch_is_one_article_the_first():
    drafts = [Draft(title=title, text=TEXT) for title in ("First", "Second")]

    first, second = articles.bring_in_all(drafts, person=None)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.article == second.article
    assert Article.objects.get().title == "First"
    assert Event.objects.count() == 1


def test_a_batch_is_answered_in_its_order_what_is_known_and_what_is_new():
    known = bring_in("We knew this. It was here.")
    texts = ["A new text.", "We knew this. It was here.", "Another. One. More."]

    answers = articles.bring_in_all([Draft(title=text, text=text) for text in texts], person=None)

    assert [answer.is_new for answer in answers] == [True, False, True]
    assert [answer.sentences for answer in answers] == [1, 2, 3]
    assert answers[1].article == known.article
    assert Article.objects.count() == Event.objects.count() == 3
    assert list(history.faults()) == []


def test_nothing_to_bring_in_is_no_error():
    assert articles.bring_in_all([], person=None) == []
    assert nothing_came_in()


def test_a_slug_that_is_taken_gets_the_start_of_the_hash():
    ArticleFactory(slug="the-tower")

    assert bring_in().article.slug == f"the-tower-{sha256(TEXT)[:10]}"


def test_two_articles_of_one_title_in_one_batch_have_two_slugs():
    drafts = [Draft(title="The tower", text=text) for text in ("One.", "Two.")]

    first, second = articles.bring_in_all(drafts, person=None)

    assert first.article.slug == "the-tower"
    assert second.article.slug == f"the-tower-{sha256('Two.')[:10]}"


@pytest.mark.parametrize("title", ["new", "New", "¡New!"])
def test_an_article_called_new_does_not_take_the_sites_own_address(title):
    assert bring_in(title=title).article.slug == f"new-{sha256(TEXT)[:10]}"


@pytest.mark.parametrize("title", ["🗼", "塔", "?!", "---"])
def test_a_title_without_a_letter_for_an_address_still_gets_one(title):
    article = bring_in(title=title).article

    assert article.slug == "article"
    assert article.title == title


def test_a_long_title_is_cut_and_its_address_shorter_still():
    article = bring_in(title="Tower " * 100).article

    article.refresh_from_db()
    assert len(article.title) == 300
    assert len(article.slug) <= 60


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_an_article_without_a_title_is_refused(title):
    with pytest.raises(Refused, match="Give the article a title"):
        bring_in(title=title)

    assert nothing_came_in()


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_a_text_without_a_sentence_is_refused(text):
    with pytest.raises(Refused, match="“The tower” has no sentence"):
        bring_in(text)

    assert nothing_came_in()


def test_a_text_of_50001_sentences_is_refused_in_words():
    with pytest.raises(Refused, match=r"50,001 sentences; the most is 50,000"):
        bring_in("So.\n\n" * 50_001)

    assert nothing_came_in()


def test_when_one_of_a_batch_is_refused_none_comes_in():
    drafts = [Draft(title="Good", text=TEXT), Draft(title="", text="Bad.")]

    with pytest.raises(Refused):
        articles.bring_in_all(drafts, person=None)

    assert nothing_came_in()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_claim_of_a_seed_is_its_stretch_of_the_text(path):
    found = files.read(path.read_bytes(), filename=path.name)

    bring_in(found.body, title=found.title)

    version = ArticleVersion.objects.get()
    assert version.text == found.body
    assert version.claims.count() == version.sentences > 5
    assert claims_hold(version)


@hypothesis_settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.sampled_from(
            [
                "The tower is tall. ",
                "🗼🎉 ",
                "𝟛𝟘𝟘 metres! ",
                "e\u0301té. ",
                "\r\n",
                "\n\n",
                "\t",
                "« Non. » ",
            ]
        ),
        min_size=1,
        max_size=12,
    ).map("".join)
)
def test_claims_hold_whatever_the_text_is_made_of(text):
    try:
        brought = bring_in(text)
    except Refused:
        return

    version = brought.article.versions.get()
    assert version.text == text
    assert claims_hold(version)
