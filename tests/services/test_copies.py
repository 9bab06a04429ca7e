"""Documents that say nearly the same as an earlier one."""

import pytest

from articles.models import Evidence, LibraryDocument, Passage, Suggestion
from articles.services import copies, library, search
from articles.services.library import Document
from tests.factories import EvidenceFactory, SuggestionFactory
from tests.shelved import counted, recounted

pytestmark = pytest.mark.django_db

WIRE = (
    "The council of Harbour Town voted on Tuesday to close the old bridge for two years. Its "
    "engineers had found cracks in three of its 9 piers. The mayor said that traffic would be "
    "led over the northern road, and that shops on the quay would be paid for what they lose."
)
OTHER = "A tower of iron stands on the hill above the harbour, and nobody may climb it in winter."


def add(name, text):
    library.add([Document(identifier=name, text=text)])
    return LibraryDocument.objects.get(identifier=name)


def pointers():
    rows = LibraryDocument.objects.values_list("identifier", "repeats__identifier")
    return {name: repeats for name, repeats in rows if repeats}


def test_a_copy_is_kept_and_points_to_the_earliest():
    add("wire", WIRE)
    add("paper", f"Reuters - {WIRE}")
    add("blog", f"Reuters - {WIRE} Read more.")
    add("other", OTHER)

    assert pointers() == {"paper": "wire", "blog": "wire"}
    assert Passage.objects.count() == 4
    assert counted() == recounted()


def test_copies_that_come_together_are_found_too():
    texts = {"wire": WIRE, "paper": f"Reuters - {WIRE}", "same": WIRE, "other": OTHER}

    added = library.add(Document(identifier=name, text=text) for name, text in texts.items())

    assert (added.new, added.near_same) == (4, 2)
    assert pointers() == {"paper": "wire", "same": "wire"}


def test_the_same_text_by_another_name_is_noticed_whatever_its_title():
    library.add([Document(identifier="a", title="One", text=WIRE)])
    library.add([Document(identifier="b", title="Another", text=WIRE)])

    assert pointers() == {"b": "a"}


def test_another_figure_makes_another_document():
    add("wire", WIRE)
    add("later", WIRE.replace("9 piers", "8 piers"))

    assert pointers() == {}


def test_a_copy_that_is_changed_is_none_any_more_and_can_become_one():
    add("wire", WIRE)
    add("paper", f"Reuters - {WIRE}")

    add("paper", OTHER)
    assert pointers() == {}
    add("paper", WIRE)
    assert pointers() == {"paper": "wire"}


@pytest.mark.parametrize("act", ["changed", "removed"])
def test_when_the_original_goes_its_first_copy_takes_its_place(act):
    for name in ("wire", "paper", "blog"):
        add(name, WIRE)

    if act == "changed":
        add("wire", OTHER)
    else:
        library.remove(LibraryDocument.objects.filter(identifier="wire"))

    assert pointers() == {"blog": "paper"}


def test_all_of_a_family_can_go_at_once():
    for name in ("wire", "paper", "blog"):
        add(name, WIRE)

    assert library.remove(LibraryDocument.objects.exclude(identifier="blog")) == 2

    assert (LibraryDocument.objects.count(), pointers()) == (1, {})


def test_removing_takes_so_many_statements_however_many_go(django_assert_num_queries):
    library.add(Document(identifier=f"n{n}", text=f"Note {n} about {n}x.") for n in range(40))
    counts = []
    for chosen in (LibraryDocument.objects.filter(identifier="n1"), LibraryDocument.objects.all()):
        with django_assert_num_queries(10) as seen:
            library.remove(chosen)
        counts.append(len(seen))

    assert not LibraryDocument.objects.exists()
    assert counted()[1] == {("library", 0, 0)}


def test_suggestions_and_evidence_stay_when_their_document_goes():
    document = add("wire", WIRE)
    suggestion = SuggestionFactory(document=document)
    EvidenceFactory(
        claim=suggestion.claim, suggestion=suggestion, source__document=suggestion.document
    )
    this = LibraryDocument.objects.filter(pk=document.pk)

    assert library.dependents(this) == library.Dependents(1, 1, 1, 0)
    library.remove(this)

    suggestion.refresh_from_db()
    assert (suggestion.document, suggestion.text) == (None, Suggestion.objects.get().text)
    assert Evidence.objects.get().suggestion == suggestion


def test_of_near_copies_one_is_found_and_the_others_are_counted():
    for name in ("wire", "paper", "blog"):
        add(name, WIRE)
    add("other", OTHER)

    hits = copies.folded(
        lambda most: search.passages_like("the old bridge of the harbour", limit=most), 2
    )

    names = dict(LibraryDocument.objects.values_list("pk", "identifier"))
    assert [names[hit.document] for hit in hits] == ["wire", "other"]


def test_what_only_a_copy_has_is_still_found():
    filling = " ".join(
        f"Sentence {n} tells of thing {n}x at length, and of its maker." for n in range(60)
    )
    add("wire", filling)
    add("paper", f"{filling} A giraffe was seen on the quay by the night watchman.")

    (hit,) = copies.folded(lambda most: search.passages_like("giraffe watchman", limit=most), 5)

    assert "giraffe" in hit.text
