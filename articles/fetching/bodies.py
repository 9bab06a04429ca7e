"""A body as it comes from the wire, unpacked in small steps and weighed at each."""

import zlib
from collections.abc import Iterable, Iterator

from articles.fetching.limits import Allowance
from articles.fetching.refusals import Unreachable, WrongType

STEP = 64 * 1024
GZIP = zlib.MAX_WBITS | 16
ZLIB = zlib.MAX_WBITS
RAW = -zlib.MAX_WBITS
GZIP_BEGINS = b"\x1f\x8b"

BROKEN = "The page came packed in a way that cannot be unpacked."


def unpacked(chunks: Iterable[bytes], encoding: str, allowance: Allowance) -> bytes:
    body = bytearray()
    for piece in _pieces(chunks, encoding):
        body += piece
        if len(body) > allowance.limits.size:
            raise allowance.too_large()
        allowance.seconds()
    return bytes(body)


def _pieces(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    match encoding.strip().lower():
        case "" | "identity":
            return iter(chunks)
        case "gzip" | "x-gzip":
            return _gunzipped(chunks)
        case "deflate":
            return _inflated(chunks)
        case _:
            raise WrongType(BROKEN)


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Of one or of several members; what follows them and is none is left away."""
    member = zlib.decompressobj(GZIP)
    has_begun = False
    for chunk in chunks:
        while chunk:
            has_begun = True
            yield from _steps(member, chunk)
            chunk = member.unused_data
            if not member.eof:
                break
            if chunk and not chunk.startswith(GZIP_BEGINS[: len(chunk)]):
                return
            member, has_begun = zlib.decompressobj(GZIP), bool(chunk)
    if has_begun:
        raise Unreachable("The page broke off in the middle. Try again later.")


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """With the header that the standard asks for, or without it, as some servers send it."""
    stream = None
    for chunk in chunks:
        if not chunk:
            continue
        stream = stream or zlib.decompressobj(ZLIB if _has_header(chunk) else RAW)
        yield from _steps(stream, chunk)
        if stream.eof:
            return
    if stream:
        raise Unreachable("The page broke off in the middle. Try again later.")


def _has_header(chunk: bytes) -> bool:
    return chunk[0] & 0x0F == 8 and (len(chunk) < 2 or (chunk[0] << 8 | chunk[1]) % 31 == 0)


def _steps(stream: "zlib._Decompress", chunk: bytes) -> Iterator[bytes]:
    waiting = chunk
    try:
        while waiting and not stream.eof:
            yield stream.decompress(waiting, STEP)
            waiting = stream.unconsumed_tail
    except zlib.error:
        raise WrongType(BROKEN) from None
