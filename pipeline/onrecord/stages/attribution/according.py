"""The clause that "according to" modifies, and whom it names."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import speaker_nouns
from onrecord.stages.attribution.model import Attribution, Cue, Range, Source
from onrecord.stages.attribution.sources import span_of
from onrecord.stages.attribution.stretches import Stretches, is_utterance, trimmed

COORDINATORS = frozenset({"and", "but", "or", "yet", "while", "although", "though"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "DET"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
MEASURES = frozenset(
    (
        "size age height weight need plan schedule type kind custom tradition time way value price number "
        "amount rule principle taste season weather script"
    ).split()
)
"""Nouns that "according to" measures by: "according to the size of the farm"."""


def according(token: Token, marks: Stretches) -> Attribution | None:
    """Read "according to X": the clause it modifies is the content."""
    doc = token.doc
    last = token.nbor(1) if token.i + 1 < len(doc) else token
    to = last if last.lower_ == "to" else None
    first = (to or token).i + 1
    if first >= len(doc) or (to is None and token.i > 0 and doc[token.i - 1].text != ","):
        return None
    head = nominal_head(first, token)
    if head is None or store.sentence_of(head).start != store.sentence_of(token).start:
        return None
    if not _can_speak(head):
        return None
    source = span_of([head, *[c for c in grammar.conjuncts(head) if c.i > head.i]])
    if source.start < token.idx:
        source = Source(doc[first].idx, max(source.end, doc[first].idx + len(doc[first])), (head,))
    if token.is_sent_start:
        source = _up_to_comma(source, marks)
    hole = token.idx, max(source.end, _subtree_end(head, source) if source.head is head else source.end)
    cue = Cue(token, token.idx, (to or token).idx + len(to or token), source, "asserted")
    fragments = _around(token, hole, marks)
    return Attribution(fragments, cue, "according to", 0.9, source) if fragments else None


def _up_to_comma(source: Source, marks: Stretches) -> Source:
    """Return a source that opens a sentence without the clause a parse has run into it.

    An apposition stands between two commas; what follows the only comma is the clause itself.
    """
    doc = source.head.doc
    first, last = store.token_at(doc, source.start), store.token_at(doc, source.end - 1)
    end = store.sentence_of(source.head).end
    commas = [t.i for t in doc[first:end] if t.text == ","]
    if not commas or commas[0] > last:
        return source
    stop = commas[1] if len(commas) > 1 else len(doc)
    between = doc[commas[0] + 1 : min(stop, end)]
    if len(commas) > 1 and not any(t.tag_ in FINITE or t.text in {"—", "–", "--"} for t in between):
        return source
    heads = tuple(h for h in source.heads if h.i < commas[0]) or (doc[first : commas[0]].root,)
    return Source(source.start, doc[commas[0] - 1].idx + len(doc[commas[0] - 1]), heads)


def _can_speak(head: Token) -> bool:
    """Whether a noun after "according to" is a source rather than a measure ("according to height")."""
    known = speaker_nouns()
    if head.pos_ == "NOUN" and head.left_edge.tag_ in {"DT", "PRP$"} and head.lemma_.lower() not in MEASURES:
        return True
    named = bool(head.ent_type_) or head.pos_ in {"PROPN", "PRON"} or any(t.ent_type_ for t in below(head))
    return named or head.lemma_.lower() in known or head.lower_ in known


def nominal_head(first: int, under: Token) -> Token | None:
    """Return the head of the noun phrase that begins at a token and stands under a preposition."""
    head, end = under.doc[first], store.sentence_of(under).end
    while head.head.i != head.i and grammar.preposition(head) != under:
        head = head.head
        if not first <= head.i < end or head.pos_ in {"VERB", "AUX"}:
            return _fallback_head(first, under)
    return head if head.pos_ in NOMINAL else _fallback_head(first, under)


def _fallback_head(first: int, under: Token) -> Token | None:
    """Return the head where the parse does not tie the phrase to its preposition: climb while it is nominal."""
    head, end = under.doc[first], store.sentence_of(under).end
    while head.head.i > head.i and head.head.pos_ in NOMINAL and head.head.i < end:
        head = head.head
    return head if head.pos_ in NOMINAL else None


def _subtree_end(head: Token, source: Source) -> int:
    """Return where the source ends with what it excludes, such as a relative clause up to the next comma."""
    right = head.right_edge
    end = right.idx + len(right)
    if right.is_punct:
        end = right.idx
    return end if end >= source.end else source.end


def _around(token: Token, hole: Range, marks: Stretches) -> list[Range]:
    """Return the sentence around a phrase as one or two spans, other clauses coordinated after it left out."""
    text, sentence, doc = marks.text, store.sentence_of(token), token.doc
    start, end = marks.clip(sentence.start_char, sentence.end_char, token.idx)
    around = marks.at(token.idx)
    if around is not None:
        start, end = max(start, around.inner_start), min(end, around.inner_end)
    end = max(end, hole[1])
    colon = text.find(": ", start, min(hole[0], start + 60))
    if (
        around is None
        and colon >= 0
        and not any(t.tag_ in FINITE for t in doc[sentence.start : store.token_at(doc, colon)])
    ):
        start = colon + 1
    left, right = trimmed(text, start, hole[0]), trimmed(text, hole[1], end)
    if left[0] >= left[1]:
        opened = marks.at(right[0]) if right[0] < right[1] else None
        if opened is not None and around is None:
            return [(right[0], max(right[1], opened.end))]
        return [right] if right[0] < right[1] else []
    opened = marks.at(left[0]) if around is None else None
    but = text.find(", but ", opened.end, left[1]) if opened is not None and is_utterance(text, opened) else -1
    if but >= 0:
        # “We know,” she said, but nobody paid, according to the court: the court says the latter.
        left, opened = trimmed(text, but + len(", but"), left[1]), None
    if opened is not None:
        left = opened.start, max(left[1], opened.end)
    first = doc[store.token_at(doc, left[0])]
    if first.lower_ in COORDINATORS and first.idx == left[0] and first.i + 1 < len(doc):
        left = trimmed(text, doc[first.i + 1].idx, left[1])
    if right[0] < right[1]:
        following = doc[store.token_at(doc, right[0])]
        last = doc[store.token_at(doc, left[1] - 1)]
        if last.tag_ in {"WDT", "WP"} or last.lower_ in {"which", "that"}:
            return [right]
        leaves = following.lower_ in COORDINATORS or following.tag_ in {"VBG", "WDT", "WP"}
        whole = any(t.tag_ in FINITE for t in doc[first.i : store.token_at(doc, left[1] - 1) + 1])
        if not leaves or not whole:
            return [left, right]
    return [left]
