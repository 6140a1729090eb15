"""Candidate clauses without a word of undertaking: a modal, an infinitive that stands alone, a present progressive."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.commitment_rules import complements, extents, modals
from onrecord.stages.commitment_rules.actors import is_actor
from onrecord.stages.commitment_rules.lexicon import cue_for, cues, hints
from onrecord.stages.commitment_rules.reading import Reading, of_cue

ARRANGED = frozenset(["due", "set", "scheduled", "slated", "expected", "ready", "poised", "bound"])
HEADLINE_LENGTH = 16
"""Longest sentence, in words, that can be a headline with the infinitive below its first noun."""


def modal(token: Token) -> Iterator[Reading]:
    """Yield what stands under *will*, *would*, *may* or *is due to*, whoever its subject is."""
    found = modals.read(token)
    if found is not None:
        _, cue_extent, start = found
        action = extents.action_of_clause(token, start)
        who = tuple(grammar.subjects(token))
        yield of_cue(cue_for("announce"), token, cue_extent, token, action, who, "proposed_modal", 0.0)
    elif token.lower_ in ARRANGED:
        for clause in complements.infinitives_after(token):
            group = extents.verb_group(token) if token.tag_.startswith("V") else (token.idx, token.idx + len(token))
            who = tuple(grammar.subjects(token))
            yield _infinitive(token, clause, group, who, "proposed_arrangement")
            return


def progressive(verb: Token) -> Iterator[Reading]:
    """Yield what somebody is doing, a verb in *-ing*, which may be what they are about to do (*is sending*)."""
    lemma = verb.lemma_.lower()
    if (lemma, "verb") in cues() or (lemma, "verb") in hints():
        return
    if not any(t.lower_ in extents.BE for t in grammar.verb_group(verb)) or grammar.tense(verb) != "present":
        return
    who = tuple(grammar.subjects(verb))
    if who and all(is_actor(t) or t.pos_ == "PRON" for t in who):
        action = extents.action_of_clause(verb, verb.i)
        group = extents.verb_group(verb)
        yield of_cue(cue_for("announce", lemma="be"), verb, group, verb, action, who, "proposed_progressive", 0.0)


def infinitive(verb: Token) -> Iterator[Reading]:
    """Yield an infinitive that a form of *be*, a noun or a headline carries (*is to meet*, *a law to be passed*)."""
    to = complements.own_to(verb) if verb.tag_ == "VB" else None
    if to is None or to.i == 0 or verb.dep_ not in {"acl", "ROOT", "xcomp", "advcl", "csubj"}:
        return
    before = verb.doc[to.i - 1]
    extent = to.idx, to.idx + len(to)
    if before.lower_ in extents.BE:
        who = tuple(grammar.subjects(verb))
        yield _infinitive(verb, verb, (before.idx, extent[1]), who, "proposed_is_to")
    elif verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"} and grammar.is_passive(verb):
        yield _infinitive(verb, verb, extent, (verb.head,), "proposed_to_be")
    elif verb.dep_ == "ROOT":
        yield _infinitive(verb, verb, extent, (), "proposed_headline")
    elif verb.head.dep_ == "ROOT" and verb.dep_ in {"acl", "advcl"} and _is_short(verb):
        yield _infinitive(verb, verb, extent, (verb.head,), "proposed_headline")


def _is_short(verb: Token) -> bool:
    sentence = store.sentence_of(verb)
    return sentence.end - sentence.start < HEADLINE_LENGTH


def _infinitive(head: Token, verb: Token, cue: tuple[int, int], who: tuple[Token, ...], rule: str) -> Reading:
    to = complements.own_to(verb)
    action = extents.action_of_clause(verb, extents.start_after(to, verb) if to is not None else verb.i)
    act = "announce" if rule == "proposed_headline" else "plan"
    return of_cue(cue_for(act, lemma="to"), head, cue, verb, action, who, rule, 0.0)
