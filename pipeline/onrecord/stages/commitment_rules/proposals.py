"""Candidates that no rule vouches for: wherever a word of undertaking or of the future stands with an action.

The rules take what is a commitment by its form. Much is one by what it says, and much of what has the form is
none; these candidates are for a judge to tell apart, and are never records by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.strings import get_string_id
from spacy.tokens import Token

from onrecord.stages.commitment_rules import proposed_clauses, proposed_words
from onrecord.stages.commitment_rules.reading import Reading
from onrecord.stages.commitment_rules.scene import Scene
from onrecord.stages.commitment_rules.words import ADJECTIVES, NOUNS, VERBS, Words

FUTURE_IDS = frozenset(map(get_string_id, proposed_clauses.ARRANGED | {"going"}))
"""Words of the future besides modals, as string ids."""
NEAR = 40
"""How many characters apart two cues of one action stand if they are two."""


def beyond(found: list[Reading], scene: Scene) -> list[Reading]:
    """Return the candidates of a document that say nothing a rule's reading says already.

    Args:
        found: What the rules read, before anything is dropped.
        scene: The document with what earlier stages found.
    """
    by_target: dict[int, list[Reading]] = {}
    for reading in found:
        by_target.setdefault(reading.target.i, []).append(reading)
    out: list[Reading] = []
    words = scene.words
    future = words.find(FUTURE_IDS).union(scene.doc[i].head.i for i in words.modals)
    for i in sorted(future.union(words.telling)):
        token = scene.doc[i]
        if i in future:
            for reading in proposed_clauses.modal(token):
                if reading.target.i not in by_target:
                    out.append(reading)
                    by_target.setdefault(reading.target.i, []).append(reading)
        for reading in _of_words(token, words):
            if not any(_same(reading, other) for other in by_target.get(reading.target.i, ())):
                out.append(reading)
                by_target.setdefault(reading.target.i, []).append(reading)
    return [r for r in out if r.action[0] < r.action[1]]


def _of_words(token: Token, words: Words) -> Iterator[Reading]:
    tag, is_cue = token.tag_, token.i in words.cues
    if tag in VERBS:
        if is_cue:
            yield from proposed_words.verb(token)
        if tag == "VBG":
            yield from proposed_clauses.progressive(token)
        if token.i in words.infinitives:
            yield from proposed_clauses.infinitive(token)
    if not is_cue:
        return
    if tag in {"VBN", "VBD", "JJ"}:
        yield from proposed_words.participle(token)
    if tag in NOUNS:
        yield from proposed_words.noun(token)
    if tag in ADJECTIVES:
        yield from proposed_words.adjective(token)


def _same(reading: Reading, other: Reading) -> bool:
    return other.cue.pos != "modal" and abs(other.cue_extent[0] - reading.cue_extent[0]) < NEAR
