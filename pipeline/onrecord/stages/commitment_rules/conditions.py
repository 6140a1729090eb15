"""What a commitment depends on."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.grammar.labels import COMPLEMENT, below
from onrecord.stages.commitment_rules.lexicon import condition_phrases
from onrecord.stages.commitment_rules.reading import Extent, Reading

FAR = 80
"""How many words after a cue a condition is looked for."""


def condition(reading: Reading) -> Extent | None:
    """Return the extent of what a commitment depends on, or None."""
    for head in dict.fromkeys((reading.target, reading.head, *_within(reading), *_reports(reading.head))):
        for found in grammar.conditions(head):
            if not _concedes(head.doc, found):
                return found
    return _elliptical(reading) or _phrase(reading)


def _within(reading: Reading) -> list[Token]:
    """Return the verbs inside the action, on which a condition of the whole may hang."""
    first = reading.target.i
    inside = reading.target.doc[first : min(reading.target.right_edge.i + 1, first + FAR)]
    return [t for t in inside if t.pos_ == "VERB" and t.idx < reading.action[1] and grammar.is_infinitive(t)]


def _reports(cue: Token) -> list[Token]:
    """Return the verbs a cue is reported with (*if he wins, she has said, he will resign*)."""
    found: list[Token] = []
    while len(found) < 3 and cue.head.pos_ == "VERB" and cue.dep_ in COMPLEMENT:
        cue = cue.head
        found.append(cue)
    return found


def _concedes(doc: Doc, extent: Extent) -> bool:
    """Whether what looks like a condition is one that changes nothing (*even if*)."""
    words = doc.char_span(*extent, alignment_mode="expand")
    if words is None:
        return False
    first = words[0]
    return first.lower_ == "even" or first.i > 0 and first.nbor(-1).lower_ == "even"


def _elliptical(reading: Reading) -> Extent | None:
    """Return *if elected president* and the like, which have no clause of their own."""
    doc = reading.head.doc
    first = min(reading.head.i, reading.target.i)
    last = max(reading.head.right_edge.i, reading.target.right_edge.i) + 1
    for word in doc[first : min(last, first + FAR, len(doc) - 1)]:
        if word.lower_ in {"if", "unless"} and (verb := word.nbor(1)).tag_ == "VBN":
            named = (c for c in below(verb) if c.i > verb.i and c.pos_ in {"NOUN", "PROPN"})
            bare = [c for c in named if c.i <= verb.i + 5 and grammar.preposition(c) is None]
            return word.idx, grammar.noun_phrase(bare[0])[1] if bare else verb.idx + len(verb)
    return None


def _phrase(reading: Reading) -> Extent | None:
    """Return *subject to approval*, *in return for aid* and the like after the cue."""
    doc = reading.head.doc
    first = min(reading.head.i, reading.target.i)
    last = max(reading.head.right_edge.i, reading.target.right_edge.i) + 1
    words = [t.lower_ for t in doc[first : min(last, first + FAR)]]
    begin = {phrase[0] for phrase in condition_phrases()}
    for offset in (at for at, word in enumerate(words) if word in begin):
        for phrase in condition_phrases():
            if tuple(words[offset : offset + len(phrase)]) != phrase:
                continue
            start = doc[first + offset]
            if phrase == ("pending",) and start.i and start.nbor(-1).tag_ in {"DT", "PRP$", "JJ", "POS"}:
                continue  # *pending dues* wait for nothing
            end = next((t for t in doc[start.i + len(phrase) : last] if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
            if end is None:
                return None
            while end.head.i > end.i and end.head.i < last and end.head.pos_ in {"NOUN", "PROPN"}:
                end = end.head
            return start.idx, grammar.noun_phrase(end)[1]
    return None
