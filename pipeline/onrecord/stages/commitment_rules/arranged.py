"""Arrangements without a word of undertaking: *is to build* and the headline infinitive, *UK to ban*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below, is_to
from onrecord.stages import store
from onrecord.stages.commitment_rules import extents, objects
from onrecord.stages.commitment_rules.actors import is_actor, is_body
from onrecord.stages.commitment_rules.lexicon import cue_for, giving_verbs, predictive
from onrecord.stages.commitment_rules.reading import Reading, of_cue

HEADLINE_LENGTH = 20
"""Longest sentence, in words, that can be a headline."""

SPENDING = frozenset(["spend", "invest", "commit", "put", "pour", "chip", "pump", "contribute", "inject"])


def readings(verb: Token) -> Iterator[Reading]:
    """Yield the arrangement a to-infinitive with a subject of its own states."""
    to = next((t for t in verb.doc[max(0, verb.i - 4) : verb.i] if is_to(t) and t.head.i == verb.i), None)
    if to is None or to.i == 0 or predictive().get(verb.lemma_.lower()) == "always" or grammar.is_passive(verb):
        return
    if grammar.modal(verb) is not None:
        return
    own = {c.i for c in below(verb)}
    subjects = tuple(s for s in grammar.subjects(verb) if s.i in own or s.head.i in own)
    subjects = tuple(s for s in subjects if s.i < to.i)
    above = verb.head
    if not subjects and above.i == above.head.i and above.i < to.i and above.pos_ in {"PROPN", "NOUN"}:
        subjects = _of_headline(above, to)
    if not subjects or not all(is_actor(s) for s in subjects):
        return
    before = verb.doc[to.i - 1]
    action = extents.action_of_clause(verb, extents.start_after(to, verb))
    cue = cue_for("plan", "intended")
    if before.lower_ in {"is", "are", "'s"} and before.i in own:
        extent = (before.idx, to.idx + len(to))
        yield of_cue(cue, verb, extent, verb, action, subjects, "is_to", 0.6)
    elif _is_headline(verb) and before.i >= subjects[0].i and not before.tag_.startswith("VB"):
        extent = (to.idx, to.idx + len(to))
        yield replace(of_cue(cue, verb, extent, verb, action, subjects, "headline", 0.7), act="announce")


def _of_headline(first: Token, to: Token) -> tuple[Token, ...]:
    """Return the actors of a headline without a finite verb: a name, or names with commas (*Chile, Peru to meet*)."""
    between = first.doc[first.i + 1 : to.i]
    if any(t.pos_ not in {"PROPN", "NOUN", "ADJ", "NUM", "PUNCT", "CCONJ", "PART", "ADP", "DET"} for t in between):
        return ()
    # The parse has several labels for names that only commas join.
    listed = [t for t in between if t.head.i == first.i and t.pos_ == "PROPN" and t.nbor(-1).text in {",", "and", "&"}]
    return (first, *(listed or [t for t in grammar.conjuncts(first) if t.i < to.i]))


def giving(verb: Token) -> Iterator[Reading]:
    """Yield what a body is giving, or is not, by arrangement: a verb in *-ing* (*is sending 18 tanks to Oman*)."""
    gives = giving_verbs().get(verb.lemma_.lower()) == "to" or verb.lemma_.lower() in SPENDING
    if not gives or grammar.tense(verb) != "present":
        return
    subjects = tuple(grammar.subjects(verb))
    negated = grammar.is_negated(verb)
    received = (
        grammar.obliques(verb, "to")
        or grammar.indirect_objects(verb)
        or [t for t in grammar.objects(verb) if objects.is_sum(t)]
    )
    if not subjects or not all(is_body(s) for s in subjects) or not grammar.objects(verb):
        return
    if grammar.modal(verb) is None and received and any(t.lower_ in extents.BE for t in grammar.verb_group(verb)):
        group = extents.verb_group(verb)
        action = extents.action_of_clause(verb, verb.i)
        cue = cue_for("refuse" if negated else "announce", "binding")
        reading = of_cue(cue, verb, group, verb, action, subjects, "progressive", 0.55)
        yield replace(reading, direction="not_do") if negated else reading


def _is_headline(verb: Token) -> bool:
    found = store.sentence_of(verb)
    sentence = verb.doc[found.start : found.end]
    if len(sentence) > HEADLINE_LENGTH or sentence.root.i not in {verb.i, verb.head.i}:
        return False
    return not any(t.tag_ in {"MD", "VBZ", "VBP", "VBD"} and t.head.i in {verb.i, verb.head.i, t.i} for t in sentence)
