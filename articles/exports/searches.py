"""The search log as rows to take away: one a search, those that found nothing included.

Nothing of a confidential search or source is in it but that there was one.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet

from articles.exports.verdicts import INSTANT, NAME, Params, harmless, written
from articles.models import Claim
from articles.models.suggestion import OUR_SEARCH

COLUMNS = (
    "article_id", "article", "version", "claim_id", "sentence", "searched_at", "by", "person",
    "place", "place_version", "query", "seconds", "hits", "result", "dismissed", "attached",
    "note", "error", "claim_url", "searched_on",
)  # fmt: skip
WORDS = (
    "article", "sentence", "person", "place", "place_version", "query", "dismissed", "attached",
    "note", "error",
)  # fmt: skip

DECIDED = """
    LEFT JOIN LATERAL (
        SELECT string_agg(replace(title || ': ' || reason, '|', '/'), '|' ORDER BY rank, id)
                FILTER (WHERE status = 'dismissed') AS dismissed,
            string_agg(replace(title, '|', '/'), '|' ORDER BY rank, id)
                FILTER (WHERE status = 'accepted') AS attached
        FROM articles_suggestion WHERE run_id = run.id
    ) decided ON true
"""
BY_MACHINE = f"""
    SELECT run.claim_id, coalesce(run.started_at, run.asked_at) AS moment, 1 AS kind, run.id,
        {INSTANT.format("coalesce(run.started_at, run.asked_at)")} AS searched_at,
        'machine' AS by, {NAME.format("asker")} AS person, provider.name AS place,
        CASE WHEN run.provider_version <> ''
            THEN '{OUR_SEARCH}' || run.provider_version ELSE '' END AS place_version,
        run.query AS query,
        round(extract(epoch FROM run.finished_at - run.started_at), 3) AS seconds,
        run.hits AS hits,
        CASE WHEN run.status IN ('queued', 'running') THEN 'under way'
            WHEN run.status = 'failed' THEN 'failed'
            WHEN run.hits = 0 THEN 'looked and found nothing'
            ELSE 'found' END AS result,
        decided.dismissed AS dismissed, decided.attached AS attached, '' AS note,
        run.error AS error, coalesce(run.started_at, run.asked_at)::date AS searched_on
    FROM articles_suggestionrun run
    JOIN articles_provider provider ON provider.id = run.provider_id
    LEFT JOIN auth_user asker ON asker.id = run.asked_by_id
    {DECIDED}
    WHERE %(claims)s::bigint[] IS NULL OR run.claim_id = ANY(%(claims)s::bigint[])
"""  # noqa: S608 -- values are parameters
SHOWN = "CASE WHEN search.is_confidential THEN '{}' ELSE {} END"
BY_HAND = f"""
    SELECT search.claim_id, search.recorded_at AS moment, 2 AS kind, search.id,
        {INSTANT.format("search.recorded_at")} AS searched_at,
        'hand' AS by, {NAME.format("seeker")} AS person,
        {SHOWN.format("A confidential search", "search.place")} AS place, '' AS place_version,
        {SHOWN.format("", "search.query")} AS query, NULL AS seconds,
        CASE WHEN NOT search.is_confidential THEN search.hits END AS hits,
        CASE WHEN search.is_confidential THEN 'not told'
            WHEN search.outcome = 'something' THEN 'found'
            WHEN search.hits > 0 THEN 'nothing of use'
            ELSE 'looked and found nothing' END AS result,
        NULL AS dismissed, NULL AS attached,
        {SHOWN.format("", "search.note")} AS note, '' AS error,
        CASE WHEN NOT search.is_confidential THEN search.searched_on END AS searched_on
    FROM articles_handsearch search
    JOIN auth_user seeker ON seeker.id = search.person_id
    WHERE %(claims)s::bigint[] IS NULL OR search.claim_id = ANY(%(claims)s::bigint[])
"""  # noqa: S608 -- values are parameters
QUERY = f"""
    SELECT article.id AS article_id, article.title AS article, version.number AS version,
        claim.id AS claim_id, claim.sentence AS sentence, found.searched_at, found.by,
        found.person, found.place, found.place_version, found.query, found.seconds, found.hits,
        found.result, found.dismissed, found.attached, found.note, found.error,
        %(address)s || '/claims/' || claim.id || '/' AS claim_url, found.searched_on
    FROM ({BY_MACHINE} UNION ALL {BY_HAND}) found
    JOIN articles_claim claim ON claim.id = found.claim_id
    JOIN articles_article article ON article.id = claim.article_id
    JOIN articles_articleversion version ON version.id = claim.version_id
    ORDER BY article.id, version.number, claim.number, found.moment, found.kind, found.id
"""  # noqa: S608 -- values are parameters


def stream(claims: QuerySet[Claim] | None = None) -> Iterator[bytes]:
    """The searches for these claims, or for all, as CSV in pieces as PostgreSQL sends them."""
    wanted = None if claims is None else list(claims.order_by().values_list("pk", flat=True))
    params: Params = {"address": settings.SITE_ADDRESS, "claims": wanted}
    cells = ", ".join(harmless(column) if column in WORDS else column for column in COLUMNS)
    return written(f"SELECT {cells} FROM ({QUERY}) log", params)  # noqa: S608
