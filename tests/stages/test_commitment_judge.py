"""The judge of commitments: its network, what it may not overrule, what it is asked about, and how it is kept."""

from __future__ import annotations

import math

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.schema import Commitment, Entity
from onrecord.stages import store
from onrecord.stages.commitment_judge import candidates, choice
from onrecord.stages.commitment_judge.network import ACTS, FORCES, Judge, Verdicts, gelu
from onrecord.stages.commitment_rules.cast import Cast
from onrecord.stages.commitment_rules.scene import Scene
from onrecord.stages.commitments import CommitmentStage

PLAIN = "Tallin Rail will build 40 stations by 2031, its chairman said. The plan was drawn up with Corvo."


class Always(Judge):
    """A judge that finds every candidate as sure as it is told."""

    def __init__(self, chance: float) -> None:
        self.chance, self.data = chance, b""

    def __call__(self, found: list[candidates.Candidate], vectors: np.ndarray) -> Verdicts:
        n = len(found)
        act, force = np.zeros((n, len(ACTS)), np.float32), np.zeros((n, len(FORCES)), np.float32)
        act[:, ACTS.index("plan")] = force[:, FORCES.index("tentative")] = 1.0
        return Verdicts(np.full(n, self.chance, np.float32), act, force)


def judge_of(nlp: Language) -> Judge:
    judge = nlp.get_pipe("onrecord_commitments").judge  # type: ignore[attr-defined]
    assert isinstance(judge, Judge)
    return judge


def seen(doc: Doc) -> list[candidates.Candidate]:
    return candidates.of(doc, Scene(doc), Cast(doc), None, "commitments")


@pytest.mark.parametrize("x", [-3.0, -0.5, 0.0, 0.7, 4.0])
def test_gelu_is_near_the_exact_function(x: float) -> None:
    exact = x * 0.5 * (1 + math.erf(x / math.sqrt(2)))
    assert gelu(np.array([x], dtype=np.float32))[0] == pytest.approx(exact, abs=1e-3)


def test_verdicts_are_probabilities(shipped: Language) -> None:
    doc = shipped(PLAIN)
    found = seen(doc)
    verdicts = judge_of(shipped)(found, doc.tensor)
    assert len(found) == len(verdicts.commitment) > 0
    assert ((verdicts.commitment >= 0) & (verdicts.commitment <= 1)).all()
    assert verdicts.act.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    assert verdicts.force.sum(axis=1) == pytest.approx(1.0, abs=1e-5)


def test_verdicts_do_not_depend_on_the_other_candidates(shipped: Language) -> None:
    doc = shipped(PLAIN)
    found = seen(doc)
    together = judge_of(shipped)(found, doc.tensor).commitment
    alone = [judge_of(shipped)([c], doc.tensor).commitment[0] for c in found]
    assert together == pytest.approx(alone, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "Will Kenya promise to send doctors?",
        "If Kenya pledged to build the dam, farmers would cheer.",
        "The minister could promise more aid.",
        "The firm would have agreed to sell the mine.",
        "The mayor was ordered to promise a review.",
        "“They say we will close the school,” said Marta Ruiz.",
        "The jury will decide on Friday.",
        "Ana Lowell will jump first.",
        "The firm declined to comment.",
    ],
)
def test_no_judge_overrules_the_guideline(shipped: Language, text: str) -> None:
    doc = shipped(text)
    assert CommitmentStage(0.0, 0.0, Always(1.0)).find(doc) == []


def test_a_rule_vouches_and_a_proposal_needs_more(shipped: Language) -> None:
    doc = shipped("Peru pledged to build a port. Sailors are selling their boats.")
    low = CommitmentStage(0.5, 0.1, Always(0.3)).find(doc)
    assert [c.text for c in low] == ["pledged to build a port"]
    assert [c.text for c in CommitmentStage(0.5, 0.4, Always(0.3)).find(doc)] == []
    high = CommitmentStage(0.5, 0.1, Always(0.9)).find(doc)
    assert [c.text for c in high] == ["pledged to build a port", "are selling their boats"]
    assert {c.confidence for c in high} == {0.9}
    # Act and force of what only the judge vouches for are the judge's, of the rule's reading the rule's.
    assert [(c.act, c.force) for c in high] == [("promise", "binding"), ("plan", "tentative")]


def test_one_action_is_one_commitment(shipped: Language) -> None:
    doc = shipped("Airbus signed a deal to supply Oman with 12 helicopters.")
    found = seen(doc)
    assert len(found) > 1
    n = len(found)
    every = Verdicts(
        np.full(n, 0.9, np.float32), np.ones((n, len(ACTS)), np.float32), np.ones((n, len(FORCES)), np.float32)
    )
    taken = choice.chosen(found, every, 0.5, 0.1)
    assert [r.rule for _, r in taken] == ["noun_infinitive"]


def test_the_judge_travels_with_the_stage(shipped: Language, tmp_path: object) -> None:
    doc = shipped(PLAIN)
    stage = CommitmentStage(judge=judge_of(shipped))
    found = stage.find(doc)
    assert found
    assert CommitmentStage().from_bytes(stage.to_bytes()).find(doc) == found
    stage.to_disk(str(tmp_path))
    assert CommitmentStage().from_disk(str(tmp_path)).find(doc) == found


def test_without_vectors_the_rules_decide(shipped: Language) -> None:
    doc = shipped(PLAIN)
    doc.tensor = np.zeros((0,), dtype=np.float32)
    judged, ruled = CommitmentStage(judge=judge_of(shipped)), CommitmentStage()
    assert judged.find(doc) == ruled.find(doc) != []


def test_only_actors_of_records_become_mentions(shipped: Language) -> None:
    doc = shipped("The harbour board may sell a crane. The ferry union agreed to work on Sundays.")
    linked = {link.target for c in store.get(doc, Commitment) for link in c.links if link.role == "committer"}
    nominal = {e.id for e in store.get(doc, Entity) if e.stage == "commitments"}
    assert nominal <= linked
