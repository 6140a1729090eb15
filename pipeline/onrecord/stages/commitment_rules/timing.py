"""When an action is due, and from when: the dates of a commitment."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import ancestors
from onrecord.schema import Date, Money
from onrecord.stages import store
from onrecord.stages.commitment_rules.reading import Extent, Reading
from onrecord.stages.commitment_rules.scene import Scene

DEADLINE = frozenset(["by", "before", "within", "until"])
BEGIN = frozenset(["since", "after"])
AHEAD = frozenset(["next", "coming", "ahead", "upcoming", "first"])
BEHIND = frozenset(["last", "ago", "previous", "past", "earlier", "yesterday"])
INDEFINITE = frozenset(["future", "point", "later date"])
AGES = frozenset(["decade", "century"])
PERIODS = frozenset(["quarter", "half", "year"])
NEAR = 30
"""How many characters apart two dates that name one time stand (*in three weeks, on 9 July*)."""

Role = Literal["deadline", "begin"]


def dates(scene: Scene, reading: Reading, published: str | None, spared: Extent | None) -> dict[Role, Date]:
    """Return the date on or by which the action of a reading is to be done, and the one from which.

    A date tied to the verb of the action goes before one of an event in it, and that before one on the cue; what the
    condition, ``spared``, is dated by is left out.
    """
    placed: dict[Role, tuple[int, Date]] = {}
    for date in scene.times(*_reach(reading)):
        if spared is not None and spared[0] <= date.start < spared[1]:
            continue
        role = _role(scene, date)
        rank = _rank(scene, date, reading, published) if role is not None else None
        if role is None or rank is None or _is_over(date, published if rank else None):
            continue
        if role not in placed or rank < placed[role][0]:
            placed[role] = rank, date
    return {role: date for role, (_, date) in placed.items()}


def _reach(reading: Reading) -> Extent:
    """Return the stretch in which a date can belong to a commitment: its sentence and its action."""
    sentence = store.sentence_of(reading.head)
    return min(sentence.start_char, reading.action[0]), max(sentence.end_char, reading.action[1])


def _is_over(date: Date, published: str | None) -> bool:
    """Whether a date is worded as past or lies before publication.

    What is to be done on a date was to be done then, even if it has passed: such dates are asked without publication.
    """
    if date.value in {"PAST_REF", "PRESENT_REF"} or BEHIND.intersection(date.text.lower().split()):
        return True
    return published is not None and date.end_date is not None and date.end_date < published[:10]


def _role(scene: Scene, date: Date) -> Role | None:
    """Return the role the words before a date give it: from when, or when and by when; None for how long."""
    if date.type == "SET" or date.value == "FUTURE_REF" and any(w in date.text.lower() for w in INDEFINITE):
        return None
    head = head_of(scene, date)
    word = grammar.preposition(head)
    before = word.lower_ if word is not None else ""
    if date.bound in BEGIN or before in {"from", "starting", "beginning"} or _as_of(scene.token(date.start)):
        return "begin"
    if date.type == "DURATION" and before not in {"in", "within"} and not AHEAD.intersection(date.text.lower().split()):
        return None
    if date.type == "TIME" and before in {"between", "from"}:
        return None
    return "deadline"


def _as_of(first: Token) -> bool:
    return first.i > 1 and (first.nbor(-2).lower_, first.nbor(-1).lower_) == ("as", "of")


def _rank(scene: Scene, date: Date, reading: Reading, published: str | None) -> int | None:
    """Return how closely a date is tied to the action, 0 the closest, or None where it is not."""
    token = head_of(scene, date)
    if reading.action[0] <= date.start < reading.action[1]:
        if date.bound in DEADLINE:
            return 0
        if date.granularity in AGES:
            return None  # no action is due in an age
        rank = _inside(scene, date, token, reading)
        return 1 if rank == 0 and date.type == "DURATION" else rank
    above = _above(token)
    if above.i == reading.target.i:
        return 1
    if above.i != reading.head.i:
        return None
    tense = grammar.tense(reading.head)
    if reading.cue.pos == "modal" or date.bound in DEADLINE:
        return 1
    ahead = tense in {"present", "future"} or tense is None and reading.head.tag_ == "VBN" and token.i > reading.head.i
    if published is not None and date.start_date is not None:
        return 2 if date.start_date > published[:10] or ahead and date.start_date == published[:10] else None
    return 2 if ahead else None


def _inside(scene: Scene, date: Date, token: Token, reading: Reading) -> int | None:
    """Return 0 for a date of a verb of the action, 2 for that of an event in it (*at this summer's fair*)."""
    rank = 0
    near = scene.times(max(reading.action[0], date.start - NEAR), min(reading.action[1], date.end + NEAR))
    for above in ancestors(token):
        if above.pos_ == "ADP" or any(d.start <= above.idx < d.end for d in near):
            continue
        if above.i == reading.target.i and above.pos_ in {"VERB", "AUX"} or above.i == reading.head.i:
            return rank
        if above.pos_ in {"VERB", "AUX"}:
            inside = reading.action[0] <= above.idx < reading.action[1]
            if above.tag_ == "VBN" and above.dep_ == "acl":
                rank = max(rank, 1)  # "a deal signed in May": in the May before, which nothing is due by
            return rank if inside and grammar.tense(above) != "past" else None
        if rank == 0 and not _dates_event(date, token, above):
            return None
        rank = 2
        if above.i == reading.target.i:
            return rank
    return None


def _dates_event(date: Date, token: Token, noun: Token) -> bool:
    """Whether a date tells when an event is (*the March 1 primary*), not which it is (*a 1977 ruling*)."""
    word = grammar.preposition(token)
    if word is not None:
        return word.lower_ not in {"of", "since"}
    if token.i > noun.i:
        return not any(t.text in {",", "("} for t in token.doc[noun.i + 1 : token.i])
    owns = any(t.tag_ == "POS" for t in token.doc[token.i + 1 : noun.i])
    return owns or date.granularity not in PERIODS


def _above(token: Token) -> Token:
    """Return the word a date modifies, its preposition passed over."""
    above = token.head
    return above.head if above.pos_ == "ADP" and above.head.i != above.i else above


def head_of(scene: Scene, claim: Date | Money) -> Token:
    """Return the word of a sum or date that the others hang on."""
    first, last = scene.token(claim.start), scene.token(claim.end - 1)
    span = scene.doc[first.i : last.i + 1]
    return span.root if len(span) else first
