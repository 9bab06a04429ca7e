"""Where one may go, by a table of addresses: nothing of these is ever called."""

import pytest

from articles.fetching import BadAddress, ForbiddenAddress, Unfetchable, get
from articles.fetching.address import Address
from articles.fetching.guard import Guard, is_public

INTO_THE_HOUSE = """
    http://127.0.0.1/ http://127.127.127.127/ http://127.0.0.1./ http://0.0.0.0/ http://10.1.2.3/
    http://172.16.0.1/ http://172.31.255.255/ http://192.168.1.1/ http://100.64.0.1/
    http://100.100.100.200/latest/meta-data/ http://169.254.169.254/latest/meta-data/
    http://169.254.170.2/ http://192.0.0.192/ http://198.18.0.1/ http://192.0.2.1/
    http://198.51.100.7/ http://203.0.113.9/ http://192.88.99.1/ http://224.0.0.1/
    http://239.255.255.250/ http://240.0.0.1/ http://255.255.255.255/
    http://[::]/ http://[::1]/ http://[0000::1]/ http://[0:0:0:0:0:ffff:127.0.0.1]/
    http://[::ffff:a9fe:a9fe]/ http://[::ffff:8.8.8.8]/ http://[::169.254.169.254]/
    http://[::127.0.0.1]/ http://[64:ff9b::169.254.169.254]/ http://[64:ff9b:1::a9fe:a9fe]/
    http://[2002:a9fe:a9fe::1]/ http://[2002:7f00:1::]/ http://[2001:0:a9fe:a9fe::1]/
    http://[fe80::1]/ http://[fec0::1]/ http://[fc00::1]/ http://[fd00:ec2::254]/ http://[ff02::1]/
    http://[2001:db8::1]/ http://[3fff::1]/ http://[5f00::1]/ http://[100::1]/ http://[2001:2::1]/
    http://169。254。169。254/ http://169｡254｡169｡254/ http://①⑥⑨.②⑤④.①⑥⑨.②⑤④/
    http://⑯⑨。②⑤④。⑯⑨｡②⑤④/ http://１２７.０.０.１/ http://localhost/ http://LOCALHOST./
    http://instance-data/latest/ http://metadata/ https://169.254.169.254/ http://ip6-localhost/
"""

ODD_NUMBERS = """
    http://2130706433/ http://2852039166/ http://0x7f000001/ http://0xA9FEA9FE/ http://017700000001/
    http://0x7f.1/ http://127.1/ http://127.0.1/ http://0/ http://0177.0.0.1/ http://o177.0.0.1/
    http://0o177.0.0.1/ http://q177.0.0.1/ http://0251.0376.0251.0376/ http://0251.254.169.254/
    http://0xA9.0xFE.0xA9.0xFE/ http://0x41414141A9FEA9FE/ http://425.510.425.510/
    http://7147006462/ http://0251.00376.000251.0000376/ http://②⑧⑤②⓪③⑨①⑥⑥/
    http://⓪ⓧⓐ⑨ⓕⓔⓐ⑨ⓕⓔ/ http://⓪⓪②⑤①｡⑯⑥⑧⑨⑥⑥②/ http://0x7f.0.0.1./ http://1.2.3.4.5/
"""

OTHER_PORTS = ["http://example.com:22/", "http://93.184.215.14:6379/", "https://example.com:8443/"]

NO_ADDRESSES = [
    "",
    "example.com",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_x",
    "ftp://example.com/",
    "jar:http://127.0.0.1!/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "http:127.0.0.1/",
    "http:///path",
    "http://",
    "http://./",
    "http://a..b/",
    "http://[::1/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[v1.x]/",
    "http://[127.0.0.1]/",
    "http://example.com:port/",
    "http://example.com:99999/",
    "http://user:password@example.com/",
    "http://example.com@169.254.169.254/",
    "http://example.com:80+&@127.88.23.245:22/#+@example.com:80/",
    "http://127.88.23.245:22+&@example.com:80#+@example.com:80/",
    "http://127.1.1.1:80\\@127.2.2.2:80/",
    "http://127.1.1.1:80\\@@127.2.2.2:80/",
    "http://1.1.1.1 &@2.2.2.2# @3.3.3.3/",
    "http://exam\tple.com/",
    "http://exam\r\nple.com/",
    "http://exa%6dple.com/",
    "http://127.0.0.1%00.example.com/",
    "http://test:test.com:80:80/",
    "http://" + "a" * 64 + ".com/",
    "http://" + "a." * 130 + "com/",
    "http://example.com/" + "a" * 5000,
]


@pytest.mark.parametrize("url", [*INTO_THE_HOUSE.split(), *OTHER_PORTS])
def test_what_leads_into_the_house_is_refused(url):
    with pytest.raises(ForbiddenAddress, match=r"private network|usual ports") as refusal:
        get(url)
    assert not refusal.value.is_temporary


@pytest.mark.parametrize("url", ODD_NUMBERS.split())
def test_an_address_of_odd_numbers_is_refused(url):
    with pytest.raises(ForbiddenAddress, match="odd numbers"):
        get(url)


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_what_is_no_address_of_a_page_is_refused_in_words(url):
    with pytest.raises(BadAddress) as refusal:
        get(url)
    assert str(refusal.value).endswith(".")
    assert not refusal.value.is_temporary


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("HTTP://Example.COM", "http://example.com/"),
        ("https://example.com.:443/a b?c=d e#f", "https://example.com/a%20b?c=d%20e"),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://bücher.example/Zoë", "http://xn--bcher-kva.example/Zo%C3%AB"),
        ("http://straße.example/", "http://xn--strae-oqa.example/"),
        ("http://ⓔⓧⓐⓜⓟⓛⓔ。ⓒⓞⓜ/", "http://example.com/"),
        ("http://example.com/a\\b", "http://example.com/a%5Cb"),
        ("http://example.com/a\r\nHost: b", "http://example.com/a%0D%0AHost:%20b"),
        ("http://example.com/%2e%2e/\ud800", "http://example.com/%2e%2e/%EF%BF%BD"),
    ],
)
def test_an_address_has_one_reading(url, read):
    address = Address.of(url)
    assert str(address) == read
    Guard().vet(address)


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450::1"])
def test_public_addresses_are_public(ip):
    address = Address.of(f"http://[{ip}]/" if ":" in ip else f"http://{ip}/")
    assert is_public(address.ip)
    Guard().vet(address)


@pytest.mark.parametrize(
    ("pair", "url"),
    [
        ("127.0.0.1:8080", "http://127.0.0.1:8080/search"),
        ("[::1]:8080", "http://[0::1]:8080/"),
        ("Searx:80", "http://searx/"),
        ("localhost:443", "https://localhost/"),
    ],
)
def test_an_admin_can_allow_an_address_inside_and_no_other(pair, url):
    guard = Guard([pair, "nonsense", "", "a..b:1"])
    guard.vet(Address.of(url))

    for other in ("http://127.0.0.1/", "http://[::1]:81/", "http://searx:8081/", "http://a:1/"):
        with pytest.raises(Unfetchable):
            guard.vet(Address.of(other))


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]"]
)
def test_not_even_an_admin_sends_anybody_to_where_a_machine_tells_its_keys(host):
    address = Address.of(f"http://{host}/latest/")
    guard = Guard([f"{host}:80"])

    with pytest.raises(Unfetchable, match="never asked, whoever names them"):
        guard.vet(address)
    with pytest.raises(Unfetchable, match="never asked, whoever names them"):
        guard.vet_ip(address.ip, is_inside=True)
