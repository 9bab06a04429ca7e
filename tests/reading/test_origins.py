"""What a text credits, names and gives as its source; and whose an address is."""

import time

import pytest

from articles.reading import origins

CREDITED = {
    "PARIS, 3 mars (AFP) - Le gouvernement": {"AFP"},
    "WASHINGTON (AP) _ The president": {"AP"},
    "KYIV, Ukraine (AP) — A bridge": {"AP"},
    "(Reuters) - Shares fell": {"Reuters"},
    "Story by Reuters": {"Reuters"},
    "By Reuters Staff\n1 Min Read": {"Reuters"},
    "By JANE DOE Associated Press\nText": {"AP"},
    "By Jane Doe and Bo Li, The Associated Press": {"AP"},
    "Jane Doe, The Associated Press\nText": {"AP"},
    "Agence France-Presse in Paris\nText follows here": {"AFP"},
    "Reuters in London\nSome text": {"Reuters"},
    "Press Association\nSome text": {"PA Media"},
    "Text and text. — AFP": {"AFP"},
    "Text and text. -- Reuters": {"Reuters"},
    "Text and text. (AP)": {"AP"},
    "Text, sagte er. dpa": {"dpa"},
    "Stand: 12.3.2026, 12:00 Uhr\nVon: dpa": {"dpa"},
    "dpa/jd": {"dpa"},
    "Quelle: ntv.de, mit dpa": {"dpa"},
    "Quellen: dpa, AFP": {"dpa", "AFP"},
    "Associated Press reporter Jane Doe in Rome contributed.": {"AP"},
    "This story was originally published by Reuters.": {"Reuters"},
    "The official told AFP on condition of anonymity": {"AFP"},
    "He told The Associated Press that": {"AP"},
    "So. According to Reuters, it": {"Reuters"},
    "in an interview with Reuters": {"Reuters"},
    "news agency Reuters reported": {"Reuters"},
    "state news agency Xinhua said": {"Xinhua"},
    "as quoted by Interfax": {"Interfax"},
    "© 2026 AFP": {"AFP"},
    "(Reporting by Ann Day in Oslo; Editing by Bo Lin)": {"Reuters"},
    "(CNN) -- Shares fell": set(),
    "Guardian staff and agencies": set(),
    "Reuters sacked 40 people": set(),
    "He worked for Reuters and AFP for years.": set(),
    "The Associated Press is hiring.": set(),
    "A study by the Reuters Institute": set(),
    "Photo by AFP via Getty Images": set(),
    "(AP Photo/Jane Doe)": set(),
    "Image: AP": set(),
    "PA, the state where": set(),
    "TT Group reported sales": set(),
    "The APA style guide": set(),
    "She told PA of the plan": set(),
    "": set(),
}


@pytest.mark.parametrize("text", CREDITED, ids=ascii)
def test_an_agency_that_a_text_credits_is_found_and_one_it_only_names_is_not(text):
    assert origins.agencies(text) == CREDITED[text]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.morning.co.uk/a?b", "morning.co.uk"),
        ("HTTPS://News.Morning.CO.UK.:8443/", "morning.co.uk"),
        ("morning.example", "morning.example"),
        ("https://desk.blogspot.com/", "desk.blogspot.com"),
        ("https://bücher.example/", "bücher.example"),
        ("https://web.archive.org/web/2026/https://a.morning.example/x", "morning.example"),
        ("https://127.0.0.1/", ""),
        ("https://[::1]/", ""),
        ("https://[", ""),
        ("localhost", ""),
        ("a b.example", ""),
        ("", ""),
    ],
)
def test_an_address_has_the_domain_that_somebody_registered(address, domain):
    assert origins.domain(address) == domain


def test_the_domains_in_a_text_are_found_in_links_and_bare_but_not_in_mail():
    text = "See https://a.morning.example/x, or evening.test. Write to desk@post.example."

    assert origins.named_domains(text) == {"morning.example", "evening.test"}


def test_a_publisher_is_cited_where_it_is_given_as_a_source():
    names = ["The Evening Bell", "Horn", "ABC"]
    said = "“No,” she told the Evening Bell. The Horn reported it too. ABC reported nothing."

    assert origins.cited(said, names) == {"The Evening Bell", "Horn"}
    assert origins.cited("He sold the Evening Bell and blew a horn.", names) == frozenset()
    assert origins.cited("According to the evening bell", names) == {"The Evening Bell"}
    assert origins.cited("Anything", ["", "  ", "a+b(c", "The {0}"]) == frozenset()


def test_an_agencys_own_page_or_text_is_its():
    assert origins.agency_of("https://www.reuters.com/x", "") == "Reuters"
    assert origins.agency_of("", "The Associated Press") == "AP"
    assert origins.agency_of("https://morning.example/", "Morning") == ""


@pytest.mark.parametrize(
    "piece", ["a", "By AP ", "x.y.", "( Reuters", "\n", "by a,AFP", "Reporting by ", "(dpa/", "AP "]
)
def test_a_text_made_to_be_slow_is_read_in_no_time(piece):
    text = piece * (20_000 // len(piece))
    started = time.process_time()

    origins.agencies(text)
    origins.named_domains(text)
    origins.cited(text, ["Evening Bell", "a" * 100])

    assert time.process_time() - started < 2
