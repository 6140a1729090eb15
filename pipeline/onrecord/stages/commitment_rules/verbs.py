"""Verbs of undertaking, planning, offering, refusing: *agreed to cut*, *ruled out raising*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.stages.commitment_rules import complements, extents, objects
from onrecord.stages.commitment_rules.actors import is_actor
from onrecord.stages.commitment_rules.lexicon import Cue, cues, dictionary_form
from onrecord.stages.commitment_rules.reading import Reading, of_cue

LOOSE = frozenset(["choose", "work", "prepare", "mean", "strive", "bid", "race"])
"""Verbs that tell of an undertaking less often than of an effort or a habit."""


def readings(verb: Token) -> Iterator[Reading]:
    """Yield what a verb commits to, one reading for each coordinated action that stands apart."""
    for cue in cues().get((dictionary_form(verb.lemma_.lower(), verb.lower_), "verb"), ()):
        if cue.particle and not has_particle(verb, cue.particle):
            continue
        for pattern in cue.patterns:
            found = list(_matches(verb, cue, pattern))
            if found:
                for reading in found:
                    unsure = cue.force == "tentative" or cue.lemma in LOOSE
                    yield replace(reading, confidence=reading.confidence - 0.25) if unsure else reading
                return


def has_particle(verb: Token, particle: str) -> bool:
    """Whether a particle or adjective belongs to a verb and stands right after it or after a short object."""
    after = verb.doc[verb.i + 1 : verb.i + 6]
    return any(t.lower_ == particle and (t.i == verb.i + 1 or t.head.i == verb.i) for t in after)


def _matches(verb: Token, cue: Cue, pattern: str) -> Iterator[Reading]:
    kind, _, rest = pattern.partition(":")
    if kind == "inf":
        yield from complements.infinitives(verb, cue, complements.actors(verb), "verb_infinitive", 0.9)
    elif kind == "for":
        yield from complements.for_infinitives(verb, cue)
    elif kind == "that":
        yield from complements.clauses(verb, cue)
    elif kind == "ger":
        yield from complements.gerunds(verb, cue, None, "verb_gerund", 0.85)
    elif kind == "obj":
        yield from _objects(verb, cue, rest)
    elif kind == "prep":
        word, _, wanted = rest.partition(":")
        yield from complements.gerunds(verb, cue, word, "verb_preposition", 0.8)
        yield from _governed(verb, cue, word, wanted)


def _objects(verb: Token, cue: Cue, wanted: str) -> Iterator[Reading]:
    passive = grammar.is_passive(verb)
    who = complements.actors(verb)
    for noun in _thing(verb):
        none = any(t.i < noun.i and t.lower_ == "no" for t in below(noun))
        if none and cue.act in {"offer", "announce", "plan"}:
            continue
        if not objects.fits(noun, wanted) or (noun.lemma_.lower(), "noun") in cues() and _completed(noun):
            continue
        alone = passive and noun.i < verb.i or wanted == "contract"
        action = extents.action_of_noun(noun, None if alone else verb)
        if wanted == "contract":
            # With whom it is signed belongs to it; where and when it was signed does not.
            partners = [t for t in grammar.obliques(verb, "with") if t.i > noun.i]
            action = (action[0], max([action[1], *(extents.action_of_noun(t)[1] for t in partners)]))
            # Whoever a contract is signed with is as bound by it as who signs it.
            with_whom = partners or [t for t in grammar.obliques(noun, "with") if t.i > noun.i]
            who = (*who, *(t for t in with_whom[:1] if is_actor(t) and not passive))
        confidence = 0.75 if wanted and not objects.is_sum(noun) else 0.8
        group = extents.verb_group(verb)
        yield of_cue(cue, verb, group, noun, action, who, "verb_object", confidence)


def _thing(verb: Token) -> list[Token]:
    """Return what is given: of two objects the later one, unless they are coordinated."""
    found = objects.given(verb)
    if len(found) > 1 and not any(t.i == found[-1].i for t in grammar.conjuncts(found[0])):
        return found[-1:]
    return found[:1]


def _completed(noun: Token) -> bool:
    """Whether a noun of commitment says itself what is to be done, so that its own rule reads it."""
    return bool(complements.infinitives_of(noun))


def _governed(verb: Token, cue: Cue, word: str, wanted: str) -> Iterator[Reading]:
    for noun in grammar.obliques(verb, word, f"{cue.particle} {word}".strip())[:1]:
        preposition = grammar.preposition(noun)
        if preposition is None or noun.i < verb.i or noun.tag_ == "VBG" or not objects.fits(noun, wanted):
            continue
        if not wanted and not objects.fits(noun, "deed") and not objects.fits(noun, "instrument"):
            continue
        action = extents.action_of_noun(noun)
        cue_extent = extents.verb_group(verb)
        if wanted == "contract":
            last = max(
                (c for c in (preposition, *below(noun)) if c.dep_ == "case" and c.i < noun.i), default=preposition
            )
            cue_extent = (cue_extent[0], last.idx + len(last))
        yield of_cue(cue, verb, cue_extent, noun, action, complements.actors(verb), "verb_preposition", 0.7)
