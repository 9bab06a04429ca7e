"""What is pasted or uploaded becomes a text, or the editor is told what to do."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import intake
from articles.reading.intake import Unreadable, clean, decode, from_html, read

PAGE = """<!doctype html><html><head><title>Taxes rise</title><style>p {color: red}</style></head>
<body><nav><a href="/">Home</a> <a href="/all">All news</a></nav><article>
<h1>Taxes rise again</h1>
<p>The government raised taxes by 5 percent on Tuesday, the third time in as many years.</p>
<p>Nobody was surprised, since the budget had been <b>short</b> of money for a long time now.</p>
<ul><li>Income tax is now 40 percent.</li><li>Fuel duty is 60 cents a litre.</li></ul>
<table><tr><th>Year</th><th>Rate</th></tr><tr><td>2019</td><td>35</td></tr></table>
<p>The opposition said that it would repeal the law &amp; lower the rates within a year.</p>
<script>alert("not text")</script></article><footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize("filename", ["a.txt", "A.TXT", "a.md", "a.html", "a.b.htm"])
def test_a_file_of_a_known_kind_is_decoded(filename):
    assert decode("Ünïcode 😀".encode(), filename=filename) == "Ünïcode 😀"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_obeyed_and_left_out(encoding):
    assert decode("Köln".encode(encoding), filename="a.txt") == "Köln"


@pytest.mark.parametrize(
    ("data", "look"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "a Word or ZIP file"),
        (b"\xd0\xcf\x11\xe0....", "an old Word file"),
        (b"{\\rtf1 ...", "a rich-text"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"RIFF....WEBPVP8 ", "a picture"),
        (b"\x1f\x8b\x08", "a compressed file"),
    ],
)
def test_another_kind_of_file_is_named_and_the_editor_told_to_paste(data, look):
    with pytest.raises(Unreadable, match=f"This looks like {look}.*paste"):
        decode(data, filename="story.txt")


@pytest.mark.parametrize(
    ("data", "filename", "message"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n\t", "a.txt", "is empty"),
        (b"\xef\xbb\xbf", "a.txt", "is empty"),
        (b"text", "a.docx", "must end in .txt, .md"),
        (b"text", "", "must end in .txt, .md"),
        (b"caf\xe9", "a.txt", "not in UTF-8. Save it as UTF-8"),
        (b"\xff\xfea", "a.txt", "not in UTF-8. Save it as UTF-8"),
        (b"te\0xt", "a.txt", "is not text"),
        ("text".encode("utf-32"), "a.txt", "is not text"),
        (b"a" * (20 * 1024 * 1024), "a.txt", "This file is 20.0 MB; the most is 5 MB."),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data, filename, message):
    with pytest.raises(Unreadable, match=message):
        decode(data, filename=filename)


def test_a_file_of_just_the_most_is_taken():
    assert len(decode(b"a" * intake.MAX_BYTES, filename="a.txt")) == intake.MAX_BYTES


@given(st.binary(), st.sampled_from(["a.txt", "a.md", "a.html", "a.exe", "a"]))
def test_any_file_gives_a_clean_text_or_a_sentence(data, filename):
    try:
        outcome = read(data, filename=filename)
    except Unreadable as refusal:
        outcome = str(refusal)

    assert outcome.strip()
    assert clean(outcome) == outcome


@given(st.text(st.characters()))
def test_cleaning_twice_is_cleaning_once_and_the_result_can_be_stored(text):
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert "\0" not in cleaned.encode().decode()
    assert "\r" not in cleaned


def test_a_clean_text_is_kept_to_the_byte():
    text = "One.  \n\n\n\n\n\tTwo… “three” e\u0301 \u200d😀\xa0\n\n\n"

    assert clean(text) == text


@pytest.mark.parametrize(
    ("dirty", "text"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x0bb\x0cc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a\0b\x07c\x1bd\x7fe\x9bf", "abcdef"),
        ("a\r\0\nb", "a\nb"),
        ("\ufeffa", "a"),
        ("\0\ufeff\0a", "a"),
        ("a\ud800b", "a\ufffdb"),
        ("\t", "\t"),
    ],
)
def test_line_ends_become_one_kind_and_what_nobody_sees_goes(dirty, text):
    assert clean(dirty) == text


def test_a_page_gives_its_article_and_nothing_around_it():
    text = from_html(PAGE)

    assert text.startswith("Taxes rise again\n\nThe government raised taxes")
    assert "short of money" in text
    assert "law & lower" in text
    for left_out in ("Home", "rights reserved", "alert", "color", "<"):
        assert left_out not in text


def test_items_of_a_page_get_bullets_and_rows_stay_together():
    lines = from_html(PAGE).splitlines()

    assert "• Income tax is now 40 percent." in lines
    assert lines[lines.index("Year | Rate") + 1] == "2019 | 35"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hi &amp; there", "Hi & there"),
        ("One<br>two", "One\ntwo"),
        ("<script>no<b></script>yes", "yes"),
        ("<!-- no <b> -->yes<!-- no", "yes"),
        ("no tags", "no tags"),
        ("", ""),
    ],
)
def test_a_page_without_an_article_gives_what_a_reader_sees(html, text):
    assert from_html(html).replace("\n\n", "\n") == text


def test_a_file_is_read_by_its_ending():
    assert read(b"# Head\n\n*One*", filename="a.md") == "Head\n\nOne"
    assert read(b"# Head\r\n\r\n*One*", filename="a.txt") == "# Head\n\n*One*"
    assert read(PAGE.encode(), filename="a.html").startswith("Taxes rise again")


def test_a_page_in_which_there_is_nothing_to_read_is_refused():
    with pytest.raises(Unreadable, match="No text was found"):
        read(b"<script>1</script>", filename="a.html")


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<a ", "<b", "<p", '<a x="', "</p>", "<!--", "<![CDATA[", "<script>", "<title>"),
        *("<div>", "<ul><li>", "<table><tr><td>", "<svg><math>", "&amp", "\n ", "a" * 1000),
    ],
)
def test_no_page_takes_more_than_its_share_of_time(piece):
    before = process_time()

    from_html(piece * (300_000 // len(piece)))

    assert process_time() - before < 10
