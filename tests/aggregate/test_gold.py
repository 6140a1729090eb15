"""Joining across documents on articles in marks: what is joined must be right; how much is found must not sink."""

from __future__ import annotations

import pytest

from tests.aggregate import gold


@pytest.fixture(scope="module")
def held_out() -> dict[str, gold.Score]:
    return gold.scores(gold.read("held_out"))


@pytest.mark.parametrize(("what", "least"), [("participants", 0.95), ("utterances", 0.74), ("undertakings", 0.99)])
def test_held_out_articles(what: str, least: float, held_out: dict[str, gold.Score]) -> None:
    score = held_out[what]
    assert score.spurious == []
    assert score.recall >= least, score.missed
