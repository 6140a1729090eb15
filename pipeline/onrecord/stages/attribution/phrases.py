"""Cues that are no verbs: "according to", "in the words of", nouns of saying, a name and a colon."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.stages.attribution.according import according, nominal_head
from onrecord.stages.attribution.lexicon import saying_nouns
from onrecord.stages.attribution.model import Attribution, Cue
from onrecord.stages.attribution.sources import span_of
from onrecord.stages.attribution.stretches import Stretches

LIGHT_VERBS = frozenset(("make issue have express voice give repeat release hold share deliver offer").split())
RUMOURS = frozenset({"report", "claim", "allegation", "rumour", "rumor", "suggestion", "accusation"})
"""Plurals that tell what is said without saying by whom: "dismissed reports that ..."."""


def phrase_attributions(doc: Doc, marks: Stretches) -> Iterator[Attribution]:
    """Yield the quotes whose cue is no verb."""
    for token in doc:
        word = token.lower_
        if word == "according":
            found = according(token, marks)
        elif word == "words" and token.i >= 2:
            found = _in_words(token, marks)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in saying_nouns():
            found = _noun(token, marks)
        else:
            continue
        if found is not None:
            yield found


def _in_words(token: Token, marks: Stretches) -> Attribution | None:
    """Read "in the words of X" and "in his words" beside a stretch in marks."""
    doc = token.doc
    if doc[token.i - 2].lower_ != "in":
        return None
    begin, nominal = doc[token.i - 2], doc[token.i - 1]
    end = token.idx + len(token)
    if token.i + 2 < len(doc) and token.nbor(1).lower_ == "of":
        head = nominal_head(token.i + 2, token.nbor(1))
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
        holders = grammar.possessors(token) or [t for t in grammar.obliques(token, "by") if t.i < head.i]
        if not holders and token.head.lemma_.lower() in LIGHT_VERBS and token in grammar.objects(token.head):
            holders = [t for t in grammar.subjects(token.head) if t.i < token.i]
        rumoured = token.tag_ == "NNS" and token.lemma_.lower() in RUMOURS and token.left_edge.i == token.i
        if not holders and not rumoured:
            continue
        source = span_of(holders) if holders else None
        cue = Cue(token, token.idx, token.idx + len(token), source, entry.polarity)
        start, end = grammar.clause(head)
        if mark is not None and mark.lower_ == "whether":
            start = mark.idx
        return Attribution([(start, end)], cue, "noun of saying", 0.75, source, entry.polarity)
    return None
