"""How well participants, utterances and undertakings are joined across documents, measured on articles in marks.

Two files, one to tune on and one that nothing was tuned on. A pair of claims of one kind that stand in one group, of
the gold or of what was found, is the unit: precision and recall are over pairs.

    python -m tests.aggregate.gold
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from onrecord.aggregate import ledger, open_run
from onrecord.aggregate.variants import variants
from onrecord.records import Records
from tests.aggregate.build import articles

FOLDER = Path(__file__).parent


class Score(NamedTuple):
    """Pairs found rightly, found, and of the gold; and the pairs that are wrong or missing, to look at."""

    right: int
    found: int
    gold: int
    spurious: list[tuple[str, str]]
    missed: list[tuple[str, str]]

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0


def read(name: str) -> Records:
    """Return one of the two files: ``tuning`` or ``held_out``."""
    return articles((FOLDER / f"gold_{name}.txt").read_text(encoding="utf-8"))


def scores(records: Records) -> dict[str, Score]:
    """Join the claims of some articles and compare the groups with the gold."""
    with open_run(records) as run:
        run.participants  # noqa: B018 (makes the tables)
        query = "SELECT e.id, i.participant FROM entity e JOIN identities i USING (doc_id, entity_id)"
        participants = {row[0]: row[1] for row in run.rows(query)}
        utterances = {place.claim: cluster.id for cluster in variants(run) for place in cluster.places}
        undertakings = {place.claim: entry.id for entry in ledger(run) for place in entry.sources}
    gold = {
        kind: {c.id: c.rule for c in records.claims if c.kind == kind} for kind in ("entity", "quote", "commitment")
    }
    texts = {c.id: f"{c.doc_id}: {c.text}" for c in records.claims}
    return {
        "participants": _score(gold["entity"], participants, texts),
        "utterances": _score(gold["quote"], utterances, texts),
        "undertakings": _score(gold["commitment"], undertakings, texts),
    }


def _score(gold: Mapping[str, object], found: Mapping[str, object], texts: Mapping[str, str]) -> Score:
    right, guessed = _pairs(gold), _pairs({claim: group for claim, group in found.items() if claim in gold})
    named = [[(texts[a], texts[b]) for a, b in sorted(pairs)] for pairs in (guessed - right, right - guessed)]
    return Score(len(right & guessed), len(guessed), len(right), *named)


def _pairs(group_of: Mapping[str, Hashable] | Mapping[str, object]) -> set[tuple[str, str]]:
    groups: dict[object, list[str]] = defaultdict(list)
    for claim, group in sorted(group_of.items()):
        groups[group].append(claim)
    return {pair for members in groups.values() for pair in combinations(members, 2)}


if __name__ == "__main__":
    for file in ("tuning", "held_out"):
        for what, score in scores(read(file)).items():
            measured = f"precision {score.precision:.2f}  recall {score.recall:.2f}"
            print(f"{file:8}  {what:12}  {score.gold:3} pairs  {measured}")
