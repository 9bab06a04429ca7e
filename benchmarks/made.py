"""Articles and verdicts made up to measure with: plausible lengths, every text another."""

import random

from django.contrib.auth.models import User
from django.db import connection

from articles.services.articles import Draft

WORDS = (  # noqa: SIM905
    "council budget minister hospital school river bridge storm harvest museum airport court "
    "company union vote report figure season market village"
).split()
VERBS = "announced reported built closed opened lost won spent saved raised cut found".split()  # noqa: SIM905


def sentence(chance: random.Random) -> str:
    subject = f"The {chance.choice(WORDS)} of {chance.choice(WORDS).capitalize()}shire"
    money = f"{chance.randint(2, 999)} million euros for the {chance.choice(WORDS)}"
    return f"{subject} {chance.choice(VERBS)} {money} in {chance.randint(1990, 2025)}."


def drafts(count: int, sentences: int, *, seed: int = 1) -> list[Draft]:
    chance = random.Random(seed)  # noqa: S311 -- made up, not secret
    made = []
    for number in range(count):
        parts = [
            f"Story {seed}-{number} begins here.",
            *(sentence(chance) for _ in range(sentences - 1)),
        ]
        blocks = [" ".join(parts[at : at + 4]) for at in range(0, sentences, 4)]
        made.append(Draft(title=f"Story {seed}-{number}", text="\n\n".join(blocks)))
    return made


def verdicts(count: int) -> None:
    """Give the first claims evidence and a signed-off verdict, straight into the tables."""
    writer, signer = (User.objects.create(username=f"bench-{n}-{count}") for n in range(2))
    with connection.cursor() as cursor:
        cursor.execute(SIGN_OFF, {"writer": writer.pk, "signer": signer.pk, "count": count})
        cursor.execute("ANALYZE")


SIGN_OFF = """
WITH chosen AS (
    SELECT id FROM articles_claim WHERE status = 'unchecked' ORDER BY id LIMIT %(count)s
), sources AS (
    INSERT INTO articles_source (medium, kind, title, url, reference, person, publisher,
        is_confidential, added_by_id, added_at)
    SELECT 'address', 'primary', 'Source ' || id, 'https://source.example/' || id, '', '', '',
        id %% 10 = 0, %(writer)s, now() FROM chosen
    RETURNING id, split_part(title, ' ', 2)::bigint AS claim_id
), attached AS (
    INSERT INTO articles_evidence (claim_id, source_id, stance, quote, is_exact, prefix, suffix,
        note, added_by_id, added_at, withdrawn_because)
    SELECT claim_id, id, 'supports', 'So it was reported by the source.', false, '', '', '',
        %(writer)s, now(), '' FROM sources RETURNING claim_id
), closed AS (
    UPDATE articles_claim SET status = 'signed-off' WHERE id IN (SELECT claim_id FROM attached)
    RETURNING id
)
SELECT count(*) FROM closed;
INSERT INTO articles_verdict (claim_id, rating_id, explanation, status, author_id, proposed_at,
    signed_off_by_id, signed_off_at, note)
SELECT claim.id, (SELECT id FROM articles_rating WHERE slug = 'confirmed'),
    'The source has the same figure for the same year.', 'signed-off', %(writer)s, now(),
    %(signer)s, now(), ''
FROM articles_claim claim
WHERE claim.status = 'signed-off'
    AND NOT EXISTS (SELECT FROM articles_verdict WHERE claim_id = claim.id)
"""
