"""A page, and evidence that is attached by its address."""

from articles.services import evidence
from articles.services.evidence import NewSource
from tests.factories import ClaimFactory, UserFactory

BODY = "The tower was opened in 1889. It is 330 metres tall, says the town."
PAGE = f"""<html><head><title>How tall it is</title><meta name="author" content="Ann Doe">
<meta property="article:published_time" content="2024-05-01"></head>
<body><nav>Menu</nav><article><h1>How tall it is</h1><p>{BODY}</p></article></body></html>"""


def attach(url, **source):
    """Attach a source with a quote that is on PAGE, set otherwise."""
    fields = {"medium": "address", "kind": "primary", "title": "The tower", "url": url} | source
    return evidence.attach(
        claim_id=ClaimFactory().pk,
        person=UserFactory(),
        stance="refutes",
        quote="It is  330 metres tall",
        source=NewSource(**fields),
    )
