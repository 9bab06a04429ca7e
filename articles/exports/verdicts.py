"""Verdicts as rows to take away, made by PostgreSQL itself and streamed as they come.

What stands against a confidential source is left out here, in the one query all formats use.
"""

import json
from collections.abc import Iterator
from typing import Literal

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from articles.models import Article

Rows = Literal["claim", "evidence"]
Format = Literal["csv", "jsonl"]


Params = dict[str, str | list[int] | None]

COLUMNS = (
    "article_id", "article", "article_url", "version", "claim_id", "sentence", "claim",
    "claimant", "as_of", "status", "rating", "rating_value", "explanation", "checked_by",
    "checked_at", "signed_off_by", "signed_off_at", "sources", "quotes", "claim_url",
)  # fmt: skip
# Of these, the ones that hold words from outside: a spreadsheet must not run them.
WORDS = (
    "article", "article_url", "sentence", "claim", "claimant", "rating", "explanation",
    "checked_by", "signed_off_by", "sources", "quotes",
)  # fmt: skip

# One source or quote within a list may not hold the list's own divider.
EVIDENCE = """
    SELECT evidence.id, evidence.claim_id,
        replace(source.title
            || CASE WHEN source.author <> '' THEN ', by ' || source.author ELSE '' END
            || CASE WHEN source.url <> '' THEN ' <' || source.url || '>'
            WHEN source.reference <> '' THEN ' (' || source.reference || ')'
            ELSE '' END, '|', '/') AS source,
        replace(CASE WHEN evidence.quote = '' THEN NULL
            WHEN evidence.is_exact THEN evidence.quote
            ELSE '[not exact] ' || evidence.quote END, '|', '/') AS quote
    FROM articles_evidence evidence
    JOIN articles_source source ON source.id = evidence.source_id
    WHERE evidence.withdrawn_at IS NULL AND NOT source.is_confidential
"""
EACH_CLAIM = f"""
    LEFT JOIN LATERAL (
        SELECT string_agg(shown.source, '|' ORDER BY shown.id) AS sources,
            string_agg(shown.quote, '|' ORDER BY shown.id) AS quotes
        FROM ({EVIDENCE} AND evidence.claim_id = claim.id) shown
    ) evidence ON true
"""  # noqa: S608 -- no value of a user's in it
EACH_EVIDENCE = f"""
    LEFT JOIN LATERAL (
        SELECT shown.id AS evidence_id, shown.source AS sources, shown.quote AS quotes
        FROM ({EVIDENCE} AND evidence.claim_id = claim.id) shown
    ) evidence ON true
"""  # noqa: S608 -- no value of a user's in it
INSTANT = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
NAME = "coalesce(nullif(btrim({0}.first_name || ' ' || {0}.last_name), ''), {0}.username)"


def select(rows: Rows, where: str) -> str:
    return f"""
    SELECT article.id AS article_id, article.title AS article, article.url AS article_url,
        version.number AS version, claim.id AS claim_id, claim.sentence AS sentence,
        claim.sentence AS claim, claim.claimant AS claimant, claim.as_of AS as_of,
        claim.status AS status, rating.label AS rating, rating.value AS rating_value,
        verdict.explanation AS explanation,
        {NAME.format("author")} AS checked_by,
        {INSTANT.format("verdict.proposed_at")} AS checked_at,
        {NAME.format("signer")} AS signed_off_by,
        {INSTANT.format("verdict.signed_off_at")} AS signed_off_at,
        evidence.sources AS sources, evidence.quotes AS quotes,
        %(address)s || '/claims/' || claim.id || '/' AS claim_url
    FROM articles_claim claim
    JOIN articles_article article ON article.id = claim.article_id
    JOIN articles_articleversion version ON version.id = claim.version_id
    LEFT JOIN LATERAL (
        SELECT * FROM articles_verdict
        WHERE claim_id = claim.id AND status IN ('proposed', 'signed-off')
        ORDER BY status DESC LIMIT 1
    ) verdict ON true
    LEFT JOIN articles_rating rating ON rating.id = verdict.rating_id
    LEFT JOIN auth_user author ON author.id = verdict.author_id
    LEFT JOIN auth_user signer ON signer.id = verdict.signed_off_by_id
    {EACH_CLAIM if rows == "claim" else EACH_EVIDENCE}
    {where}
    ORDER BY article.id, version.number, claim.number
    {", evidence.evidence_id" if rows == "evidence" else ""}
    """  # noqa: S608 -- values are parameters


def harmless(column: str) -> str:
    """A cell that a spreadsheet would run, or take for an instruction, gets an apostrophe."""
    return (
        rf"CASE WHEN {column} ~ '^\s*[=+\-@＝＋－＠|%%]' OR {column} ~ '^[\t\r\n]'"
        f" THEN '''' || {column} ELSE {column} END AS {column}"
    )


def stream(
    articles: QuerySet[Article] | None = None, *, form: Format = "csv", rows: Rows = "claim"
) -> Iterator[bytes]:
    """The rows of these articles, or of all, as UTF-8 in pieces; memory stays flat.

    CSV is RFC 4180's with a header line and \\n line ends; times are ISO 8601 in UTC; lists
    are joined by `|`. JSON Lines hold the same columns, their cells as they are.
    """
    where = ""
    params: Params = {"address": settings.SITE_ADDRESS}
    if articles is not None:
        where = "WHERE article.id = ANY(%(articles)s)"
        params["articles"] = list(articles.order_by().values_list("pk", flat=True))
    query = select(rows, where)
    return _csv(query, params) if form == "csv" else _jsonl(query, params)


def _csv(query: str, params: Params) -> Iterator[bytes]:
    cells = ", ".join(harmless(column) if column in WORDS else column for column in COLUMNS)
    return written(f"SELECT {cells} FROM ({query}) found", params)  # noqa: S608


def written(select: str, params: Params) -> Iterator[bytes]:
    """What the query selects, as CSV in pieces while PostgreSQL still sends."""
    statement = f"COPY ({select}) TO STDOUT (FORMAT csv, HEADER)"
    with connection.cursor() as cursor, cursor.cursor.copy(statement, params) as out:
        for piece in out:
            yield bytes(piece)


def _jsonl(query: str, params: Params) -> Iterator[bytes]:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(query, params)
        while rows := cursor.fetchmany(2000):
            for row in rows:
                cells = dict(zip(COLUMNS, row, strict=False))
                yield (json.dumps(cells, ensure_ascii=False, default=str) + "\n").encode()
