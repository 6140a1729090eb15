"""Candidates around words of undertaking in frames the rules do not take, and around words near those."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import OBJECT
from onrecord.stages.commitment_rules import complements, extents, objects
from onrecord.stages.commitment_rules.lexicon import Cue, cues, dictionary_form, hints
from onrecord.stages.commitment_rules.reading import Extent, Reading, of_cue
from onrecord.stages.commitment_rules.verbs import has_particle

GERUND_REACH = 6
OWNING = frozenset(["to", "for", "on", "of", "against", "with"])
"""Prepositions between a noun of undertaking and what is undertaken."""


def _cue(word: Token, lemma: str, pos: str) -> Cue | None:
    rows = [r for r in cues().get((lemma, pos), ()) if not r.particle or has_particle(word, r.particle)]
    return rows[0] if rows else hints().get((lemma, pos))


def verb(word: Token) -> Iterator[Reading]:
    """Yield a verb with each kind of complement it has: infinitive, finite clause, -ing clause, object or oblique."""
    lemma = word.lemma_.lower()
    cue = _cue(word, dictionary_form(lemma, word.lower_), "verb") or _cue(word, lemma, "verb")
    if cue is None:
        return
    group, who = extents.verb_group(word), complements.actors(word)
    for clause in complements.infinitives_after(word)[:1]:
        own = [s for s in grammar.objects(word) if word.i < s.i < clause.i]
        start = own[0].left_edge.i if own else _start(clause)
        rule = "proposed_verb_object_infinitive" if own else "proposed_verb_infinitive"
        yield of_cue(cue, word, group, clause, extents.action_of_clause(clause, start), who, rule, 0.0)
    finite = [c for c in grammar.complements(word) if c.i > word.i and c.tag_ != "VBG" and not grammar.is_infinitive(c)]
    for clause in finite[:1]:
        start = min((s.left_edge.i for s in grammar.subjects(clause) if s.i < clause.i), default=clause.left_edge.i)
        action = extents.action_of_clause(clause, start)
        yield of_cue(cue, word, group, clause, action, who, "proposed_verb_clause", 0.0)
    for clause in word.doc[word.i + 1 : word.i + 1 + GERUND_REACH]:
        if clause.tag_ == "VBG" and clause.head.i == word.i:
            action = extents.action_of_clause(clause, clause.i)
            yield of_cue(cue, word, group, clause, action, who, "proposed_verb_gerund", 0.0)
            break
    yield from _nominal(word, cue, group, who)


def _nominal(word: Token, cue: Cue, group: Extent, who: tuple[Token, ...]) -> Iterator[Reading]:
    for thing in objects.given(word):
        if thing.pos_ in {"NOUN", "PROPN"} or thing.tag_ in {"CD", "$"}:
            action = extents.action_of_noun(thing, None if thing.i < word.i else word)
            yield of_cue(cue, word, group, thing, action, who, "proposed_verb_object", 0.0)
            return
    for thing in grammar.obliques(word):
        preposition = grammar.preposition(thing)
        if thing.i > word.i and preposition is not None and preposition.i <= word.i + 2:
            action = extents.action_of_noun(thing, word)
            yield of_cue(cue, word, group, thing, action, who, "proposed_verb_preposition", 0.0)
            return


def participle(word: Token) -> Iterator[Reading]:
    """Yield *planned cuts* and *aid promised*: the noun is what was undertaken."""
    cue = hints().get((word.lower_, "participle"))
    noun = word.head
    if cue is None or noun.i == word.i or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    if word.dep_ not in {"amod", "acl", "advcl"}:
        return
    who = tuple(grammar.possessors(noun))
    action = extents.action_of_noun(noun)
    yield of_cue(cue, word, (word.idx, word.idx + len(word)), noun, action, who, "proposed_participle", 0.0)


def noun(word: Token) -> Iterator[Reading]:
    """Yield a noun of undertaking with its infinitive, its prepositional phrase or the words before it."""
    cue = _cue(word, word.lemma_.lower(), "noun")
    if cue is None:
        return
    carrier = word.head if word.dep_ in OBJECT and word.head.tag_.startswith("VB") else None
    who = tuple(grammar.possessors(word))
    extent = word.idx, word.idx + len(word)
    if carrier is not None:
        who = tuple(grammar.subjects(carrier)) or who
        extent = min(extent[0], extents.verb_group(carrier)[0]), extent[1]
    for clause in complements.infinitives_after(word)[:1]:
        action = extents.action_of_clause(clause, _start(clause))
        yield of_cue(cue, word, extent, clause, action, who, "proposed_noun_infinitive", 0.0)
        return
    if word.dep_ == "nsubj" and word.head.tag_ == "VB" and word.head.i > word.i:
        clause = word.head
        action = extents.action_of_clause(clause, _start(clause))
        yield of_cue(cue, word, (word.idx, word.idx + len(word)), clause, action, who, "proposed_noun_copula", 0.0)
    for thing in grammar.obliques(word):
        preposition = grammar.preposition(thing)
        if thing.i > word.i and preposition is not None and preposition.lower_ in OWNING:
            action = extents.action_of_noun(thing)
            yield of_cue(cue, word, extent, thing, action, who, "proposed_noun_preposition", 0.0)
            return
    if word.left_edge.i < word.i:
        yield of_cue(cue, word, extent, word, extents.action_of_noun(word), who, "proposed_noun", 0.0)


def adjective(word: Token) -> Iterator[Reading]:
    """Yield an adjective of readiness with its infinitive, its -ing clause or its noun."""
    rows = cues().get((word.lower_, "adj")) or cues().get((word.lemma_.lower(), "adj"))
    if not rows:
        return
    be = [t for t in word.children if t.lower_ in extents.BE and t.i < word.i]
    extent = (be[0] if be else word).idx, word.idx + len(word)
    who = tuple(grammar.subjects(word))
    for clause in grammar.complements(word):
        if clause.i > word.i and (grammar.is_infinitive(clause) or clause.tag_ == "VBG"):
            action = extents.action_of_clause(clause, _start(clause))
            yield of_cue(rows[0], word, extent, clause, action, who, "proposed_adjective_clause", 0.0)
            return
    for thing in grammar.obliques(word):
        if thing.i > word.i:
            action = extents.action_of_noun(thing)
            yield of_cue(rows[0], word, extent, thing, action, who, "proposed_adjective_noun", 0.0)
            return


def _start(clause: Token) -> int:
    to = complements.own_to(clause)
    return extents.start_after(to, clause) if to is not None else clause.i
