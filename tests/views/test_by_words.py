"""Where meaning was not searched, the page says so and why; and when the library has grown."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import EmbeddingModel, Provider
from articles.providers import Query
from articles.providers.shelves import BY_BOTH, BY_WORDS
from articles.services import library, providers, vectors
from articles.services.library import Document
from tests import tiny_model
from tests.factories import DoneRunFactory, IngestFactory
from tests.pages import Page, as_if_quick

pytestmark = pytest.mark.django_db

OFF = "Meaning is not searched on this desk: the model is switched off."
MISSING = "Meaning is not searched now: the model cannot be loaded. An admin sees why."
NOT_YET = "Meaning is not searched yet: no worker has taken the model over."
NOW = "By now meaning is searched, too: look again."
GROWN = "Documents have come into the library since: look again to search these, too."


@pytest.fixture
def model(settings, tmp_path):
    """Put the desk's model of meaning into a state by its name."""
    made = tiny_model.in_folder(tmp_path / "tiny")

    def be(state):
        settings.MEANING_MODEL = {"off": "off", "missing": str(tmp_path)}.get(state, str(made))
        if state == "in use":
            while vectors.work():
                pass

    return be


STATES = pytest.mark.parametrize(
    ("state", "said"),
    [("off", OFF), ("missing", MISSING), ("not yet", NOT_YET), ("in use", "")],
)


def words(client, address, **query):
    return as_if_quick(Page(client.get(address, query).content.decode()).text)


@STATES
@pytest.mark.parametrize("q", ["tower", "unicorn"])
def test_a_search_by_hand_says_it(client, editor, model, state, said, q):
    library.add([Document(text="The tower is tall.")])
    model(state)

    page = words(client, reverse("articles:library"), q=q)

    assert [each for each in (OFF, MISSING, NOT_YET) if each in page] == [said] * bool(said)
    if q == "unicorn":
        assert ("or to mean the same" in page) is not bool(said)


@STATES
def test_a_claim_says_it_under_its_searches(client, editor, claim, model, state, said):
    DoneRunFactory(claim=claim, provider_version=BY_WORDS, hits=0)
    model(state)

    page = words(client, claim.get_absolute_url())

    assert "nothing convincing found by words only, just now; kept in the search log" in page
    found = [each for each in (OFF, MISSING, NOT_YET, NOW) if each in page]
    assert found == [said or NOW]


def test_a_claim_that_was_searched_by_both_says_nothing_of_it(client, editor, claim, model):
    DoneRunFactory(claim=claim, provider_version=BY_BOTH)
    model("off")

    page = words(client, claim.get_absolute_url())

    assert "1 found, just now" in page
    assert "Meaning" not in page


@pytest.mark.parametrize(("state", "version"), [("off", BY_WORDS), ("in use", BY_BOTH)])
@pytest.mark.parametrize("slug", ["library", "checks"])
def test_a_shelf_on_which_nothing_is_found_tells_how_it_was_searched(
    claim, model, slug, state, version
):
    model(state)
    provider = providers.REGISTRY[slug]()

    assert provider.search(Query(claim.sentence, claim=claim.pk, limit=5)) == []
    assert provider.version == version


@pytest.mark.parametrize(
    ("hours_ago", "slug", "status"),
    [
        (1, "library", "unchecked"),
        (-1, "library", "unchecked"),
        (1, "checks", "unchecked"),
        (1, "library", "not-a-claim"),
    ],
)
@pytest.mark.usefixtures("editor")
def test_an_open_claim_says_that_the_library_has_grown_since(client, hours_ago, slug, status):
    is_said = (hours_ago, slug, status) == (1, "library", "unchecked")
    claim = DoneRunFactory(
        claim__status=status,
        provider=Provider.objects.get(slug=slug),
        finished_at=timezone.now() - timedelta(hours=hours_ago),
    ).claim
    assert GROWN not in words(client, claim.get_absolute_url())

    library.add([Document(text="The tower is tall.")])

    assert (GROWN in words(client, claim.get_absolute_url())) is is_said


def test_a_worker_that_cannot_load_the_model_says_so_until_it_can(model):
    library.add([Document(text="The tower is tall.")])
    model("in use")
    model("missing")
    with pytest.raises(vectors.meaning.ModelUnavailable):
        vectors.work()
    row = EmbeddingModel.objects.get()
    assert "cannot be loaded" in row.error
    assert row.failed_at

    model("in use")

    row.refresh_from_db()
    assert (row.error, row.failed_at, vectors.state().problem) == ("", None, "")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("not yet", "2 passages of the library wait to be found by what they mean, too."),
        ("in use", ""),
        ("off", ""),
    ],
)
def test_what_was_handed_in_tells_what_waits_for_its_meaning(client, editor, model, state, said):
    model("in use")
    library.add([Document(text="The tower is tall."), Document(text="A bridge.")])
    model(state)
    ingest = IngestFactory(status="done", stored="", finished_at=timezone.now())

    page = words(client, ingest.get_absolute_url())

    assert ("found by what" in page) is bool(said)
    assert said in page
