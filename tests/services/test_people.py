import pytest

from articles.services import articles, people
from articles.services.articles import Draft
from tests.factories import TEXT, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "byline", ["Ada Chen", "By ada chen", "Cleo Evans and Ada Chen", "Cleo Evans, Ada Chen"]
)
def test_a_byline_names_a_person_on_the_desk(byline):
    ada = UserFactory(first_name="Ada", last_name="Chen")

    assert people.named(byline) == [ada]


@pytest.mark.parametrize("byline", ["", "Ada", "Chen", "Adam Chen", "By", "Ada Chen-Ford"])
def test_another_byline_names_nobody(byline):
    UserFactory(first_name="Ada", last_name="Chen")

    assert people.named(byline) == []


def test_who_the_byline_names_is_the_author_whoever_brings_the_article_in():
    ada = UserFactory(first_name="Ada", last_name="Chen")

    brought_in = articles.bring_in(
        Draft(title="The tower", text=TEXT, byline="By Ada Chen"), person=UserFactory()
    )

    assert brought_in.article.author == ada


def test_a_given_author_goes_before_the_byline():
    UserFactory(first_name="Ada", last_name="Chen")
    ghost = UserFactory()

    brought_in = articles.bring_in(
        Draft(title="The tower", text=TEXT, byline="By Ada Chen", author=ghost), person=None
    )

    assert brought_in.article.author == ghost


def test_whoever_else_the_byline_names_wrote_it_too():
    ada = UserFactory(first_name="Ada", last_name="Chen")
    dan = UserFactory(first_name="Dan", last_name="Ford")

    article = articles.bring_in(
        Draft(title="The tower", text=TEXT, byline="By Ada Chen and Dan Ford"), person=None
    ).article

    assert (article.author, list(article.coauthors.all())) == (ada, [dan])
    assert [article.is_by(person.pk) for person in (ada, dan, UserFactory())] == [True, True, False]
