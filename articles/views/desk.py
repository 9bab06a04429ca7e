"""The desk's list: which articles, how far each is, and who has it."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from articles.htmx import HtmxRequest, render_part
from articles.models import Article, ArticleVersion, Claim, Evidence
from articles.models.article import ArticleQuerySet
from articles.models.claim import OPEN, SET_ASIDE

A_PAGE = 25
MOST_FOR_ONE = 20
# Beyond this an article's strip would draw more strokes than there are dots for.
DRAWN = 1_000
CHECKER = re.compile(r"me|nobody|[0-9]{1,9}")
STANDINGS = {
    "open": "In check",
    "waiting": "Yours to sign off",
    "closed": "Nothing open",
    "released": "Released",
    "all": "All",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the filters of the list say; made from any query string, nonsense left out."""

    q: str = ""
    standing: str = "all"
    checker: str = ""

    @classmethod
    def read(cls, given: QueryDict) -> "Choice":
        standing = given.get("standing", "all")
        checker = given.get("with", "")
        return cls(
            q=given.get("q", "").replace("\0", "").strip()[:200],
            standing=standing if standing in STANDINGS else "all",
            checker=checker if CHECKER.fullmatch(checker) else "",
        )

    @property
    def is_everything(self) -> bool:
        return self == Choice()

    def query(self) -> str:
        named = {"q": self.q, "standing": self.standing, "with": self.checker}
        return urlencode({key: value for key, value in named.items() if value and value != "all"})

    def articles(self, user: User) -> ArticleQuerySet:
        found = Article.objects.saying(self.q) if self.q else Article.objects.all()
        if self.standing == "open":
            found = found.in_check()
        elif self.standing == "waiting":
            found = found.filter(pk__in=Claim.objects.awaiting(user).values("article"))
        elif self.standing == "closed":
            found = found.closed()
        elif self.standing == "released":
            found = found.released()
        if self.checker == "nobody":
            return found.with_checker(None)
        if self.checker:
            return found.with_checker(user.pk if self.checker == "me" else int(self.checker))
        return found


@dataclass(slots=True)
class Row:
    """An article on the list, with what is drawn and said of its claims."""

    article: Article
    sentences: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    statuses: list[str] = field(default_factory=list)
    checkers: list[User] = field(default_factory=list)

    @property
    def open(self) -> int:
        return sum(self.counts[status] for status in OPEN)

    @property
    def progress(self) -> str:
        """What is proposed and what is signed off, in words."""
        said = {"proposed": "proposed", "signed-off": "signed off", "waived": "waived"}
        parts = [f"{self.counts[key]} {word}" for key, word in said.items() if self.counts[key]]
        return ", ".join(parts)

    @property
    def counted(self) -> int:
        return self.sentences - sum(self.counts[status] for status in SET_ASIDE)


def rows(articles: Sequence[Article]) -> list[Row]:
    """The articles with their claims' standing, in a fixed number of queries."""
    by_id = {article.pk: Row(article) for article in articles}
    versions = ArticleVersion.objects.filter(article__in=by_id)
    for pk, sentences in versions.values_list("article", "sentences"):
        by_id[pk].sentences += sentences
    claims = Claim.objects.filter(article__in=by_id).order_by()
    for pk, status, count in claims.values_list("article", "status").annotate(Count("pk")):
        by_id[pk].counts[status] += count
    drawn = [pk for pk, row in by_id.items() if row.sentences <= DRAWN]
    in_order = claims.filter(article__in=drawn).order_by("article", "version", "number")
    for pk, status in in_order.values_list("article", "status"):
        by_id[pk].statuses.append(status)
    having: dict[int, set[int]] = defaultdict(set)
    taken = claims.filter(checker__isnull=False, status__in=OPEN)
    for pk, checker in taken.values_list("article", "checker").distinct():
        having[checker].add(pk)
    for user in User.objects.filter(pk__in=having).order_by("first_name", "username"):
        for pk in having[user.pk]:
            by_id[pk].checkers.append(user)
    return list(by_id.values())


@require_safe
@permission_required("articles.view_article", raise_exception=True)
def articles(request: HtmxRequest) -> HttpResponse:
    choice = Choice.read(request.GET)
    page: Page[Article] = Paginator(choice.articles(request.user), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "section": "articles",
        "choice": choice,
        "standings": STANDINGS,
        "checkers": _checkers(),
        "page": page,
        "rows": rows(list(page)),
        "in_check": Article.objects.in_check().count(),
        "waiting": _waiting(request.user),
        **_for(request.user),
        "is_empty": not page.paginator.count and choice.is_everything,
    }
    return render_part(request, "articles/article_list.html", "results", context)


def _for(user: User) -> dict[str, Any]:
    """What this person has to look at: evidence of theirs whose source has changed."""
    flagged = Evidence.objects.for_attention_of(user)
    first = flagged.select_related("source", "claim__article").order_by("-flagged_at", "-pk")
    shown = list(first[:MOST_FOR_ONE])
    more = flagged.count() - len(shown) if len(shown) == MOST_FOR_ONE else 0
    return {"for_you": shown, "more_for_you": more}


def _waiting(user: User) -> int:
    """How many verdicts wait for this person's sign-off, if their role may sign off."""
    if not user.has_perm("articles.sign_off_verdict"):
        return 0
    return Claim.objects.awaiting(user).count()


def _checkers() -> list[User]:
    having = Claim.objects.open().filter(checker__isnull=False).values("checker")
    return list(User.objects.filter(pk__in=having).order_by("first_name", "username"))
