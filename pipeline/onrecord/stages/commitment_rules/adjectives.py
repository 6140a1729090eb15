"""Adjectives of readiness and resolve: *is ready to*, *committed to cutting*, *bent on securing*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import COPULAR_COMPLEMENT, OPEN_COMPLEMENT
from onrecord.stages.commitment_rules import complements, extents
from onrecord.stages.commitment_rules.lexicon import Cue, cues
from onrecord.stages.commitment_rules.objects import fits
from onrecord.stages.commitment_rules.reading import Reading, of_cue

REFUSED_WHEN_NEGATED = frozenset(["ready", "prepared", "willing", "happy", "open"])
ARRANGED = frozenset(["set", "due", "scheduled"])


def readings(word: Token) -> Iterator[Reading]:
    """Yield what an adjective, or a participle used as one, says its subject is ready or resolved to do."""
    seeming = word.head.lemma_ in {"appear", "seem", "look"} and word.dep_ in OPEN_COMPLEMENT | COPULAR_COMPLEMENT
    if seeming and grammar.is_negated(word.head):
        return  # what somebody does not seem ready to do is nobody's refusal
    for cue in cues().get((word.lower_, "adj"), ()):
        for reading in _matches(word, cue):
            if grammar.is_negated(word) and cue.lemma in REFUSED_WHEN_NEGATED:
                reading = replace(reading, act="refuse", direction="not_do", force="intended")
            yield reading
            return


def _matches(word: Token, cue: Cue) -> Iterator[Reading]:
    who = _holders(word)
    for pattern in cue.patterns:
        kind, _, preposition = pattern.partition(":")
        if kind == "inf":
            for reading in complements.infinitives(word, cue, who, "adjective_infinitive", 0.85):
                if cue.lemma in ARRANGED and not _arranges(reading.target):
                    continue
                yield reading
        elif kind == "prep":
            for reading in complements.gerunds(word, cue, preposition, "adjective_preposition", 0.85):
                yield replace(reading, actors=who)
            yield from _governed(word, cue, preposition, who)


def _holders(word: Token) -> tuple[Token, ...]:
    """Return whom the adjective is said of, also where it follows a noun (*a bank ready to lend*)."""
    found = grammar.subjects(word)
    if not found and word.head.i < word.i and word.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        found = [word.head]
    return tuple(found)


def _arranges(target: Token) -> bool:
    """Whether something arranged (*is set to*) is done by its subject rather than done to it."""
    return not grammar.is_passive(target) and target.lemma_ not in {"be", "become"} and target.tag_ == "VB"


def _governed(word: Token, cue: Cue, preposition: str, who: tuple[Token, ...]) -> Iterator[Reading]:
    for noun in grammar.obliques(word, preposition)[:1]:
        if noun.i < word.i or noun.tag_ == "VBG":
            continue
        if fits(noun, "deed") or fits(noun, "instrument") or fits(noun, "transfer"):
            action = extents.action_of_noun(noun)
            group = extents.verb_group(word)
            yield of_cue(cue, word, group, noun, action, who, "adjective_preposition", 0.6)
