"""Do the sentences that matter come first? By how each is scored, against labels of people."""

from collections import defaultdict
from pathlib import Path

from articles.management.measures import ranks
from articles.reading import worth
from articles.services import documents

# From this score on a sentence counts as called worth checking, for `f1`.
CALLED = 0.5


def measure(path: Path) -> dict[str, float]:
    groups: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for record in documents.records(path):
        score = worth.judge(record["text"]).score
        groups[str(record.get("group", ""))].append((score, bool(record["label"])))
    everything = [pair for group in groups.values() for pair in group]
    with_any = [group for group in groups.values() if any(label for _, label in group)]
    called = [label for score, label in everything if score >= CALLED]
    precisions = [ranks.average_precision(group) for group in with_any]
    figures = {
        "map": sum(precisions) / len(precisions) if precisions else 0.0,
        "ap": ranks.average_precision(everything),
        "f1": ranks.f1(
            right=sum(called), found=len(called), wanted=sum(label for _, label in everything)
        ),
        "auc": ranks.area_under_curve(everything),
    }
    return {name: round(value, 4) for name, value in figures.items()}
