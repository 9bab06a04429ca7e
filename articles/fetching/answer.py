"""What came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from articles.fetching import charsets


@dataclass(frozen=True, slots=True)
class Answer:
    url: str  # where it came from in the end
    status: int  # 404 is an answer too
    media_type: str  # lower case, without parameters
    body: bytes  # unpacked
    headers: Mapping[str, str]  # lower-case names
    moved_to: str = ""  # set when every redirect on the way was permanent

    def text(self) -> str:
        return charsets.characters(self.body, parameter(self.headers, "charset"))

    @property
    def retry_after(self) -> float | None:
        """In how many seconds the server wants to be asked again, if it says so."""
        said = self.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdecimal():
            return float(said[:9])
        try:
            when = parsedate_to_datetime(said)
        except (ValueError, TypeError):
            return None
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max(0.0, (when - datetime.now(UTC)).total_seconds())


def media_type(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").split(";")[0].strip().lower()


def parameter(headers: Mapping[str, str], name: str) -> str:
    message = Message()
    message["content-type"] = headers.get("content-type", "").replace("\r", " ").replace("\n", " ")
    value = message.get_param(name, "")
    return value if isinstance(value, str) else str(value[2])
