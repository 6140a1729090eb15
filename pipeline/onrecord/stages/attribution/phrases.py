"""Cues that are no verbs: "according to", "in the words of", nouns of saying, a name and a colon."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.according import according, nominal_head
from onrecord.stages.attribution.lexicon import (
    SayingNoun,
    belief_adjectives,
    possible_phrases,
    saying_nouns,
)
from onrecord.stages.attribution.model import Attribution, Cue
from onrecord.stages.attribution.sources import span_of
from onrecord.stages.attribution.stretches import Stretches, is_utterance

PHRASES = frozenset({"according", "words"})
LIGHT_VERBS = frozenset(("make issue have express voice give repeat release hold share deliver offer").split())
TENSED = frozenset({"VBD", "VBZ", "VBP"})
IMPERSONAL = frozenset({"it", "this", "that", "there", "which", "what", "one", "i", "we", "you"})
"""Subjects of which an adjective states nobody's belief, or the speaker's own."""
RUMOURS = frozenset({"report", "claim", "allegation", "rumour", "rumor", "suggestion", "accusation"})
"""Plurals that tell what is said without saying by whom: "dismissed reports that ..."."""


def phrase_attributions(doc: Doc, marks: Stretches) -> Iterator[Attribution]:
    """Yield the quotes whose cue is no verb."""
    for token in possible_phrases(doc, _words()):
        word = token.lower_
        if word == "according":
            found = according(token, marks)
        elif word == "words" and token.i >= 2:
            found = _in_words(token, marks)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in saying_nouns():
            found = _noun(token, marks)
        elif word in belief_adjectives() and token.tag_ in {"JJ", "VBN"}:
            found = _adjective(token)
        else:
            continue
        if found is not None:
            yield found


@cache
def _words() -> frozenset[str]:
    return PHRASES | frozenset(belief_adjectives())


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
    told = _copular(token, entry, marks)
    if told is not None:
        return told
    for head in _completions(token):
        infinitive = grammar.is_infinitive(head)
        if head.i < token.i or not (entry.infinitive if infinitive else entry.clause):
            continue
        mark = grammar.marker(head)
        if not infinitive and (mark is None or mark.lower_ not in {"that", "whether"}):
            continue
        holders = grammar.possessors(token) or [t for t in grammar.obliques(token, "by") if t.i < head.i]
        if not holders and _is_light(token):
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


def _adjective(token: Token) -> Attribution | None:
    """Read "was confident that ..." of somebody who can be: "it is clear that" states no one's belief."""
    holders = [t for t in grammar.subjects(token) if t.i < token.i]
    group = [t for t in grammar.verb_group(token) if t.i < token.i]
    if not holders or holders[0].lower_ in IMPERSONAL or not any(t.tag_ in TENSED for t in group):
        return None
    source, polarity = span_of(holders), belief_adjectives()[token.lower_]
    polarity = "questioned" if grammar.is_negated(token) else polarity
    for head in grammar.complements(token):
        mark = grammar.marker(head)
        if head.i > token.i and mark is not None and mark.lower_ == "that":
            cue = Cue(token, group[0].idx, token.idx + len(token), source, polarity)
            return Attribution([grammar.clause(head)], cue, "adjective of belief", 0.75, source, polarity)
    return None


def _is_light(token: Token) -> bool:
    """Whether a noun of saying is the object of a verb that only carries it: "voiced fear that ..."."""
    return token.head.lemma_.lower() in LIGHT_VERBS and token in grammar.objects(token.head)


def _completions(token: Token) -> list[Token]:
    """Return the clauses that complete a noun; a parse may hang one on the verb that only carries the noun."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    found = grammar.complements(token)
    if not found and following.lower_ == "that" and _is_light(token):
        found = [c for c in grammar.complements(token.head) if grammar.marker(c) == following]
    return found


def _copular(token: Token, entry: SayingNoun, marks: Stretches) -> Attribution | None:
    """Read "her answer was that ..." and "his reply: “...”": the noun is the cue, its possessor the source."""
    doc, index = token.doc, token.i + 1
    holders = grammar.possessors(token)
    if not holders or not entry.clause:
        return None
    while index < min(len(doc), token.i + 3) and (doc[index].lemma_.lower() == "be" or doc[index].text in {",", ":"}):
        index += 1
    if index == token.i + 1 or index >= len(doc):
        return None
    source, cue = span_of(holders), Cue(token, token.idx, token.idx + len(token), span_of(holders), entry.polarity)
    stretch = marks.next_from(doc[index].idx)
    set_off = doc[index - 1].text in {",", ":"} or marks.text[stretch.inner_start].isupper() if stretch else False
    if stretch and set_off and stretch.start == doc[index].idx and is_utterance(marks.text, stretch):
        return Attribution([(stretch.start, stretch.end)], cue, "noun of saying", 0.8, source, entry.polarity)
    sentence = store.sentence_of(token)
    limit = marks.clip(sentence.start_char, sentence.end_char, token.idx)[1]
    if doc[index].lower_ != "that" or doc[index].tag_ != "IN" or doc[index].i + 1 >= store.sentence_of(token).end:
        return None
    start, end = marks.fit(doc[index + 1].idx, limit, token.idx)
    return Attribution([(start, end)], cue, "noun of saying", 0.75, source, entry.polarity) if start < end else None
