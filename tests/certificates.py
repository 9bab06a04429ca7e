"""Certificates to test with, signed by their own key: ECDSA on P-256, as in SEC 1 and RFC 5280.

Written out here, because Python has no call for it and openssl is not on every machine.
"""

import base64
import datetime
import hashlib
import secrets
from pathlib import Path

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
P256, EC, ECDSA_SHA256 = "1.2.840.10045.3.1.7", "1.2.840.10045.2.1", "1.2.840.10045.4.3.2"
COMMON_NAME, OTHER_NAMES = "2.5.4.3", "2.5.29.17"
INTEGER, BITS, OCTETS, OBJECT, TEXT, SEQUENCE, SET = 0x02, 0x03, 0x04, 0x06, 0x0C, 0x30, 0x31
GENERALIZED_TIME, DNS, ADDRESS = 0x18, 0x82, 0x87


def make(folder: Path, *, dns: str = "", address: bytes = b"") -> tuple[Path, Path]:
    """The files of a certificate for this name or IP address, good for today, and of its key."""
    secret = 1 + secrets.randbelow(N - 1)
    name = der(DNS, dns.encode()) if dns else der(ADDRESS, address)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    certificate.write_text(_pem("CERTIFICATE", _certificate(secret, name)))
    key.write_text(_pem("EC PRIVATE KEY", _key(secret)))
    return certificate, key


def der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 + len(length)]) + length + content


def _certificate(secret: int, name: bytes) -> bytes:
    algorithm = der(SEQUENCE, _object(ECDSA_SHA256))
    issuer = der(SEQUENCE, der(SET, der(SEQUENCE, _object(COMMON_NAME), der(TEXT, b"desk"))))
    key = der(SEQUENCE, der(SEQUENCE, _object(EC), _object(P256)), _bits(_point(_times(secret, G))))
    names = der(SEQUENCE, _object(OTHER_NAMES), der(OCTETS, der(SEQUENCE, name)))
    said = der(
        SEQUENCE,
        der(0xA0, _integer(2)),  # version 3
        _integer(1 + secrets.randbelow(2**64)),
        algorithm,
        issuer,
        der(SEQUENCE, _day(-1), _day(+1)),
        issuer,
        key,
        der(0xA3, der(SEQUENCE, names)),
    )
    return der(SEQUENCE, said, algorithm, _bits(_signature(secret, said)))


def _key(secret: int) -> bytes:
    public = der(0xA1, _bits(_point(_times(secret, G))))
    curve = der(0xA0, _object(P256))
    return der(SEQUENCE, _integer(1), der(OCTETS, secret.to_bytes(32, "big")), curve, public)


def _signature(secret: int, said: bytes) -> bytes:
    once = 1 + secrets.randbelow(N - 1)
    r = _times(once, G)[0] % N
    digest = int.from_bytes(hashlib.sha256(said).digest(), "big")
    s = pow(once, -1, N) * (digest + r * secret) % N
    return der(SEQUENCE, _integer(r), _integer(s))


def _times(factor: int, point: tuple[int, int]) -> tuple[int, int]:
    total = None
    while factor:
        if factor & 1:
            total = _sum(total, point) if total else point
        point, factor = _sum(point, point), factor >> 1
    assert total
    return total


def _sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    (a, b), (c, d) = one, other
    slope = (3 * a * a - 3) * pow(2 * b, -1, P) if one == other else (d - b) * pow(c - a, -1, P)
    x = (slope * slope - a - c) % P
    return x, (slope * (a - x) - b) % P


def _point(point: tuple[int, int]) -> bytes:
    return b"\4" + b"".join(each.to_bytes(32, "big") for each in point)


def _integer(number: int) -> bytes:
    return der(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _bits(content: bytes) -> bytes:
    return der(BITS, b"\0", content)


def _object(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    content = bytes([40 * first + second])
    for number in rest:
        sevens = [number & 127]
        while number := number >> 7:
            sevens.append(128 | number & 127)
        content += bytes(reversed(sevens))
    return der(OBJECT, content)


def _day(days: int) -> bytes:
    day = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)
    return der(GENERALIZED_TIME, day.strftime("%Y%m%d%H%M%SZ").encode())


def _pem(label: str, content: bytes) -> str:
    return f"-----BEGIN {label}-----\n{base64.encodebytes(content).decode()}-----END {label}-----\n"
