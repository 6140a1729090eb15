"""What the parse says of the verb that governs a date: which one it is, and how it stands."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from onrecord.grammar import governing_verb, tense
from onrecord.grammar.labels import below
from onrecord.stages import store
from onrecord.values.dates.model import Timex

_OPENING = ("\u201c", '"', "\u2018")
_CLOSING = re.compile(r"[\u201d\"\n]|\u2019(?!\w)")
_DEPENDENT = frozenset(("acl:relcl", "relcl", "csubj", "csubj:pass", "csubjpass", "advcl"))


def told(doc: Doc, timex: Timex) -> bool:
    """Return whether a verb of the past stands right before the day: "said on Sunday it would", whatever the parse."""
    span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
    at = span.start - 1 if span is not None else -1
    while at >= 0 and doc[at].text.lower() in ("on", "late", "early"):
        at -= 1
    return at >= 0 and doc[at].tag_ == "VBD" and store.sentence_of(doc[at]) == store.sentence_of(doc[at + 1])


def quotes_past(text: str, verb: Token) -> bool:
    """Return whether a speaker tells in direct speech what had been announced: "They said it would come on Friday"."""
    above = governing_verb(verb)
    if above is None or above.idx > verb.idx or tense(above) != "past":
        return False
    opened = max(text.rfind(mark, max(0, above.idx - 400), above.idx) for mark in _OPENING)
    return opened >= 0 and _CLOSING.search(text, opened + 1, verb.idx) is None


def is_hypothetical(verb: Token) -> bool:
    """Whether a past form tells what is not yet so: "would close unless money arrived before June"."""
    if verb.dep_ != "advcl" or not any(c.lower_ in ("if", "unless", "once", "until") for c in below(verb)):
        return False
    above = governing_verb(verb)
    return above is not None and tense(above) == "future"


def has_condition(verb: Token) -> bool:
    """Whether a verb depends on a condition: "leaves on Saturday if the road is clear"."""
    return any(c.dep_ == "advcl" and any(t.lower_ in ("if", "unless") for t in below(c)) for c in below(verb))


def is_condition(verb: Token) -> bool:
    """Whether a present tense depends on a verb of the future: "whoever wins Sunday's vote will inherit the debt"."""
    above = governing_verb(verb) if verb.dep_ in _DEPENDENT else None
    return above is not None and tense(above) == "future"


def is_nobody(verb: Token) -> bool:
    """Whether the subject is negative: "neither he nor his wife could be reached"."""
    subjects = (c for c in below(verb) if c.dep_.startswith("nsubj"))
    return any(t.lower_ in ("neither", "none", "nobody", "no") for s in subjects for t in (s, *below(s)))


def is_to(verb: Token) -> bool:
    """Whether an infinitive follows "is to" or "are to"."""
    at = next((c.i for c in below(verb) if c.lower_ == "to"), 0)
    return at > 0 and verb.doc[at - 1].lower_ in ("is", "are")


def is_pluperfect(verb: Token) -> bool:
    """Whether what was planned had been so before: "had been due to expire on Friday"."""
    return any(c.lower_ == "had" and c.dep_.startswith("aux") for c in below(verb))


def perfect(verb: Token) -> bool:
    """Return whether a verb stands in a perfect tense."""
    return any(c.lemma_ == "have" and c.dep_.startswith("aux") for c in below(verb))


def head_of(doc: Doc, timex: Timex) -> Token | None:
    """Return the word of an expression that the rest of the sentence hangs it on."""
    span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def nearest_verb(token: Token) -> Token | None:
    """The nearest verb above a token, finite or not, or a noun or day that is a predicate."""
    if any(c.dep_ == "cop" for c in below(token)):
        return token
    seen = 0
    while token.head.i != token.i and seen < 50:
        token, seen = token.head, seen + 1
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            return token
        if any(c.dep_ == "cop" for c in below(token)):
            return token
    return token if token.pos_ in ("VERB", "AUX") else None
