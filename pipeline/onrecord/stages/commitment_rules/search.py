"""All rules over a document: every reading that survives, one for each action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.stages import store
from onrecord.stages.commitment_rules import (
    adjectives,
    arranged,
    extents,
    implied,
    nouns,
    outlook,
    promissory,
    verbs,
)
from onrecord.stages.commitment_rules.reading import Reading, span
from onrecord.stages.commitment_rules.scene import Scene
from onrecord.stages.commitment_rules.words import ADJECTIVES, NOUNS, VERBS


def readings(doc: Doc, scene: Scene) -> list[Reading]:
    """Return the readings of a Doc that survive all checks, one for each action."""
    found = read(doc, scene)
    sifted = [r for r in map(outlook.sift, found) if r is not None]
    return without_nested(sifted)


def read(doc: Doc, scene: Scene) -> list[Reading]:
    """Return what the rules read in a Doc, before anything is dropped."""
    return [_without_speaker(r, scene) for i in scene.words.telling for r in _read(doc[i], scene)]


def _without_speaker(reading: Reading, scene: Scene) -> Reading:
    """End an action before the words that name who says it (*will spend €4m, its chairman, Omar Haddad, said*)."""
    quote = scene.said_in(reading.head, reading.target)
    start, end = reading.action
    if quote is None or quote.source is None or not start < quote.source.start < end:
        return reading
    first, last = scene.token(start).i, scene.token(quote.source.start).i
    if last <= max(first, reading.target.i):
        return reading
    return replace(reading, action=extents.extent(scene.doc, first, last))


def _read(token: Token, scene: Scene) -> Iterator[Reading]:
    tag, is_cue = token.tag_, token.i in scene.words.cues
    if tag in VERBS:
        if is_cue:
            yield from verbs.readings(token)
        if scene.words.is_under_modal(token.i):
            yield from promissory.readings(token, scene.quote(token))
            yield from implied.readings(token, scene.quote(token))
        if token.i in scene.words.infinitives:
            yield from arranged.readings(token)
        if tag == "VBG":
            yield from arranged.giving(token)
    if tag in NOUNS and is_cue:
        yield from nouns.readings(token)
    elif tag in ADJECTIVES and is_cue:
        yield from adjectives.readings(token)


def without_nested(found: list[Reading]) -> list[Reading]:
    """Drop readings that say again what another says, or lie inside the action of another.

    *Will refuse to sign* is one refusal, *plans to announce a ban* one plan. The more telling cue wins: a
    word of commitment over a modal, and of two words the outer one.
    """
    kept: dict[int, list[Reading]] = {}
    order = sorted(
        found,
        key=lambda r: (r.cue.pos == "modal", span(r)[0], r.cue.pos != "noun", -span(r)[1], -r.confidence),
    )
    for reading in order:
        neighbours = kept.setdefault(store.sentence_of(reading.head).start, [])
        if not any(_covers(other, reading) for other in neighbours):
            neighbours.append(reading)
    return [reading for neighbours in kept.values() for reading in neighbours]


def _covers(outer: Reading, inner: Reading) -> bool:
    if inner.target.i == outer.target.i or inner.cue_extent == outer.cue_extent and inner.action == outer.action:
        return True
    if inner.cue.pos == "modal" and (inner.target.i == outer.head.i or inner.head.i == outer.head.i):
        return True
    if outer.cue_extent[0] <= inner.target.idx < outer.cue_extent[1]:
        return True
    return outer.action[0] <= inner.cue_extent[0] and inner.cue_extent[1] <= outer.action[1]
