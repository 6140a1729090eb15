"""Content that grammar ties to a verb cue: clauses, infinitives, objects, prepositional phrases."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import ReportingVerb, reporting_verbs, speaker_nouns
from onrecord.stages.attribution.model import Cue, Range
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


class Complement(NamedTuple):
    """Content found to belong to a cue, the cue as it then reads, and the rule that found it."""

    span: Range
    cue: Cue
    rule: str
    confidence: float


def complement(cue: Cue, marks: Stretches) -> Complement | None:
    """Return what a verb cue governs as its content, the likeliest construction first."""
    sense = cue.sense
    if sense is None:
        return None
    if sense.family == "refuse":
        return _refusal(cue, marks)
    following = cue.token.i + 1
    if following < len(cue.token.doc) and cue.token.doc[following].lower_ in sense.prepositions:
        found = _prepositional(cue, sense, marks)
        if found is not None:
            return found
    return (
        _clause(cue, sense)
        or _infinitive(cue, sense)
        or _object(cue, sense, marks)
        or _prepositional(cue, sense, marks)
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
        if head.tag_ == "VBG" and not _is_finite(head) and sense.object not in {"content", "marks"}:
            continue
        if sense.clause == "that" and not _is_introduced(head, start) and not is_document(cue.source):
            continue
        return Complement((max(start, cue.hull[1] if cue.hull[1] < end else start), end), cue, "clause", 0.9)
    return None


def _infinitive(cue: Cue, sense: ReportingVerb) -> Complement | None:
    """An infinitive that is said ("vowed to cut"), or expected of somebody ("expects prices to fall")."""
    if (
        sense.infinitive not in {"yes", "ecm"}
        or is_passive(cue.token)
        or grammar.is_negated(cue.token)
    ):
        return None
    for head in _following(cue):
        if not grammar.is_infinitive(head):
            continue
        start, end = grammar.clause(head)
        if sense.infinitive == "ecm":
            own = [t for t in grammar.subjects(head) if cue.token.i < t.i < head.i]
            if not own:
                # A relative pronoun may have moved away: "which analyses have estimated to cost ...".
                if not _is_extracted(cue):
                    continue
            else:
                start = min(start, min(grammar.noun_phrase(t)[0] for t in own))
        return Complement((start, end), cue, "infinitive", 0.85)
    return None


def _object(cue: Cue, sense: ReportingVerb, marks: Stretches) -> Complement | None:
    """A noun phrase that is said: any one for "deny", one that holds quote marks for "praise"."""
    if sense.object not in {"content", "marks", "predicate"} or is_passive(cue.token):
        return None
    heads = [t for t in grammar.objects(cue.token) if t.i > cue.token.i]
    if sense.object == "predicate" or "as" in sense.prepositions:
        found = _predication(cue, sense, heads, marks)
        if found is not None or sense.object == "predicate":
            return found
    if not heads or (sense.object == "content" and grammar.indirect_objects(cue.token)):
        return None
    start = min(t.left_edge.idx for t in heads)
    end = max(t.right_edge.idx + len(t.right_edge) for t in heads)
    if start < cue.end:
        return None
    if marks.between(start, end):
        return Complement((start, end), cue, "object in marks", 0.75)
    return Complement((start, end), cue, "object", 0.7) if sense.object == "content" else None


def _predication(cue: Cue, sense: ReportingVerb, heads: list[Token], marks: Stretches) -> Complement | None:
    """An object and what it is said to be: "called it a shame", "described the talks as useful"."""
    token = cue.token
    sentence_end = token.sent[-1].idx + len(token.sent[-1])
    predicates = [
        t
        for t in (*grammar.complements(token), *grammar.obliques(token, "as"))
        if t.i > token.i and not grammar.is_infinitive(t) and t not in heads
    ]
    if sense.object != "predicate":
        predicates = [t for t in predicates if _has_before(t, "as", token.i)]
    starts = [t.left_edge.idx for t in (*heads, *predicates) if t.left_edge.idx >= cue.end]
    if not starts:
        return None
    start = min(starts)
    end = max(t.right_edge.idx + len(t.right_edge) for t in (*heads, *predicates))
    if "as" in sense.prepositions and not predicates:
        end = _as_far_as_marks(cue, marks, end, sentence_end)
    quoted = marks.between(start, min(end + 2, sentence_end))
    if quoted:
        return Complement((start, max(end, quoted[-1].end)), cue, "predication in marks", 0.8)
    if not predicates or (not heads and not _is_extracted(cue)):
        return None
    if not heads and store.text_between(token.doc, start, start + 3) == "as ":
        start += 3
    return Complement((start, end), cue, "predication", 0.6)


def _as_far_as_marks(cue: Cue, marks: Stretches, end: int, limit: int) -> int:
    """Return the end of "as “useful”" after a description whose predicate the parse has not tied to its verb."""
    for stretch in marks.between(cue.end, limit):
        words = marks.text[cue.end : stretch.start].split()
        if "as" in words[-3:]:
            return max(end, stretch.end)
    return end


def _prepositional(cue: Cue, sense: ReportingVerb, marks: Stretches) -> Complement | None:
    """The object of the preposition a verb takes: "warned of a battle", "accused of taking bribes"."""
    if not sense.prepositions:
        return None
    nouns = grammar.obliques(cue.token, *sense.prepositions)
    gerunds = [c for c in grammar.complements(cue.token) if c.tag_ == "VBG" and not _is_finite(c)]
    for head in sorted((*nouns, *gerunds), key=lambda t: t.i):
        before = grammar.preposition(head) or grammar.marker(head)
        if head.i < cue.token.i or before is None or before.lower_ not in sense.prepositions:
            continue
        start, end = before.idx + len(before), head.right_edge.idx + len(head.right_edge)
        if sense.family == "judge" and sense.lemma not in {"accuse", "blame"}:
            start, end = grammar.noun_phrase(head)
            held = marks.between(start - 1, end)
            if not held:
                continue
            span = min(start, held[0].start), max(end, held[-1].end)
            return Complement(span, cue, "preposition in marks", 0.7)
        if is_passive(cue.token) and before.i == cue.token.i + 1:
            cue = replace(cue, end=before.idx + len(before))
        return Complement((start, end), cue, "preposition", 0.7)
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
    return [c for c in found if c.i not in above and c.right_edge.i > cue.token.i]


def _extent(head: Token) -> Range:
    """Return a content clause: without "that", with the word that makes it a question."""
    start, end = grammar.clause(head)
    mark = grammar.marker(head)
    doc, lead = head.doc, store.token_at(head.doc, start) - 1
    while (
        lead > 0
        and doc[lead].tag_ in {"IN", "TO", "VBG"}
        and doc[lead] != mark
        and head.is_ancestor(doc[lead])
    ):
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


def _is_finite(head: Token) -> bool:
    return grammar.tense(head) is not None


def _is_extracted(cue: Cue) -> bool:
    """Whether the cue stands in a relative clause whose pronoun may be what is spoken of."""
    before = cue.hull[0]
    index = cue.token.i
    while index > 0 and cue.token.doc[index].idx > before:
        index -= 1
    return index > 0 and cue.token.doc[index - 1].lower_ in {"which", "that", "whom", "who", "what"}


def _has_before(token: Token, word: str, after: int) -> bool:
    """Whether ``word`` stands at the left edge of a phrase or just before it."""
    edge = token.left_edge
    return edge.lower_ == word or (edge.i - 1 > after and edge.nbor(-1).lower_ == word)


def _ancestors(token: Token) -> set[int]:
    found: set[int] = set()
    for _ in range(CLIMB_LIMIT):
        if token.head.i == token.i:
            break
        token = token.head
        found.add(token.i)
    return found


def is_document(source: object) -> bool:
    """Whether a source is a writing or figure: it "shows" and "reveals" without a "that"."""
    from onrecord.stages.attribution.model import Source

    return isinstance(source, Source) and speaker_nouns().get(source.head.lemma_.lower()) == "document"
