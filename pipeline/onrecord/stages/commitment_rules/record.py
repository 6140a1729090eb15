"""From a reading to the commitment record."""

from __future__ import annotations

from typing import Any

from onrecord.schema import Commitment, Link, SubSpan
from onrecord.stages import store
from onrecord.stages.commitment_rules import anchors, judgement
from onrecord.stages.commitment_rules.cast import Cast
from onrecord.stages.commitment_rules.reading import Extent, Reading, span
from onrecord.stages.commitment_rules.scene import Scene


def build(scene: Scene, cast: Cast, reading: Reading, published: str | None, stage: str) -> Commitment | None:
    """Return the record of a reading, or None where nobody is named who commits."""
    doc = scene.doc
    quote = scene.said_in(reading.head, reading.target)
    committers = cast.committers(reading, quote)
    if not committers:
        return None
    start, end = span(reading)
    condition = judgement.condition(reading)
    if condition is not None and condition[0] > start:
        end = max(end, condition[1])
    beneficiaries = [p for p in cast.beneficiaries(reading, quote) if p.name not in {c.name for c in committers}]
    links = [Link("committer", p.target) for p in committers if p.target is not None]
    links += [Link("beneficiary", p.target) for p in beneficiaries if p.target is not None]
    anchored = anchors.links(scene, reading, published)
    links += anchored
    if quote is not None:
        links.append(Link("said_in", quote.id))
    fields: dict[str, Any] = {
        "act": reading.act,
        "direction": reading.direction,
        "polarity": reading.polarity,
        "force": reading.force,
        "conditional": condition is not None,
        "condition": _sub(scene.text, condition) if condition is not None else None,
        "status": judgement.status(scene, reading, published),
        "specificity": judgement.specificity(reading, anchored),
        "voice": judgement.voice(quote, reading),
        "cue": _sub(scene.text, reading.cue_extent),
        "action": _sub(scene.text, reading.action),
        "committers": [p.name for p in committers],
        "beneficiaries": [p.name for p in beneficiaries],
    }
    return store.make(
        doc,
        Commitment,
        start,
        end,
        fragments=[reading.first_cue, reading.action] if reading.first_cue is not None else [],
        salt=f"{reading.cue_extent}{reading.action}",
        stage=stage,
        rule=reading.rule,
        confidence=reading.confidence,
        links=links,
        **fields,
    )


def _sub(text: str, extent: Extent) -> SubSpan:
    return SubSpan(extent[0], extent[1], text[extent[0] : extent[1]])
