"""Specificity and voice of a commitment, and whether it is a threat."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.schema import Link, Quote
from onrecord.stages.commitment_rules.lexicon import hostile, speaking_kind, vague
from onrecord.stages.commitment_rules.reading import Reading
from onrecord.stages.commitment_rules.status import verb_of

ASPIRING = frozenset(["aim", "commit", "hope", "objective", "seek", "strive", "try", "want", "work"])
ASPIRING_WORDS = frozenset(["commitment", "committed", "determination", "determined", "aspiration", "ambition"])
MOVING = frozenset(["get", "go", "move"])
EMPTY_VERBS = frozenset(["bring", "do", "give", "have", "make", "offer", "provide", "put", "send", "take"])
EMPTY_OBJECTS = frozenset(
    ["action", "attention", "best", "contribution", "difference", "effort", "everything", "good", "job", "measure"]
    + ["message", "part", "peace", "pressure", "progress", "role", "same", "stand", "step", "support", "thing"]
    + ["utmost", "way", "what", "work"]
)

Voice = Literal["own_words", "reported", "document", "narrator"]


def voice(quote: Quote | None, reading: Reading) -> Voice:
    """Return whose words a commitment is given in."""
    if quote is None:
        papers = (n.lemma_.lower() for n in grammar.obliques(verb_of(reading.head), "in", "under"))
        return "document" if any(speaking_kind(p) == "document" for p in papers) else "narrator"
    if quote.speaker_kind == "document":
        return "document"
    return "own_words" if quote.mode == "direct" else "reported"


def specificity(reading: Reading, links: list[Link]) -> Literal["specific", "vague"]:
    """Return whether somebody could later check the action: a sum, a date, a number, a telling verb."""
    if any(link.role in {"amount", "deadline"} for link in links):
        return "specific"
    doc = reading.target.doc
    inside = [t for t in doc[reading.target.i : reading.target.right_edge.i + 1] if t.idx < reading.action[1]]
    if any(t.like_num or t.tag_ == "CD" for t in inside):
        return "specific"
    if reading.act == "refuse" or reading.direction == "not_do":
        return "specific"  # that something is not done can be checked, whatever it is
    deed = _deed(reading.target)
    if deed.tag_.startswith("VB"):
        named = any(t.tag_ in {"NNP", "NNPS"} for t in inside[1:])
        if _says_little(deed):
            return "specific" if named and reading.act == "announce" else "vague"
        return "vague" if _is_aspiration(reading) and not named else "specific"
    if any(t.lemma_.lower() == "be" and t.idx >= reading.action[0] for t in below(deed) if t.i < deed.i):
        return "vague"  # what somebody is to be, rather than to do
    return "specific" if len(inside) > 1 or reading.target.left_edge.i < reading.target.i else "vague"


def _deed(target: Token) -> Token:
    """Return the verb under *going to* or *try to*, else the word itself."""
    if target.lower_ != "going" and target.lemma_.lower() not in {"continue", "keep", "try"}:
        return target
    return next((c for c in grammar.complements(target) if c.i > target.i), target)


def _is_aspiration(reading: Reading) -> bool:
    """Whether a cue tells of an aim or attitude rather than of a decision (*aims to*, *is committed to*)."""
    return reading.head.lemma_.lower() in ASPIRING or reading.head.lower_ in ASPIRING_WORDS


def _says_little(verb: Token) -> bool:
    """Whether a verb, alone or with its object, names nothing to check (*improve*, *take action*)."""
    lemma = verb.lemma_.lower()
    if lemma in MOVING:
        return any(
            c.lower_ in {"forward", "ahead", "far"} or c.tag_ == "JJR" for c in verb.doc[verb.i + 1 : verb.i + 2]
        )
    if lemma in EMPTY_VERBS:
        return any(o.lemma_.lower() in EMPTY_OBJECTS for o in grammar.objects(verb))
    return lemma in vague()


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
