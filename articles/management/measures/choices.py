"""Which models a measurement compares, each named as FACTCHECK_MODEL would name it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.core.management.base import CommandError
from django.test.utils import override_settings

from articles.models import EmbeddingModel
from articles.ranking.meaning import ModelUnavailable
from articles.services import vectors

WORDS_ONLY = "by words only"


@dataclass(frozen=True, slots=True)
class Choice:
    """A model, or none; two are the same when their files are."""

    setting: str = field(compare=False)
    sha256: str
    """Of its files; empty when words alone are searched."""

    @property
    def is_off(self) -> bool:
        return not self.sha256

    @property
    def name(self) -> str:
        """For people; folders of one name are told apart by what is in them."""
        if self.is_off:
            return WORDS_ONLY
        called = vectors.called(self.setting)
        return called if self.setting == vectors.PACKAGED else f"{called} ({self.sha256[:8]})"


def chosen(setting: str) -> Choice:
    """Raises CommandError, in words, for a model that cannot be loaded."""
    if setting == vectors.OFF:
        return Choice(setting, "")
    try:
        return Choice(setting, vectors.loaded(setting).sha256)
    except ModelUnavailable as error:
        raise CommandError(f"{setting}: {error}") from error


def in_use() -> Choice | None:
    """What the library's vectors are of: words only as long as no worker has made any.

    None when neither the settings nor the packages have that model, so that nothing can be
    asked of it here.
    """
    row = EmbeddingModel.objects.filter(is_current=True).first()
    if row is None:
        return Choice(vectors.OFF, "")
    for setting in (settings.MEANING_MODEL, vectors.PACKAGED):
        try:
            choice = chosen(setting)
        except CommandError:
            continue
        if choice.sha256 == row.sha256:
            return choice
    return None


@contextmanager
def using(choice: Choice) -> Iterator[None]:
    """Search and make vectors with this one; only this process does."""
    with override_settings(MEANING_MODEL=choice.setting):
        yield
