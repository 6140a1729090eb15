"""Cues that are no verbs: "according to", "in the words of", nouns of saying, a name and a colon."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import saying_nouns, speaker_nouns
from onrecord.stages.attribution.model import Attribution, Cue, Range, Source
from onrecord.stages.attribution.sources import span_of
from onrecord.stages.attribution.stretches import Stretches, trimmed

COORDINATORS = frozenset({"and", "but", "or", "yet", "while", "although", "though"})
LIGHT_VERBS = frozenset(
    [
        "make",
        "issue",
        "have",
        "express",
        "voice",
        "give",
        "repeat",
        "release",
        "hold",
        "share",
        "deliver",
        "offer",
    ]
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "DET"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def phrase_attributions(doc: Doc, marks: Stretches) -> Iterator[Attribution]:
    """Yield the quotes whose cue is no verb."""
    for token in doc:
        word = token.lower_
        if word == "according":
            found = _according(token, marks)
        elif word == "words" and token.i >= 2:
            found = _in_words(token, marks)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in saying_nouns():
            found = _noun(token, marks)
        else:
            continue
        if found is not None:
            yield found


def _according(token: Token, marks: Stretches) -> Attribution | None:
    """Read "according to X": the clause it modifies is the content."""
    doc = token.doc
    last = token.nbor(1) if token.i + 1 < len(doc) else token
    to = last if last.lower_ == "to" else None
    first = (to or token).i + 1
    if first >= len(doc) or (to is None and token.i > 0 and doc[token.i - 1].text != ","):
        return None
    head = _nominal_head(first, token)
    if head is None or head.sent.start != token.sent.start:
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
    commas = [t.i for t in doc[first : source.head.sent.end] if t.text == ","]
    if not commas or commas[0] > last:
        return source
    stop = commas[1] if len(commas) > 1 else len(doc)
    between = doc[commas[0] + 1 : min(stop, source.head.sent.end)]
    if len(commas) > 1 and not any(t.tag_ in FINITE or t.text in {"—", "–", "--"} for t in between):
        return source
    heads = tuple(h for h in source.heads if h.i < commas[0]) or (doc[first : commas[0]].root,)
    return Source(source.start, doc[commas[0] - 1].idx + len(doc[commas[0] - 1]), heads)


def _can_speak(head: Token) -> bool:
    """Whether a noun after "according to" is a source rather than a measure ("according to height")."""
    known = speaker_nouns()
    named = bool(head.ent_type_) or head.pos_ in {"PROPN", "PRON"} or any(t.ent_type_ for t in head.children)
    return named or head.lemma_.lower() in known or head.lower_ in known


def _nominal_head(first: int, under: Token) -> Token | None:
    """Return the head of the noun phrase that begins at a token and stands under a preposition."""
    head = under.doc[first]
    while head.head.i != head.i and grammar.preposition(head) != under:
        head = head.head
        if not first <= head.i < under.sent.end or head.pos_ in {"VERB", "AUX"}:
            return _fallback_head(first, under)
    return head if head.pos_ in NOMINAL else _fallback_head(first, under)


def _fallback_head(first: int, under: Token) -> Token | None:
    """Return the head where the parse does not tie the phrase to its preposition: climb while it is nominal."""
    head = under.doc[first]
    while head.head.i > head.i and head.head.pos_ in NOMINAL and head.head.i < under.sent.end:
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
    text, sentence, doc = marks.text, token.sent, token.doc
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


def _in_words(token: Token, marks: Stretches) -> Attribution | None:
    """Read "in the words of X" and "in his words" beside a stretch in marks."""
    doc = token.doc
    if doc[token.i - 2].lower_ != "in":
        return None
    begin, nominal = doc[token.i - 2], doc[token.i - 1]
    end = token.idx + len(token)
    if token.i + 2 < len(doc) and token.nbor(1).lower_ == "of":
        head = _nominal_head(token.i + 2, token.nbor(1))
        source = span_of([head]) if head is not None else None
        end = token.nbor(1).idx + 2
    else:
        source = span_of([nominal]) if nominal.tag_ == "PRP$" else None
    if source is None or source.end <= begin.idx:
        return None
    following = marks.next_from(end)
    past = max(end, source.end)
    cue = Cue(token, begin.idx, end, source, "asserted")
    if following is not None and not marks.text[past : following.start].strip(" ,:\xa0\n"):
        return Attribution([(following.start, following.end)], cue, "in the words of", 0.85, source)
    left = marks.text[: begin.idx].rstrip(" ,\xa0") if begin.idx < 400 else None
    place = len(left) if left is not None else begin.idx - (2 if marks.text[begin.idx - 2] == "," else 1)
    stretch = marks.ending_at(place) if place > 0 else None
    if stretch is None:
        return None
    return Attribution([(stretch.start, stretch.end)], cue, "in the words of", 0.8, source)


def _noun(token: Token, marks: Stretches) -> Attribution | None:
    """Read a noun of saying with the clause that completes it: "his claim that ...", "a pledge to ..."."""
    entry = saying_nouns()[token.lemma_.lower()]
    for head in grammar.complements(token):
        infinitive = grammar.is_infinitive(head)
        if head.i < token.i or not (entry.infinitive if infinitive else entry.clause):
            continue
        mark = grammar.marker(head)
        if not infinitive and (mark is None or mark.lower_ not in {"that", "whether"}):
            continue
        holders = grammar.possessors(token)
        if not holders and token.head.lemma_.lower() in LIGHT_VERBS and token in grammar.objects(token.head):
            holders = [t for t in grammar.subjects(token.head) if t.i < token.i]
        if not holders:
            continue
        source = span_of(holders)
        cue = Cue(token, token.idx, token.idx + len(token), source, entry.polarity)
        start, end = grammar.clause(head)
        if mark is not None and mark.lower_ == "whether":
            start = mark.idx
        return Attribution([(start, end)], cue, "noun of saying", 0.75, source, entry.polarity)
    return None
