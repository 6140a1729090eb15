"""Status, specificity, voice and condition of a commitment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Link, Quote
from onrecord.stages.commitment_rules.lexicon import condition_phrases, hostile, speaking_kind, vague
from onrecord.stages.commitment_rules.reading import Extent, Reading
from onrecord.stages.commitment_rules.scene import Scene

FORMERLY = frozenset(["previously", "originally", "once", "formerly"])
SAME_NEWS = timedelta(days=14)
"""How long before publication an undertaking still is the news rather than history."""

Voice = Literal["own_words", "reported", "document", "narrator"]


def voice(quote: Quote | None, reading: Reading) -> Voice:
    """Return whose words a commitment is given in."""
    if quote is None:
        papers = (n.lemma_.lower() for n in grammar.obliques(_verb_of(reading.head), "in", "under"))
        return "document" if any(speaking_kind(p) == "document" for p in papers) else "narrator"
    if quote.speaker_kind == "document":
        return "document"
    return "own_words" if quote.mode == "direct" else "reported"


def _verb_of(head: Token) -> Token:
    """Return the verb a cue hangs on: itself, or the one a noun is object of."""
    return head if head.tag_.startswith("VB") or head.head.i == head.i else head.head


def status(scene: Scene, reading: Reading, published: str | None) -> str:
    """Return the status; an undertaking told as past (*had pledged*, *promised in 2015*) is historical."""
    if reading.status != "new" or reading.cue.pos not in {"verb", "adj"}:
        return reading.status
    if grammar.is_passive(reading.head) and not reading.actors and grammar.tense(reading.head) == "past":
        return "historical"  # who was promised something tells of it afterwards
    group = grammar.verb_group(reading.head)
    if any(t.lower_ in {"had", "'d", "’d"} and t.tag_ == "VBD" for t in group):
        return "historical"
    if any(c.lower_ in FORMERLY and abs(c.i - reading.head.i) <= 3 for c in below(reading.head)):
        return "historical"
    return "historical" if _long_ago(scene, reading, published) else reading.status


def _long_ago(scene: Scene, reading: Reading, published: str | None) -> bool:
    """Whether a date on the cue itself lies well before publication."""
    if published is None or grammar.tense(reading.head) != "past":
        return False
    try:
        limit = (date.fromisoformat(published[:10]) - SAME_NEWS).isoformat()
    except ValueError:
        return False
    sentence = reading.head.sent
    for when in scene.times(sentence.start_char, sentence.end_char):
        if reading.action[0] <= when.start < reading.action[1] or when.end_date is None:
            continue
        if when.end_date < limit and _modifies(scene.token(when.end - 1), reading.head):
            return True
    return False


def _modifies(token: Token, verb: Token) -> bool:
    for _ in range(4):
        if token.head.i == verb.i:
            return True
        if token.head.i == token.i or token.head.pos_ == "VERB":
            return False
        token = token.head
    return False


def specificity(reading: Reading, links: list[Link]) -> Literal["specific", "vague"]:
    """Return whether somebody could later check the action: a sum, a date, a number, a telling verb."""
    if any(link.role in {"amount", "deadline"} for link in links):
        return "specific"
    doc = reading.target.doc
    inside = [t for t in doc[reading.target.i : reading.target.right_edge.i + 1] if t.idx < reading.action[1]]
    if any(t.like_num or t.tag_ == "CD" for t in inside):
        return "specific"
    if reading.target.tag_.startswith("VB"):
        return "vague" if reading.target.lemma_.lower() in vague() else "specific"
    return "specific" if len(inside) > 1 or reading.target.left_edge.i < reading.target.i else "vague"


def condition(reading: Reading) -> Extent | None:
    """Return the extent of what a commitment depends on, or None."""
    for head in dict.fromkeys((reading.target, reading.head)):
        found = grammar.conditions(head)
        if found:
            return found[0]
    return _phrase(reading)


def is_threat(reading: Reading, condition: str) -> bool:
    """Whether a conditional undertaking is to do what others must fear (*will sue if*, *vowed to strike unless*)."""
    words = hostile().get(reading.target.lemma_.lower())
    if words is None or reading.act not in {"promise", "announce"} or reading.direction != "do":
        return False
    if "-" in words:
        return True
    if "unless" in words and condition.lower().startswith("unless"):
        return True
    after = reading.target.doc[reading.target.i + 1 : min(reading.target.i + 8, len(reading.target.doc))]
    return any(t.lemma_.lower() in words and t.idx < reading.action[1] for t in after)


def _phrase(reading: Reading) -> Extent | None:
    """Return *subject to approval*, *in return for aid* and the like after the cue."""
    doc = reading.head.doc
    first = min(reading.head.i, reading.target.i)
    last = max(reading.head.right_edge.i, reading.target.right_edge.i) + 1
    words = [t.lower_ for t in doc[first : min(last, first + 80)]]
    for offset in range(len(words)):
        for phrase in condition_phrases():
            if tuple(words[offset : offset + len(phrase)]) != phrase:
                continue
            start = doc[first + offset]
            end = next((t for t in doc[start.i + len(phrase) : last] if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
            if end is None:
                return None
            while end.head.i > end.i and end.head.i < last and end.head.pos_ in {"NOUN", "PROPN"}:
                end = end.head
            return start.idx, grammar.noun_phrase(end)[1]
    return None
