"""The candidates of a document with what the judge is told about each."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord import grammar
from onrecord.schema import Commitment
from onrecord.stages.commitment_rules import evidence, outlook, proposals, record, search, vetoes
from onrecord.stages.commitment_rules.cast import Cast
from onrecord.stages.commitment_rules.reading import Reading, span
from onrecord.stages.commitment_rules.scene import Scene

LEAST = 0.5
"""Confidence from which the rules alone take a reading for a commitment."""
MOST_RIVALS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """What might be a commitment.

    Attributes:
        reading: What a rule or a proposal read, polarity settled where the rules could.
        record: The record the rules alone would write, if any.
        features: What speaks for and against it, by name.
        places: Indices of the words whose vectors the judge sees: cue, action, the word before, the last, the subject
            (-1 where there is none).
        span: Token indices of the candidate, half-open; the judge sees the mean of their vectors too.
    """

    reading: Reading
    record: Commitment | None
    features: dict[str, float]
    places: tuple[int, int, int, int, int]
    span: tuple[int, int]


def of(doc: Doc, scene: Scene, cast: Cast, published: str | None, stage: str) -> list[Candidate]:
    """Return the candidates of a document in the order of their words."""
    found = search.read(doc, scene)
    sifted = [outlook.sift(r) for r in found]
    kept = {id(r) for r in search.without_nested([r for r in sifted if r is not None]) if r.confidence >= LEAST}
    out = []
    for reading, checked in zip(found, sifted, strict=True):
        if reading.action[0] < reading.action[1] and not vetoes.is_ruled_out(reading, scene.quote(reading.head)):
            keep = checked is not None and id(checked) in kept
            built = record.build(scene, cast, checked, published, stage) if keep and checked is not None else None
            out.append(_candidate(doc, scene, reading, checked or reading, keep, built))
    proposed = (r for r in proposals.beyond(found, scene) if not vetoes.is_ruled_out(r, scene.quote(r.head)))
    out += [_candidate(doc, scene, r, r, False, None) for r in proposed]
    out.sort(key=lambda c: (span(c.reading), c.reading.rule))
    return _with_rivals(out)


def _candidate(
    doc: Doc, scene: Scene, reading: Reading, checked: Reading, kept: bool, built: Commitment | None
) -> Candidate:
    features = evidence.of(reading, scene, kept)
    if built is not None:
        features |= {"built": 1.0, f"built={reading.rule}": 1.0}
    start, end = span(reading)
    first, last = scene.token(start).i, scene.token(max(start, end - 1)).i
    subjects = reading.actors or tuple(grammar.subjects(reading.head))
    places = (
        reading.head.i,
        reading.target.i,
        max(0, first - 1),
        last,
        subjects[0].i if subjects else -1,
    )
    return Candidate(checked, built, features, places, (first, last + 1))


def _with_rivals(found: list[Candidate]) -> list[Candidate]:
    """Add what is said of a candidate by the others that share words with it."""
    for candidate in found:
        start, end = candidate.span
        rivals = [c for c in found if c is not candidate and c.span[0] < end and start < c.span[1]]
        if rivals:
            candidate.features["rivals"] = min(MOST_RIVALS, len(rivals)) / MOST_RIVALS
        if any("kept" in c.features for c in rivals):
            candidate.features["rival_kept"] = 1.0
        if any("kept" in c.features and c.places[1] == candidate.places[1] for c in rivals):
            candidate.features["same_action_kept"] = 1.0
    return found
