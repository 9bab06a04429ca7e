"""What comes back from servers that hang, lie, and send too much: a sentence, and in time."""

import gzip
import zlib
from time import monotonic

import pytest

from articles.fetching import Limits, TooLarge, TooSlow, Unreachable, WrongType

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SMALL = Limits(seconds=5, size=100_000)
SHORT = Limits(seconds=0.3)


def endless(data, after=b""):
    def misbehave(send, stopped):
        send(after)
        while not stopped.is_set():
            send(data)

    return misbehave


def trickle(data, after=b""):
    def misbehave(send, stopped):
        send(after)
        while not stopped.wait(0.02):
            send(data)

    return misbehave


def said(data):
    return lambda send, stopped: send(data)


@pytest.mark.parametrize(
    "misbehave",
    [
        endless(b"x" * 65536, HEAD + b"\r\n"),
        endless(
            b"10000\r\n" + b"x" * 65536 + b"\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
        ),
        endless(b"1\r\nx\r\n" * 999, HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
        endless(b"x" * 65536, HEAD + b"Content-Length: 2147483648\r\n\r\n"),
        said(HEAD + b"Content-Length: 2147483648\r\n\r\n"),
        endless(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 99),
    ],
    ids=["to the end", "chunks", "tiny chunks", "2 GB", "2 GB announced", "early hints"],
)
def test_two_gigabytes_are_not_read(web, fetch, misbehave):
    with pytest.raises(TooLarge, match="larger than 100,000 bytes"):
        fetch(web.raw("/", misbehave), limits=SMALL)


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(50_000_000), mtime=0)),
        ("deflate", zlib.compress(bytes(50_000_000))),
        ("gzip", gzip.compress(b"x" * 50_000, mtime=0) * 50),
    ],
)
def test_a_bomb_is_not_unpacked(web, fetch, encoding, bomb):
    url = web.page("/", bomb, headers={"Content-Encoding": encoding})
    with pytest.raises(TooLarge):
        fetch(url, limits=SMALL)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("br", b"\x0b\x02"),
        ("zstd", b"x"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"x", mtime=0), mtime=0)),
        ("gzip", b"not packed at all"),
        ("deflate", b"\xff\xff\xff\xff"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(web, fetch, encoding, body):
    url = web.page("/", body, headers={"Content-Encoding": encoding})
    with pytest.raises(WrongType, match="unpacked"):
        fetch(url)


@pytest.mark.parametrize(
    "misbehave",
    [
        trickle(b""),
        trickle(b"X", b"HTTP/1.1 200 OK\r\n"),
        trickle(b"HTTP/1.1 100 Continue\r\n\r\n"),
        trickle(b"x", HEAD + b"Content-Length: 900\r\n\r\n"),
        trickle(b"1\r\nx\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
    ],
    ids=["silence", "headers", "continue", "body", "chunks"],
)
def test_a_trickle_ends_with_the_time_for_the_whole_exchange(web, fetch, misbehave):
    began = monotonic()
    with pytest.raises(TooSlow) as refusal:
        fetch(web.raw("/", misbehave), limits=SHORT)
    assert refusal.value.is_temporary
    assert monotonic() - began < 3


def test_slow_redirects_share_one_time_limit(web, fetch):
    def late(send, stopped):
        stopped.wait(0.2)
        send(b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")

    with pytest.raises(TooSlow):
        fetch(web.raw("/", late), limits=SHORT)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02\x03\r\n\r\n",
        b"220 mail.example ESMTP\r\n\r\n",
        b"HTTP/x.y 200 OK\r\n\r\n",
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
        HEAD + b"X: " + b"x" * 200_000,
        HEAD + b"Content-Length: 500\r\n\r\nhalf",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nffff\r\nhalf",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nhalf",
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 999, mtime=0)[:-9],
        HEAD + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(b"x" * 999)[:-3],
    ],
)
def test_an_answer_that_breaks_off_or_makes_no_sense_is_worth_another_try(web, fetch, data):
    with pytest.raises(Unreachable, match=r"broke|understood") as refusal:
        fetch(web.raw("/", said(data)))
    assert refusal.value.is_temporary


def test_a_body_longer_than_it_said_is_cut_there(web, fetch):
    answer = fetch(web.raw("/", said(HEAD + b"Content-Length: 4\r\n\r\nhalf and more")))
    assert answer.text() == "half"


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("image/png", b"\x89PNG"),
        ("application/pdf", b"%PDF"),
        ("application/octet-stream", b"text"),
        ("text/html, image/png", b"text"),
        ("", b"<p>of no kind</p>"),
        ("text/html", b"MZ\x90\x00\x03"),
        ("text/plain; charset=utf-8", b"half\x00text"),
    ],
)
def test_only_text_is_taken(web, fetch, media_type, body):
    with pytest.raises(WrongType, match=r"text") as refusal:
        fetch(web.page("/", body, media_type=media_type))
    assert not refusal.value.is_temporary
