"""Speech that is refused: "declined to comment", "refused to say when", "would not be drawn on the price"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import reporting_verbs
from onrecord.stages.attribution.model import Complement, Cue, Range
from onrecord.stages.attribution.stretches import Stretches, trimmed

SPEECH_ACTS = frozenset(
    (
        "comment answer discuss disclose elaborate specify identify name reveal respond speculate divulge give provide"
    ).split()
)
"""Verbs besides the reporting ones that a refusal may concern: "declined to elaborate"."""
MUTE = frozenset({"comment", "elaborate", "respond", "answer", "speculate"})
"""Those that are all that is refused; what they would have been about is not part of it."""
GIVING = frozenset({"give", "provide"})
QUESTIONS = frozenset({"WRB", "WP", "WDT", "WP$"})


def refusal(cue: Cue, marks: Stretches) -> Complement | None:
    """Return what is refused: the silent act itself, else what was not to be said."""
    if cue.sense is not None and cue.sense.lemma == "draw":
        return _on(cue, marks)
    for head in grammar.complements(cue.token):
        lemma = head.lemma_.lower()
        spoken = lemma in SPEECH_ACTS or lemma in reporting_verbs()
        if head.i < cue.token.i or not grammar.is_infinitive(head) or not spoken:
            continue
        if lemma in MUTE:
            return Complement((head.idx, head.idx + len(head)), cue, "refusal", 0.85)
        widened = replace(cue, end=head.idx + len(head))
        found = _withheld(head, marks)
        if found is not None:
            return Complement(found, widened, "refusal", 0.85)
        if lemma not in GIVING:
            return Complement((head.idx, head.idx + len(head)), cue, "refusal", 0.75)
    return None


def _withheld(head: Token, marks: Stretches) -> Range | None:
    """Return what a verb of saying would have said: its clause, a question after it, its object."""
    sentence = store.sentence_of(head)
    doc, limit = head.doc, marks.clip(sentence.start_char, sentence.end_char, head.idx)[1]
    for inner in grammar.complements(head):
        if inner.i > head.i and not grammar.is_infinitive(inner):
            return extent(inner)
    following = doc[head.i + 1] if head.i + 1 < len(doc) else None
    if following is not None and (following.tag_ in QUESTIONS or following.lower_ in {"whether", "if"}):
        return trimmed(marks.text, following.idx, limit)
    objects = [t for t in grammar.objects(head) if t.i > head.i]
    if not objects:
        return None
    start, end = grammar.noun_phrase(objects[0])
    held = marks.between(start - 1, end)
    return (min(start, held[0].start), max(end, held[-1].end)) if held else (start, end)


def _on(cue: Cue, marks: Stretches) -> Complement | None:
    """Read what follows "would not be drawn on"."""
    sentence = store.sentence_of(cue.token)
    start, end = trimmed(marks.text, cue.end, marks.clip(sentence.start_char, sentence.end_char, cue.start)[1])
    return Complement((start, end), cue, "refusal", 0.8) if start < end else None


def extent(head: Token) -> Range:
    """Return a content clause: without "that", with the word that makes it a question."""
    start, end = grammar.clause(head)
    mark = grammar.marker(head)
    doc, lead = head.doc, store.token_at(head.doc, start) - 1
    openers = {"IN", "TO", "VBG"}
    while lead > 0 and doc[lead].tag_ in openers and doc[lead].lower_ != "that" and head.is_ancestor(doc[lead]):
        if doc[lead] == mark:
            break
        # A clause may open with a prepositional phrase, whose preposition is part of what is said.
        start, lead = doc[lead].idx, lead - 1
    if mark is not None and mark.lower_ in {"whether", "if"} and mark.idx < start:
        start = mark.idx
    return start, end
