"""Sums and dates a commitment is tied to: what is committed, by when, from when."""

from __future__ import annotations

from onrecord import grammar
from onrecord.grammar.labels import ancestors
from onrecord.schema import Link, Money
from onrecord.stages.commitment_rules import timing
from onrecord.stages.commitment_rules.reading import Extent, Reading
from onrecord.stages.commitment_rules.scene import Scene

THRESHOLD = frozenset(["above", "below", "under", "over", "exceeding", "beyond"])
ENDED = frozenset(["end", "scrap", "abolish", "cancel", "stop", "halt", "oppose", "repeal", "reject", "block"])


def links(scene: Scene, reading: Reading, published: str | None, spared: Extent | None) -> list[Link]:
    """Return the ``amount``, ``deadline`` and ``begin`` links of a reading.

    Args:
        scene: Its document.
        reading: The reading.
        published: When the document was published.
        spared: Its condition, whose sums and dates are not those of the commitment.
    """
    found = [Link("amount", sum_.id) for sum_ in amounts(scene, reading, spared)]
    return found + [Link(role, date.id) for role, date in timing.dates(scene, reading, published, spared).items()]


def amounts(scene: Scene, reading: Reading, spared: Extent | None) -> list[Money]:
    """Return the sum that is committed: the first that is no starting point or component, a unit price for want."""
    inside = [
        sum_
        for sum_ in scene.sums(*reading.action)
        if (spared is None or not spared[0] <= sum_.start < spared[1]) and _is_committed(scene, sum_, reading)
    ]
    if any(s.role == "change_to" for s in inside):
        inside = [s for s in inside if s.role != "change_by"]
    whole = [s for s in inside if s.role != "rate"]
    return (whole or inside)[:1]


def _is_committed(scene: Scene, sum_: Money, reading: Reading) -> bool:
    """Whether a sum is no part, starting point, threshold or attribute of what is to end."""
    if sum_.role == "change_from" or any(link.role == "part_of" for link in sum_.links):
        return False
    head = timing.head_of(scene, sum_)
    word = grammar.preposition(head)
    if word is not None and word.lower_ in THRESHOLD and word.i and word.nbor(-1).pos_ in {"NOUN", "PROPN"}:
        return False
    for above in ancestors(head):
        if above.i in {reading.target.i, reading.head.i} or not reading.action[0] <= above.idx < reading.action[1]:
            break
        if above.tag_ == "VBD":
            return False  # a clause about something in the action tells what has been
    described = head.head.pos_ in {"NOUN", "PROPN"} and head.i < head.head.i
    return not (described and reading.target.lemma_.lower() in ENDED)
