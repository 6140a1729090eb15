"""Sums and dates a commitment is tied to: what is committed, by when, from when."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from onrecord import grammar
from onrecord.schema import Date, Link, Money
from onrecord.stages.commitment_rules.reading import Extent, Reading
from onrecord.stages.commitment_rules.scene import Scene

DEADLINE = frozenset(["by", "before", "within", "until"])
BEGIN = frozenset(["since", "after"])
Role = Literal["deadline", "begin"]


def links(scene: Scene, reading: Reading, published: str | None) -> list[Link]:
    """Return the ``amount``, ``deadline`` and ``begin`` links of a reading."""
    found = [Link("amount", sum_.id) for sum_ in amounts(scene, reading)]
    for date in scene.times(*_clause(reading)):
        role = _role(scene, date, reading, published)
        if role is not None and role not in {link.role for link in found}:
            found.append(Link(role, date.id))
    return found


def amounts(scene: Scene, reading: Reading) -> list[Money]:
    """Return the sum that is committed: the first that is no rate, starting point or component."""
    inside = scene.sums(*reading.action)
    for sum_ in inside:
        component = any(link.role == "part_of" for link in sum_.links)
        if sum_.role in {"amount", "change_by", "change_to"} and not component:
            if sum_.role == "change_by" and any(s.role == "change_to" for s in inside):
                continue
            return [sum_]
    return []


def _clause(reading: Reading) -> Extent:
    """Return the stretch in which a date can belong to a commitment: its clause, fronted dates included."""
    start = min(reading.action[0], reading.cue_extent[0])
    first = reading.head.left_edge
    while first.i > reading.head.sent.start and first.nbor(-1).text == ",":
        first = first.nbor(-1).left_edge
        break
    return min(first.idx, start), max(reading.action[1], reading.cue_extent[1])


def _role(scene: Scene, date: Date, reading: Reading, published: str | None) -> Role | None:
    """Return the role a date plays, or None where it only places the report or something in the action."""
    token = _head_of(scene, date)
    inside = reading.action[0] <= date.start < reading.action[1]
    if date.type == "SET":
        return None
    word = grammar.preposition(token)
    before = word.lower_ if word is not None else ""
    if before in {"over", "during", "for", "throughout", "of"} and date.bound not in DEADLINE:
        return None
    if date.type == "DURATION":
        return "deadline" if before in {"in", "within"} and (inside or _hangs_on(token, reading)) else None
    if date.bound in BEGIN or before in {"from", "starting", "beginning"}:
        return "begin" if inside or _hangs_on(token, reading) else None
    if date.end_date is not None and published is not None and date.end_date < published[:10]:
        return None
    if date.value in {"PAST_REF", "PRESENT_REF"}:
        return None
    if date.bound in DEADLINE:
        return "deadline" if inside or _hangs_on(token, reading) else None
    if inside and _before_event(token, reading):
        return "deadline"
    if not _hangs_on(token, reading, action_only=True):
        return None
    return "deadline" if inside or reading.cue.pos == "modal" else None


def _head_of(scene: Scene, date: Date) -> Token:
    """Return the word of a date that the others hang on."""
    first, last = scene.token(date.start), scene.token(date.end - 1)
    span = scene.doc[first.i : last.i + 1]
    return span.root if len(span) else first


def _before_event(date: Token, reading: Reading) -> bool:
    """Whether a date is that of an event the action comes before (*before the vote in July*)."""
    event = date.head
    word = grammar.preposition(event) if event.pos_ in {"NOUN", "PROPN"} else None
    return word is not None and word.lower_ in DEADLINE and event.i > reading.target.i


def _hangs_on(date: Token, reading: Reading, *, action_only: bool = False) -> bool:
    """Whether a date modifies the verb of the action, or for deadlines the cue, and no noun inside."""
    above = date.head
    if above.pos_ == "ADP" and above.head.i != above.i:
        above = above.head
    if above.i == reading.target.i:
        return True
    if above.pos_ in {"VERB", "AUX"} and reading.action[0] <= above.idx < reading.action[1]:
        return True
    if above.i == reading.head.i:
        # A date on the cue of an action without a verb is when it is done (*pledged $5bn by 2030*).
        return not action_only or date.i > reading.target.i and reading.target.pos_ not in {"VERB", "AUX"}
    return False
