"""Content that grammar ties to a verb cue: clauses, infinitives, objects, prepositional phrases."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import ReportingVerb, reporting_verbs
from onrecord.stages.attribution.model import Complement, Cue, Range
from onrecord.stages.attribution.objects import (
    is_document,
    is_extracted,
    is_finite,
    object_content,
    prepositional_content,
)
from onrecord.stages.attribution.sources import is_passive
from onrecord.stages.attribution.stretches import Stretches

QUESTION_WORDS = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which", "whom"})
SPEECH_ACTS = frozenset(
    [
        "comment",
        "answer",
        "discuss",
        "disclose",
        "elaborate",
        "specify",
        "identify",
        "name",
        "reveal",
        "respond",
    ]
)
"""Verbs besides the reporting ones that a refusal may concern: "declined to elaborate"."""
_WHEN = re.compile(r"\s(?:as|when|while|after|before) (?:he|she|they|it|[A-Z])")
CLIMB_LIMIT = 16


def complement(cue: Cue, marks: Stretches) -> Complement | None:
    """Return what a verb cue governs as its content, the likeliest construction first."""
    sense = cue.sense
    if sense is None:
        return None
    if sense.family == "refuse":
        return _refusal(cue, marks)
    following = cue.token.i + 1
    if following < len(cue.token.doc) and cue.token.doc[following].lower_ in sense.prepositions:
        found = prepositional_content(cue, sense, marks)
        if found is not None:
            return found
    return (
        _clause(cue, sense)
        or _infinitive(cue, sense)
        or object_content(cue, sense, marks)
        or prepositional_content(cue, sense, marks)
    )


def _clause(cue: Cue, sense: ReportingVerb) -> Complement | None:
    """A content clause, with or without "that", or a gerund ("admitted taking bribes")."""
    if sense.clause == "no":
        return None
    for head in _following(cue):
        if grammar.is_infinitive(head):
            continue
        start, end = _extent(head)
        if end <= cue.end:
            continue
        if head.tag_ == "VBG" and not is_finite(head) and sense.object not in {"content", "marks"}:
            continue
        if sense.clause == "that" and not _is_introduced(head, start) and not is_document(cue.source):
            continue
        return Complement((max(start, cue.hull[1] if cue.hull[1] < end else start), end), cue, "clause", 0.9)
    return None


def _infinitive(cue: Cue, sense: ReportingVerb) -> Complement | None:
    """An infinitive that is said ("vowed to cut"), or expected of somebody ("expects prices to fall")."""
    if sense.infinitive not in {"yes", "ecm"} or is_passive(cue.token) or grammar.is_negated(cue.token):
        return None
    for head in _following(cue):
        if not grammar.is_infinitive(head):
            continue
        start, end = grammar.clause(head)
        if sense.infinitive == "ecm":
            own = [t for t in grammar.subjects(head) if cue.token.i < t.i < head.i]
            if not own:
                # A relative pronoun may have moved away: "which analyses have estimated to cost ...".
                if not is_extracted(cue):
                    continue
            else:
                start = min(start, min(grammar.noun_phrase(t)[0] for t in own))
        return Complement((start, end), cue, "infinitive", 0.85)
    return None


def _refusal(cue: Cue, marks: Stretches) -> Complement | None:
    """Speech that is refused: "declined to comment", "refused to say whether ..."."""
    for head in grammar.complements(cue.token):
        spoken = head.lemma_.lower() in SPEECH_ACTS or head.lemma_.lower() in reporting_verbs()
        if head.i < cue.token.i or not grammar.is_infinitive(head) or not spoken:
            continue
        inner = [c for c in grammar.complements(head) if c.i > head.i and not grammar.is_infinitive(c)]
        if inner:
            widened = replace(cue, end=head.idx + len(head))
            return Complement(_extent(inner[0]), widened, "refusal", 0.85)
        start, end = grammar.clause(head)
        # When it was refused is not part of what was: "declined to comment as they left".
        later = _WHEN.search(marks.text, start, end)
        return Complement((start, later.start() if later is not None else end), cue, "refusal", 0.85)
    return None


def _following(cue: Cue) -> list[Token]:
    """Return the complements of a cue that stand after it and do not contain it."""
    above = _ancestors(cue.token)
    found = grammar.complements(cue.token)
    if cue.sense is not None and " " in cue.sense.lemma:
        # "made clear that": the clause may hang on the second word.
        second = [t for t in cue.token.children if t.lower_ == cue.sense.lemma.split()[1]]
        found = [c for t in second for c in grammar.complements(t)] + [c for c in found if c not in second]
    return [c for c in found if c.i not in above and c.i > cue.token.i]


def _extent(head: Token) -> Range:
    """Return a content clause: without "that", with the word that makes it a question."""
    start, end = grammar.clause(head)
    mark = grammar.marker(head)
    doc, lead = head.doc, store.token_at(head.doc, start) - 1
    while lead > 0 and doc[lead].tag_ in {"IN", "TO", "VBG"} and doc[lead] != mark and head.is_ancestor(doc[lead]):
        # A clause may open with a prepositional phrase, whose preposition is part of what is said.
        start, lead = doc[lead].idx, lead - 1
    if mark is not None and mark.lower_ in {"whether", "if"} and mark.idx < start:
        start = mark.idx
    return start, end


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
