"""A page as a browser reads it: its elements, its forms, and what is wrong with it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
POINTERS = ("for", "list", "aria-describedby", "aria-labelledby", "aria-controls")
A_MOMENT_AGO = re.compile(r"\b(?:an?|\d+)\s(?:second|minute)s?\sago\b")
ADDRESSES = ("href", "src", "action", "formaction", "hx-get", "hx-post")


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict[str, str]
    inside: tuple["Element", ...]
    said: list[str]
    """What the whole page says, piece by piece; of this element, from `begin` to `end`."""
    begin: int
    end: int | None = None

    @property
    def text(self):
        return "".join(self.said[self.begin : self.end])

    def __getitem__(self, name):
        return self.attributes[name]

    def get(self, name):
        return self.attributes.get(name)

    def has(self, **wanted):
        return all(self.get(name.replace("_", "-")) == value for name, value in wanted.items())


@dataclass
class Page(HTMLParser):
    """`Page(html)` has read the html; `elements` are in the order of their beginning."""

    html: str
    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.said: list[str] = []
        self.feed(self.html)
        self.close()
        self.faults += [f"<{element.tag}> is never closed" for element in self.open]

    def __hash__(self):
        return id(self)

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        element = Element(
            tag,
            {name: value or "" for name, value in attrs},
            tuple(self.open),
            self.said,
            len(self.said),
        )
        self.elements.append(element)
        if tag in VOID:
            element.end = element.begin
        else:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._close()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes nothing at {self.getpos()}")
        else:
            self._close()

    def handle_data(self, data):
        self.said.append(data)

    def _close(self):
        self.open.pop().end = len(self.said)

    def all(self, tag, **wanted):
        return [each for each in self.elements if each.tag == tag and each.has(**wanted)]

    def the(self, tag, **wanted):
        (found,) = self.all(tag, **wanted)
        return found

    def by_id(self, name):
        (found,) = [each for each in self.elements if each.get("id") == name]
        return found

    @property
    def text(self):
        return " ".join("".join(self.said).split())

    @property
    def notice(self):
        """What the page says in its alert, without the sprite and the template for no answer."""
        alerts = [e for e in self.elements if e.get("role") == "alert"]
        return [
            " ".join(e.text.split())
            for e in alerts
            if not any(outer.tag == "template" for outer in e.inside)
        ]

    def typed(self, action):
        """What a browser would send for the form of this action."""
        form = self.the("form", action=action)
        assert form["method"] == "post"
        values = {}
        for each in self.elements:
            name = each.get("name")
            if name and form in each.inside and (value := _value(each, self.elements)) is not None:
                values[name] = value
        return values


def _value(element, elements):
    if element.tag == "textarea":
        return element.text.removeprefix("\n").replace("\n", "\r\n")
    if element.tag == "select":
        options = [each for each in elements if each.tag == "option" and element in each.inside]
        chosen = [each for each in options if each.get("selected") is not None] or options[:1]
        return chosen[0].get("value") if chosen else None
    if element.tag != "input" or element.get("type") == "file":
        return None
    if element.get("type") in ("radio", "checkbox") and element.get("checked") is None:
        return None
    return element.get("value") or ""


def as_if_quick(text):
    """The text as a machine with nothing else to do would show it: what was done, was just now."""
    return A_MOMENT_AGO.sub("just now", text)


def faults(response):
    """Everything that no page of ours may have."""
    page = Page(response.content.decode())
    return [*page.faults, *_of_ids(page), *_of_scripts(page, response), *_of_addresses(page)]


def _of_ids(page):
    ids = [each["id"] for each in page.elements if each.get("id") is not None]
    yield from (f"id {name!r} is used twice" for name in {n for n in ids if ids.count(n) > 1})
    for each in page.elements:
        for pointer in POINTERS:
            for name in (each.get(pointer) or "").split():
                if name not in ids:
                    yield f"<{each.tag}> {pointer} points to no {name!r}"


def _of_scripts(page, response):
    policy = response["Content-Security-Policy"]
    for each in page.elements:
        if each.tag == "script" and f"'nonce-{each.get('nonce')}'" not in policy:
            yield f"a script without this answer's nonce: {each.attributes}"
        if each.tag == "script" and not (each.get("src") or "").startswith("/static/"):
            yield f"a script that is not ours: {each.attributes} {each.text}"
        if each.tag in ("style", "iframe", "object", "embed", "base"):
            yield f"<{each.tag}> has no place on a page of ours"
        for name in each.attributes:
            if name.startswith(("on", "hx-on")) or name == "style":
                yield f"<{each.tag}> has an inline {name}"


def _of_addresses(page):
    for each in page.elements:
        for name in ADDRESSES:
            address = (each.get(name) or "").strip().lower()
            if address.partition(":")[0] in ("javascript", "data", "vbscript"):
                yield f"<{each.tag}> {name} runs {address!r}"


def refused(response, action):
    """What is said where a form was refused, and what is still typed in it."""
    assert response.status_code == 422
    assert faults(response) == []
    page = Page(response.content.decode())
    (notice,) = page.notice
    return notice, page.typed(action)
