"""From a reading to the commitment record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord import grammar
from onrecord.schema import Commitment, Link, Quote, SubSpan
from onrecord.stages import store
from onrecord.stages.commitment_rules import anchors, conditions, judgement, status
from onrecord.stages.commitment_rules.cast import Cast
from onrecord.stages.commitment_rules.reading import Extent, Reading, span
from onrecord.stages.commitment_rules.scene import Scene

PERSONAL = frozenset(["he", "she", "they", "we", "i", "who"])


def build(
    scene: Scene, cast: Cast, reading: Reading, published: str | None, stage: str, *, judged: bool = False
) -> Commitment | None:
    """Return the record of a reading, or None where nobody commits.

    A reading that was ``judged`` to be a commitment is one, whoever commits. Committers stay empty where somebody
    commits whom the text does not name: behind a pronoun nobody can be found for, or in a passive that says who was
    promised or offered something.
    """
    doc = scene.doc
    quote = scene.said_in(reading.head, reading.target)
    if _of_others(reading, quote):
        return None
    committers = cast.committers(reading, quote)
    if not judged and not committers and not _by_somebody(reading):
        return None
    start, end = span(reading)
    condition = conditions.condition(reading)
    if condition is not None and condition[0] > start:
        end = max(end, condition[1])
    beneficiaries = [p for p in cast.beneficiaries(reading, quote) if p.name not in {c.name for c in committers}]
    links = [Link("committer", p.target) for p in committers if p.target is not None]
    links += [Link("beneficiary", p.target) for p in beneficiaries if p.target is not None]
    anchored = anchors.links(scene, reading, published, condition)
    links += anchored
    if quote is not None:
        links.append(Link("said_in", quote.id))
    if condition is not None and judgement.is_threat(reading, scene.text[condition[0] : condition[1]]):
        reading = replace(reading, act="threaten", force="intended")
    fields: dict[str, Any] = {
        "act": reading.act,
        "direction": reading.direction,
        "polarity": reading.polarity,
        "force": reading.force,
        "conditional": condition is not None,
        "condition": _sub(scene.text, condition) if condition is not None else None,
        "status": status.status(scene, reading, published),
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


def _of_others(reading: Reading, quote: Quote | None) -> bool:
    """Whether a speaker tells what somebody else wants, hopes or weighs, which binds neither."""
    if quote is None or quote.mode != "direct" or reading.force != "tentative":
        return False
    return not any(t.lower_ in {"i", "we"} for t in reading.actors)


def _by_somebody(reading: Reading) -> bool:
    if reading.actors and reading.cue.pos == "noun":
        return False
    if reading.actors:
        return all(t.lower_ in PERSONAL or t.lower_ == "it" and reading.cue.pos != "modal" for t in reading.actors)
    told = reading.cue.act in {"promise", "offer"} and reading.cue.pos == "verb" and grammar.is_passive(reading.head)
    return told and bool(grammar.objects(reading.head))


def _sub(text: str, extent: Extent) -> SubSpan:
    return SubSpan(extent[0], extent[1], text[extent[0] : extent[1]])
