"""What comes back from a server that behaves."""

import gzip
import zlib
from contextlib import closing
from ipaddress import ip_address

import pytest

from articles.fetching import ForbiddenAddress, Limits, TooManyRedirects, Unreachable, get
from articles.fetching.address import Address
from articles.fetching.guard import Guard
from articles.fetching.limits import Allowance
from articles.fetching.network import Network
from tests.web_server import Reply, serving

PAGE = "<p>Zoë said so.</p>"


def test_a_page_comes_with_its_address_status_type_and_text(web, fetch):
    answer = fetch(web.page("/a", PAGE) + "?b=c#d")

    assert (answer.url, answer.status, answer.media_type) == (web.url("/a?b=c"), 200, "text/html")
    assert answer.text() == PAGE
    assert answer.moved_to == ""
    (asked,) = web.asked
    assert asked.path == "/a?b=c"
    assert asked.headers["host"] == web.pair
    assert asked.headers["user-agent"].startswith("Factcheck/")
    assert not {"cookie", "referer", "authorization"} & asked.headers.keys()


@pytest.mark.parametrize("status", [404, 410, 429, 500, 503])
def test_a_refusal_of_the_server_is_an_answer_too(web, fetch, status):
    url = web.page("/", b"\x89PNG\0", status=status, media_type="image/png")
    answer = fetch(url)
    assert (answer.status, answer.body) == (status, b"")


def test_an_answer_says_when_it_wants_to_be_asked_again(web, fetch):
    def after(value):
        return fetch(web.page("/", "", status=429, headers={"Retry-After": value})).retry_after

    assert after("120") == 120
    assert after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert after("Fri, 31 Dec 2100 23:59:59 GMT") > 1e9
    assert after("soon") is after("-5") is after("") is None


@pytest.mark.parametrize(
    ("statuses", "is_moved"),
    [([301], True), ([308, 301], True), ([302], False), ([301, 307], False), ([303], False)],
)
def test_a_page_has_moved_when_every_redirect_is_permanent(web, fetch, statuses, is_moved):
    web.page(f"/{len(statuses)}", PAGE)
    for number, status in enumerate(statuses):
        web.redirect(f"/{number}", f"{number + 1}#part", status)

    answer = fetch(web.url("/0"))

    there = web.url(f"/{len(statuses)}")
    assert (answer.url, answer.moved_to) == (there, there if is_moved else "")
    assert answer.text() == PAGE


def test_redirects_come_to_an_end(web, fetch):
    web.redirect("/round", "/round")
    with pytest.raises(TooManyRedirects, match="more than 3 times"):
        fetch(web.url("/round"), limits=Limits(redirects=3))
    assert len(web.asked) == 4


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/meta-data/",
        "//169.254.169.254/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://2852039166/",
        "http://localhost:6379/",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_into_the_house_is_not_followed(web, fetch, to, status):
    with pytest.raises(ForbiddenAddress):
        fetch(web.redirect("/", to, status))


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "gopher://x/", "http://[", "http://a:b@c.de/"]
)
def test_a_redirect_to_what_is_no_page_is_not_followed(web, fetch, to):
    with pytest.raises(Exception, match=r"address|http") as refusal:
        fetch(web.redirect("/", to))
    assert type(refusal.value).__name__ == "BadAddress"


def test_a_key_is_told_to_the_server_it_is_meant_for_only(web):
    with serving() as other:
        other.page("/end", PAGE)
        web.redirect("/here", "/on")
        web.redirect("/on", other.url("/end"))

        get(web.url("/here"), headers={"X-Key": "secret"}, inside=[web.pair, other.pair])

        assert [asked.headers.get("x-key") for asked in web.asked] == ["secret", "secret"]
        assert "x-key" not in other.asked[0].headers


@pytest.mark.parametrize("key", ["clé", "a\r\nX-Other: b"])
def test_no_key_breaks_a_request_or_adds_a_header(web, fetch, key):
    web.page("/", PAGE)
    try:
        fetch(web.url(), headers={"X-Key": key})
    except Unreachable:
        assert web.asked == []
    assert all("x-other" not in asked.headers for asked in web.asked)


def test_what_is_inside_is_out_of_reach_for_those_outside():
    guard = Guard(["127.0.0.1:8080"])
    inside = Address.of("http://127.0.0.1:8080/")
    guard.vet(inside)
    guard.forget_inside()
    with pytest.raises(ForbiddenAddress):
        guard.vet(inside)


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", lambda body: gzip.compress(body[:5]) + gzip.compress(body[5:])),
        ("gzip", lambda body: gzip.compress(body) + b"padding"),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body, wbits=-15)),
        ("identity", bytes),
        ("gzip", lambda _: b""),
    ],
)
def test_a_packed_page_is_unpacked(web, fetch, encoding, pack):
    packed = pack(PAGE.encode())
    url = web.page("/", packed, headers={"Content-Encoding": encoding})
    assert fetch(url).text() == (PAGE if packed else "")


def test_a_type_of_the_callers_choice_is_taken_as_it_is(web, fetch):
    url = web.page("/", b"\x00\x01", media_type="Application/Octet-Stream; x=y")
    answer = fetch(url, only=None)
    assert (answer.media_type, answer.body) == ("application/octet-stream", b"\x00\x01")


def connect(address, guard, addresses):
    asked = []

    def resolve(host, port):
        asked.append(host)
        return [ip_address(ip) for ip in addresses]

    network = Network(address, guard, Allowance(Limits(seconds=5)), resolve)
    try:
        stream = network.connect_tcp(address.host, address.port)
    except (ForbiddenAddress, Unreachable) as refusal:
        return asked, type(refusal)
    with closing(stream):
        return asked, stream.get_extra_info("server_addr")


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["2606:4700::1111", "::ffff:10.0.0.1"]],
)
def test_one_private_address_of_a_name_is_enough_to_refuse_it(addresses):
    assert connect(Address.of("http://evil.example/"), Guard(), addresses) == (
        ["evil.example"],
        ForbiddenAddress,
    )


def test_a_name_is_looked_up_once_and_what_was_checked_is_called(web):
    address = Address.of(f"http://desk.example:{web.port}/")
    asked, peer = connect(address, Guard([address.pair]), ["127.0.0.1"])
    assert (asked, peer) == (["desk.example"], ("127.0.0.1", web.port))


def test_the_next_address_is_tried_and_a_name_without_any_is_unreachable(web):
    address = Address.of(f"http://desk.example:{web.port}/")
    _, peer = connect(address, Guard([address.pair]), ["127.255.255.254", "127.0.0.1"])
    assert peer == ("127.0.0.1", web.port)
    assert connect(address, Guard([address.pair]), [])[1] is Unreachable


def test_a_server_that_is_not_there_is_unreachable(web, fetch):
    web.close()
    with pytest.raises(Unreachable, match="Nobody answers") as refusal:
        fetch(web.url())
    assert refusal.value.is_temporary


def test_a_handler_may_decide_by_what_was_asked(web, fetch):
    web.answer("/", lambda asked: Reply(asked.headers["accept"], media_type="text/plain"))
    assert fetch(web.url(), accept="application/json").text() == "application/json"
