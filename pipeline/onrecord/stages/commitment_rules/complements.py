"""The clauses a cue of commitment takes: to-infinitives, *that* clauses, -ing clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import OBJECT, below, is_to
from onrecord.stages.commitment_rules import extents
from onrecord.stages.commitment_rules.actors import is_actor
from onrecord.stages.commitment_rules.lexicon import Cue, reporting_verbs
from onrecord.stages.commitment_rules.reading import Reading, of_cue

FUTURE = frozenset({"will", "would", "shall", "wo", "'ll", "’ll"})
PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "who"])
SIGNING = frozenset(["sign", "reach", "strike", "ink", "conclude", "seal", "make", "announce", "enter"])
"""Verbs whose purpose clause is what the agreement that is signed is about."""
REACH = 9
"""Farthest an infinitive may begin after its cue (*agreed late last year at a summit to*), in words."""


def actors(verb: Token) -> tuple[Token, ...]:
    """Return who does a verb: its subjects, or the *by* phrase where it is passive."""
    if not grammar.is_passive(verb):
        found = tuple(grammar.subjects(verb))
        return found if not found or any(is_actor(s) or s.tag_ == "PRP" for s in found) else _reporters(verb) or found
    by = grammar.agent(verb)
    return (by, *grammar.conjuncts(by)) if by is not None else ()


def _reporters(verb: Token) -> tuple[Token, ...]:
    """Return who reports the clause that the parse coordinates a verb with, where its subject cannot act.

    In *She alleged that the route was changed, and threatened to sue* the parse often joins *threatened* to
    *changed*.
    """
    if verb.dep_ != "conj" or verb.head.i == verb.i:
        return ()
    above = grammar.governing_verb(verb.head)
    if above is None or above.lemma_.lower() not in reporting_verbs():
        return ()
    said_by = grammar.subjects(above)
    return tuple(said_by) if said_by and all(is_actor(s) for s in said_by) else ()


def infinitives(head: Token, cue: Cue, who: tuple[Token, ...], rule: str, confidence: float) -> Iterator[Reading]:
    """Yield the to-infinitives of a cue that its subject controls; each with its own *to* is a reading."""
    if cue.pos == "verb" and grammar.is_passive(head):
        return
    first = next((c for c in infinitives_of(head) if _controlled(head, c, cue)), None)
    if first is None:
        return
    cue_extent = extents.verb_group(head) if cue.pos != "noun" else (head.idx, head.idx + len(head))
    targets = [first, *(t for t in grammar.conjuncts(first) if t.i > first.i and own_to(t) is not None)]
    for number, target in enumerate(targets):
        to = own_to(target)
        start = extents.start_after(to, target) if to is not None else target.i
        reading = of_cue(cue, head, cue_extent, target, extents.action_of_clause(target, start), who, rule, confidence)
        astray = [] if grammar.objects(target) else [t for t in grammar.objects(head) if t.left_edge.i == target.i + 1]
        if astray:
            # The parse gave the cue what its infinitive governs (*works to raise more than $60m*).
            reading = replace(reading, action=(reading.action[0], extents.action_of_noun(astray[0])[1]))
        later = [t for t in targets[number + 1 :]]
        if later:
            stop = extents.extent(head.doc, start, _before(own_to(later[0]), start))
            reading = replace(reading, action=stop)
        if to is not None and _has_not(head, target):
            reading = _flip(reading)
        yield replace(reading, first_cue=cue_extent) if number else reading


def for_infinitives(head: Token, cue: Cue) -> Iterator[Reading]:
    """Yield what a cue lets somebody else do (*agreed for the road to be closed*)."""
    cue_extent = extents.verb_group(head)
    for child in below(head):
        word = grammar.marker(child)
        if child.i < head.i or word is None or word.lower_ != "for" or own_to(child) is None:
            continue
        action = extents.action_of_clause(child, word.i)
        yield of_cue(cue, head, cue_extent, child, action, actors(head), "verb_infinitive", 0.8)
        return


def _flip(reading: Reading) -> Reading:
    return replace(reading, direction="do" if reading.direction == "not_do" else "not_do")


def _has_not(head: Token, target: Token) -> bool:
    """Whether *not* stands between a cue and its action; *not only* adds rather than denies."""
    doc = head.doc
    return any(
        doc[i].lower_ in {"not", "never"} and doc[i].head.i in {target.i, i + 1} and doc[i + 1].lower_ != "only"
        for i in range(head.i + 1, target.i)
    )


def _before(to: Token | None, start: int) -> int:
    """Return the index where a coordinated action ends, before *and to*."""
    if to is None:
        return start + 1
    index = to.i
    while index - 1 > start and to.doc[index - 1].lower_ in {"and", "or", "but", "also", ",", "not", "then"}:
        index -= 1
    return index


def infinitives_of(head: Token) -> list[Token]:
    """Return the to-infinitives after a cue that complete it, by the parse or by standing next to it."""
    found = infinitives_after(head)
    near = [
        c
        for c in below(head)
        if c.i > head.i and grammar.is_infinitive(c) and (to := own_to(c)) is not None and to.i == head.i + 1
    ]
    after = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else head
    if not found and not near and head.pos_ == "NOUN" and is_to(after) and after.head.tag_ == "VB":
        near = [after.head]  # whatever the parse hangs it on, a noun right before it is what it completes
    carrier = head.head if head.pos_ == "NOUN" and head.dep_ in OBJECT and head.head.lemma_ in SIGNING else None
    if not found and not near and carrier is not None:
        near = [c for c in below(carrier) if c.i > head.i and c.tag_ == "VB" and own_to(c) is not None][:1]
    if not found and not near and head.tag_.startswith("VB") and not grammar.objects(head):
        # The parse often takes a complement that stands apart for a clause of purpose.
        apart = [c for c in below(head) if c.i > head.i and c.tag_ == "VB" and own_to(c) is not None]
        near = apart[:1]
    return sorted({c.i: c for c in (*found, *near)}.values(), key=lambda c: c.i)


def infinitives_after(head: Token) -> list[Token]:
    """Return the to-infinitives that complete a word by the parse alone, whoever is to do them."""
    return [c for c in grammar.complements(head) if c.i > head.i and grammar.is_infinitive(c)]


def own_to(verb: Token) -> Token | None:
    """Return the *to* of an infinitive, or None where it shares that of an earlier one."""
    own = {c.i for c in below(verb)}
    return next(
        (t for t in verb.doc[max(0, verb.i - 6) : verb.i] if t.i in own and is_to(t)),
        None,
    )


def _controlled(head: Token, infinitive: Token, cue: Cue) -> bool:
    """Whether the subject of a cue is who does the infinitive, and the infinitive is near."""
    to = own_to(infinitive)
    far = cue.act == "agree" and cue.pos == "noun" or bool({"iobj", "obj"} & set(cue.beneficiary))
    if to is None or to.i - head.i > REACH and not far:
        return False
    if cue.pos != "verb":
        return True
    arguments = (*grammar.subjects(infinitive), *grammar.objects(infinitive), *grammar.indirect_objects(infinitive))
    own = (t for t in arguments if t.head.i == infinitive.i)  # the parse hangs who is to act on either verb
    between = [t for t in (*grammar.objects(head), *grammar.indirect_objects(head), *own) if head.i < t.i < to.i]
    # An object before the infinitive is who receives a promise; with other cues it is who is to act.
    return not between or cue.act == "promise"


def clauses(head: Token, cue: Cue) -> Iterator[Reading]:
    """Yield finite content clauses in the future that a cue commits to (*announced that it would cut*)."""
    who = actors(head) if cue.pos == "verb" else ()
    for content in grammar.complements(head):
        if content.i < head.i or grammar.modal(content) not in {"will", "would", "shall"}:
            continue
        if any(t.lower_ in {"have", "'ve", "’ve"} for t in grammar.verb_group(content)):
            continue
        cue_extent = extents.verb_group(head) if cue.pos == "verb" else (head.idx, head.idx + len(head))
        subjects = grammar.subjects(content)
        same = bool(subjects) and all(_refers_to(s, who) for s in subjects)
        if not same and (cue.act == "announce" or cue.lemma == "insist"):
            continue
        modal = next((t for t in grammar.verb_group(content) if t.lower_ in FUTURE or t.tag_ == "MD"), None)
        if same and modal is not None and modal.i < content.i:
            start = extents.start_after(modal, content)
            following = content.doc[start]
            if following.lower_ == "be" and content.tag_ == "VBG":
                start = extents.start_after(following, content)
            action = extents.action_of_clause(content, start)
        else:
            start = min((s.left_edge.i for s in subjects if s.i < content.i), default=content.left_edge.i)
            action = extents.action_of_clause(content, start)
        reading = of_cue(cue, head, cue_extent, content, action, who, "verb_clause", 0.85 if same else 0.6)
        yield _flip(reading) if grammar.is_negated(content) else reading


def _refers_to(subject: Token, who: tuple[Token, ...]) -> bool:
    """Whether the subject of a content clause can be who the cue is said of."""
    if subject.lower_ in PRONOUNS:
        return True
    return any(subject.lemma_.lower() == actor.lemma_.lower() for actor in who)


def gerunds(head: Token, cue: Cue, word: str | None, rule: str, confidence: float) -> Iterator[Reading]:
    """Yield the -ing clauses a cue takes as object or under a preposition (*committed to cutting*)."""
    if cue.pos == "verb" and grammar.is_passive(head):
        return
    inside = set(below(head)) | set(grammar.complements(head))
    for verb in head.doc[head.i + 1 : min(len(head.doc), head.i + 1 + REACH)]:
        if verb.tag_ != "VBG" or verb not in inside:
            continue
        marker = grammar.marker(verb) or grammar.preposition(verb)
        if (marker.lower_ if marker is not None else None) != word:
            continue
        if any(t.text in extents.EDGE for t in head.doc[head.i + 1 : verb.i]):
            continue
        if marker is None and any(head.i < s.i < verb.i for s in grammar.objects(head)):
            continue
        start = _first_adverb(verb, marker.i + 1 if marker is not None else verb.i)
        cue_extent = extents.verb_group(head) if cue.pos != "noun" else (head.idx, head.idx + len(head))
        if marker is not None and cue.particle:
            cue_extent = (
                cue_extent[0],
                max(cue_extent[1], head.doc[marker.i - 1].idx + len(head.doc[marker.i - 1])),
            )
        who = actors(head) if cue.pos == "verb" else ()
        action = extents.action_of_clause(verb, start)
        reading = of_cue(cue, head, cue_extent, verb, action, who, rule, confidence)
        yield _flip(reading) if _has_not(head, verb) else reading
        return


def _first_adverb(verb: Token, start: int) -> int:
    while start < verb.i and verb.doc[start].lower_ in extents.SKIPPED:
        start += 1
    return start
