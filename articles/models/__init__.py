"""What is true: tables, the constraints on them, and the questions asked of them."""

from articles.models.article import Article, ArticleLink, ArticleVersion
from articles.models.claim import Claim, Status
from articles.models.desk_set import DeskFigures, DeskPair, DeskSet
from articles.models.event import Event, HistoryHead
from articles.models.evidence import Condition, Evidence, Stance
from articles.models.feed import Feed, FeedPage
from articles.models.hand_search import HandSearch
from articles.models.ingest import Ingest, IngestFault
from articles.models.library import Lexeme, LibraryDocument, LibraryStatistics, Passage
from articles.models.look import Look
from articles.models.opening import Opening
from articles.models.owner import Owner
from articles.models.page import PageFetching
from articles.models.provider import Provider
from articles.models.rating import Rating, RatingScale
from articles.models.review import FollowedReview
from articles.models.source import Snapshot, Source
from articles.models.suggestion import Suggestion, SuggestionRun
from articles.models.vector import (
    EmbeddingModel,
    PassageSentences,
    PassageToEmbed,
    PassageVector,
)
from articles.models.verdict import Verdict

__all__ = [
    "Article",
    "ArticleLink",
    "ArticleVersion",
    "Claim",
    "Condition",
    "DeskFigures",
    "DeskPair",
    "DeskSet",
    "EmbeddingModel",
    "Event",
    "Evidence",
    "Feed",
    "FeedPage",
    "FollowedReview",
    "HandSearch",
    "HistoryHead",
    "Ingest",
    "IngestFault",
    "Lexeme",
    "LibraryDocument",
    "LibraryStatistics",
    "Look",
    "Opening",
    "Owner",
    "PageFetching",
    "Passage",
    "PassageSentences",
    "PassageToEmbed",
    "PassageVector",
    "Provider",
    "Rating",
    "RatingScale",
    "Snapshot",
    "Source",
    "Stance",
    "Status",
    "Suggestion",
    "SuggestionRun",
    "Verdict",
]
