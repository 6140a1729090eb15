"""How a verb of saying stands among the other verbs of its sentence: negated itself, coordinated with which."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import sense_of, speaker_nouns

FINITE = frozenset({"VBD", "VBZ", "VBP"})
COORDINATORS = frozenset({"and", "but", "or"})
NEGATORS = frozenset({"not", "never", "n't", "n’t"})
CLIMB_LIMIT = 12
JOINED = 7
"""Tokens after a coordinator among which the verb stands that it joins, auxiliaries and an adverb between."""
BEFORE = 4
"""Tokens before a verb among which its own negation stands."""


def is_negated(verb: Token) -> bool:
    """Whether a verb is negated itself; in "promised not to" and "vowed never to" the infinitive is."""
    if not grammar.is_negated(verb):
        return False
    doc = verb.doc
    if verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ in {"not", "never"}:
        return any(t.lower_ in NEGATORS for t in doc[max(store.sentence_of(verb).start, verb.i - BEFORE) : verb.i])
    return True


def coordinator(verb: Token) -> Token | None:
    """Return the "and" or "but" right before a finite verb group without a subject, over one adverb at most."""
    doc, finite = verb.doc, _finite(verb)
    if finite is None:
        return None
    at, first = finite.i - 1, store.sentence_of(verb).start
    if at > first and doc[at].pos_ == "ADV":
        at -= 1
    return doc[at] if at > first and doc[at].lower_ in COORDINATORS else None


def host(verb: Token) -> Token | None:
    """Return the verb above that a coordinated verb goes with where the parse has tied it to what was said.

    In *said the law would pass and promised help* the parse may join *promised* to *pass*. What shows that it goes on
    with *said*: the other verb is an infinitive or has a modal, its subject is nobody who can speak, or a comma sets
    off another verb of saying.
    """
    joint, finite = coordinator(verb), _finite(verb)
    if joint is None or finite is None or joint.lower_ == "or":
        return None
    first = next((t for t in grammar.conjuncts(verb) if t.i < verb.i), None)
    if first is None:
        return None
    if sense_of(verb) is None and any(grammar.is_passive(t) for t in (first, *grammar.conjuncts(first))):
        # In "should be sold and closed" the second participle looks like a past tense.
        return None
    above = [t for t in _above(first) if t.tag_ == finite.tag_ and t.i < first.i]
    if not above:
        return None
    stative = verb.lemma_.lower() in {"be", "have"}
    if grammar.is_infinitive(first) or (grammar.modal(first) is not None and not stative):
        return above[0]
    if sense_of(verb) is None:
        return None
    if joint.i > 0 and verb.doc[joint.i - 1].text == ",":
        return above[-1]
    return above[0] if _is_thing(first) else None


def _finite(verb: Token) -> Token | None:
    """Return the finite word of a verb group, auxiliary or verb; None for an infinitive or participle."""
    if verb.tag_ in FINITE:
        return verb
    first = grammar.verb_group(verb)[:1]
    return first[0] if first and first[0].tag_ in FINITE and verb.tag_ in {"VBN", "VBG", "VB"} else None


def _is_thing(verb: Token) -> bool:
    """Whether the subject of a verb is nothing that speaks: no pronoun, name, person or body."""
    heads = grammar.subjects(verb)[:1]
    return all(
        h.pos_ == "NOUN" and not h.ent_type_ and speaker_nouns().get(h.lemma_.lower()) in {None, "document"}
        for h in heads
    ) and bool(heads)


def left_behind(verb: Token) -> Token | None:
    """Return the first coordinator after a verb that goes on with it rather than with what it governs."""
    latest = -JOINED
    for token in verb.doc[verb.i + 1 : store.sentence_of(verb).end]:
        if token.lower_ in COORDINATORS:
            latest = token.i
        elif token.i - latest <= JOINED and token.pos_ == "VERB" and (joint := coordinator(token)) is not None:
            above = host(token)
            if above is not None and above.i <= verb.i:
                return joint
            if sense_of(token) is not None and any(t.i == verb.i for t in grammar.conjuncts(token)):
                return joint
    return None


def _above(token: Token) -> list[Token]:
    """Return the finite verbs above a token, nearest first."""
    found = []
    for _ in range(CLIMB_LIMIT):
        if token.head.i == token.i:
            break
        token = token.head
        if token.tag_ in FINITE and token.pos_ in {"VERB", "AUX"}:
            found.append(token)
    return found
