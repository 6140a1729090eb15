"""Content that grammar ties to a verb cue: clauses, infinitives, objects, prepositional phrases."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import ReportingVerb
from onrecord.stages.attribution.model import Complement, Cue
from onrecord.stages.attribution.objects import (
    is_document,
    is_extracted,
    is_finite,
    object_content,
    prepositional_content,
)
from onrecord.stages.attribution.refusals import extent, refusal
from onrecord.stages.attribution.sources import is_passive
from onrecord.stages.attribution.stretches import Stretches
from onrecord.stages.attribution.verbs import is_negated

QUESTION_WORDS = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which", "whom"})
CLIMB_LIMIT = 16
NEAR = 10
"""Tokens that may stand between a cue and the "that" of its clause."""


def complement(cue: Cue, marks: Stretches) -> Complement | None:
    """Return what a verb cue governs as its content, the likeliest construction first."""
    sense = cue.sense
    if sense is None:
        return None
    if sense.family == "refuse":
        return refusal(cue, marks)
    following = cue.token.i + 1
    if following < len(cue.token.doc) and cue.token.doc[following].lower_ in sense.prepositions:
        found = prepositional_content(cue, sense, marks)
        if found is not None:
            return found
    return (
        _clause(cue, sense)
        or _question(cue, sense, marks)
        or _infinitive(cue, sense)
        or object_content(cue, sense, marks)
        or prepositional_content(cue, sense, marks)
        or _introduced(cue, sense, marks)
    )


def _clause(cue: Cue, sense: ReportingVerb) -> Complement | None:
    """A content clause, with or without "that", or a gerund ("admitted taking bribes")."""
    if sense.clause == "no":
        return None
    for head in _following(cue):
        if grammar.is_infinitive(head):
            continue
        start, end = extent(head)
        if end <= cue.end:
            continue
        if head.tag_ == "VBG" and not is_finite(head) and sense.object not in {"content", "marks"}:
            continue
        if sense.clause == "that" and not _is_introduced(head, start) and not is_document(cue.source):
            continue
        return Complement((max(start, cue.hull[1] if cue.hull[1] < end else start), end), cue, "clause", 0.9)
    return None


def _question(cue: Cue, sense: ReportingVerb, marks: Stretches) -> Complement | None:
    """A question right after a cue that the parse has not tied to it: "would not say when it would open"."""
    doc, following = cue.token.doc, cue.token.i + 1
    if sense.clause == "no" or following >= len(doc) or doc[following].lower_ not in QUESTION_WORDS:
        return None
    open_question = cue.polarity != "asserted" or doc[following].lower_ in {"how", "why", "what", "whether"}
    sentence = store.sentence_of(cue.token)
    limit = marks.clip(sentence.start_char, sentence.end_char, cue.start)[1]
    span = doc[following].idx, limit
    return Complement(span, cue, "clause", 0.85) if open_question and span[0] < limit else None


def _introduced(cue: Cue, sense: ReportingVerb, marks: Stretches) -> Complement | None:
    """A clause with "that" which the parse has not tied to its cue: "said in a statement on Monday that ..."."""
    if sense.clause == "no":
        return None
    near = cue.token.doc[cue.token.i + 1 : cue.token.i + 1 + NEAR]
    if not any(token.lower_ == "that" for token in near):
        return None
    sentence = store.sentence_of(cue.token)
    limit = marks.clip(sentence.start_char, sentence.end_char, cue.start)[1]
    if cue.source is not None and cue.source.start > cue.end:
        # "Stressing that ..., the minister said": the clause ends before who speaks.
        limit = min(limit, cue.source.start)
    objects = grammar.objects(cue.token)
    for token in near:
        if token.idx >= limit or token.text in {",", ":", ";"} or token.is_space:
            return None
        if token.tag_.startswith("VB") or token.tag_ == "MD" or (sense.object != "addressee" and token in objects):
            return None
        if token.lower_ == "that" and token.tag_ == "IN":
            return Complement((token.idx + len(token), limit), cue, "clause", 0.8)
    return None


def _infinitive(cue: Cue, sense: ReportingVerb) -> Complement | None:
    """An infinitive that is said ("vowed to cut"), or expected of somebody ("expects prices to fall")."""
    if sense.infinitive not in {"yes", "ecm", "both", "addressee"} or is_passive(cue.token) or is_negated(cue.token):
        return None
    heads = _requested(cue) if sense.infinitive == "addressee" else _following(cue)
    for head in heads:
        if not grammar.is_infinitive(head):
            continue
        start, end = grammar.clause(head)
        start = _with_negation(cue, head, start)
        if sense.infinitive in {"ecm", "both"}:
            own = [t for t in grammar.subjects(head) if cue.token.i < t.i < head.i]
            if not own:
                # A relative pronoun may have moved away: "which analyses have estimated to cost ...".
                if not is_extracted(cue) and sense.infinitive == "ecm":
                    continue
            else:
                start = min(start, min(grammar.noun_phrase(t)[0] for t in own))
        if start < cue.end:
            # "which she had vowed to reopen": the clause opens with what has moved away.
            lead = [t for t in cue.token.doc[cue.token.i + 1 : head.i] if t.lower_ == "to"]
            start = lead[-1].idx + len(lead[-1]) if lead else cue.end
        if sense.family == "ask":
            cue = replace(cue, polarity="asserted")
        return Complement((start, end), cue, "infinitive", 0.85)
    return None


def _requested(cue: Cue) -> list[Token]:
    """Return the infinitives that whoever stands under a preposition is asked to carry out: "called on Peru to act"."""
    last = cue.token.doc[cue.token.i + 1 : store.sentence_of(cue.token).end]
    asked = grammar.obliques(cue.token, "on", "upon", "to", "with")
    above = {cue.token.i, *(t.i for t in asked)}
    return [t for t in last if grammar.is_infinitive(t) and t.head.i in above and any(o.i < t.i for o in asked)]


def _with_negation(cue: Cue, head: Token, start: int) -> int:
    """Return the start of an infinitive with the "not" or "never again" before its "to"."""
    before = [t for t in head.doc[cue.token.i + 1 : head.i] if t.lower_ != "to"]
    for token in reversed(before):
        if token.lower_ not in {"not", "never", "again"}:
            break
        start = token.idx
    return start


def _following(cue: Cue) -> list[Token]:
    """Return the complements of a cue that stand after it and do not contain it."""
    above = _ancestors(cue.token)
    found = grammar.complements(cue.token)
    if cue.sense is not None and " " in cue.sense.lemma:
        # "made clear that": the clause may hang on the second word.
        second = [t for t in below(cue.token) if t.lower_ == cue.sense.lemma.split()[1]]
        found = [c for t in second for c in grammar.complements(t)] + [c for c in found if c not in second]
    return [c for c in found if c.i not in above and c.i > cue.token.i]


def _is_introduced(head: Token, start: int) -> bool:
    """Whether a clause opens with "that" or a question word."""
    mark = grammar.marker(head)
    if mark is not None and mark.lower_ in {"that", "whether", "if"}:
        return True
    first = head.left_edge
    return first.lower_ in QUESTION_WORDS and first.idx >= start - 8


def _ancestors(token: Token) -> set[int]:
    found: set[int] = set()
    for _ in range(CLIMB_LIMIT):
        if token.head.i == token.i:
            break
        token = token.head
        found.add(token.i)
    return found
