"""nervaluate counts the same where it measures the same."""

from __future__ import annotations

import random
from typing import Any

import pytest

from onrecord.evaluate import evaluate
from onrecord.schema import Claim
from tests.evaluate.build import LETTERS, claim, records

nervaluate = pytest.importorskip("nervaluate", reason="nervaluate is a development tool")
LABELS = ["PERSON", "ORG", "GPE"]


def mentions(rng: random.Random) -> list[Claim]:
    """Mentions that do not overlap each other."""
    found: list[Claim] = []
    at = 0
    while (at := at + rng.randrange(1, 5)) < len(LETTERS) - 10:
        end = at + rng.randrange(2, 9)
        found.append(claim("entity", at, end, label=rng.choice(LABELS), id=f"{at}"))
        at = end
    return found


def disturbed(rng: random.Random, claims: list[Claim]) -> list[Claim]:
    """Some lost, some shortened, some with another label."""
    kept = [c for c in claims if rng.random() < 0.8]
    return [
        claim("entity", c.start + (rng.random() < 0.3), c.end, label=rng.choice([c.label, *LABELS]), id=c.id)  # type: ignore[union-attr]
        for c in kept
    ]


def theirs(claims: list[Claim]) -> list[dict[str, Any]]:
    # Their ends are inclusive.
    return [{"label": c.label, "start": c.start, "end": c.end - 1} for c in claims]  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", range(5))
def test_exact_and_strict(seed: int) -> None:
    rng = random.Random(seed)
    gold = mentions(rng)
    pred = disturbed(rng, gold)
    overall = nervaluate.Evaluator([theirs(gold)], [theirs(pred)], tags=LABELS).evaluate()["overall"]
    found = evaluate(records(*gold), records(*pred), resamples=0)
    spans = found["entity.spans.exact"]
    assert (spans.right, spans.gold, spans.pred) == (
        overall["exact"].correct,
        overall["exact"].possible,
        overall["exact"].actual,
    )
    assert spans.f1 == pytest.approx(overall["exact"].f1)
    assert (spans.precision, spans.recall) == (overall["exact"].precision, overall["exact"].recall)
    strict = sum(found[f"entity.label={label}.exact"].right for label in LABELS)
    assert strict == overall["strict"].correct < spans.right
