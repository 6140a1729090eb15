"""What became of an undertaking: each time it is told, what is different from the time before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from onrecord.aggregate import actions
from onrecord.aggregate.commitments import Day, Made, Place, Sum

What = Literal[
    "announced", "reported", "recalled", "reaffirmed", "raised", "cut", "delayed", "brought_forward", "modified",
    "withdrawn", "reversed", "denied", "fulfilled", "broken", "differs",
]  # fmt: skip
Basis = Literal[
    "first", "status", "action", "amount", "quantity", "deadline", "direction", "own_words", "no_order", "nothing_new"
]
_STATUS: dict[str, What] = {
    "reaffirmed": "reaffirmed",
    "delayed": "delayed",
    "withdrawn": "withdrawn",
    "fulfilled": "fulfilled",
    "broken": "broken",
    "historical": "recalled",
}
# What is done to an undertaking, where the record takes it for an undertaking of its own.
_DONE: dict[str, What] = {"@delay": "delayed", "@end": "withdrawn"}
# What is said again in the actor's own words weeks later is said anew; before that it is the same news.
_ANEW_DAYS = 14


class Event(msgspec.Struct, frozen=True):
    """An undertaking told once.

    Attributes:
        what: What is new. ``announced``: the first article; ``reported``: nothing; ``recalled``: told as of the past;
            ``differs``: other values, and nothing tells which are the later; ``denied``: said not to exist.
        basis: What tells so: the ``status`` of the record, what is done (the ``action``: *delay* it), or a value that
            differs from the last one told.
        before: That value as it was.
        after: As it is.
        place: Where it stands.
    """

    what: What
    basis: Basis
    place: Place
    before: str | None = None
    after: str | None = None


def trace(made: Sequence[Made]) -> list[Event]:
    """Return the events of one undertaking, told in the order of time; one telling can be several events."""
    found: list[Event] = []
    known = _Known(made[0])
    for number, one in enumerate(made):
        events = known.first(one) if number == 0 else known.told(one)
        found += events
    return found


class _Known:
    """What is known of an undertaking so far."""

    def __init__(self, first: Made) -> None:
        self.amount: Sum | None = None
        self.deadline: Day | None = None
        self.quantity: tuple[Decimal, str] | None = None
        self.direction = first.direction
        self.verb = actions.read(first.action, first.spans, first.committers).verb
        self.last = first.place

    def first(self, one: Made) -> list[Event]:
        what = _STATUS.get(one.status, "modified" if one.status == "modified" else "announced")
        if one.polarity == "denied":
            what = "denied"
        self._learn(one)
        return [Event(what, "first" if what == "announced" else "status", one.place)]

    def told(self, one: Made) -> list[Event]:
        changes = self._changes(one)
        if one.polarity == "denied":
            events = [Event("denied", "status", one.place)]
        elif one.status in ("withdrawn", "fulfilled", "broken"):
            events = [Event(_STATUS[one.status], "status", one.place)]
        elif (done := self._done(one)) is not None:
            events = [Event(done, "action", one.place)]
        elif one.direction != self.direction and one.status == "new":
            turned: What = "withdrawn" if one.direction == "not_do" else "reversed"
            events = [Event(turned, "direction", one.place, self.direction, one.direction)]
        elif one.status == "historical":
            events = [Event("recalled", "status", one.place)]
        elif changes and self._unordered(one.place) and one.status == "new":
            events = [msgspec.structs.replace(change, what="differs", basis="no_order") for change in changes]
        elif changes:
            events = changes
            if one.status == "delayed" and not any(event.what == "delayed" for event in changes):
                events = [Event("delayed", "status", one.place), *changes]
        elif one.status in _STATUS:
            events = [Event(_STATUS[one.status], "status", one.place)]
        elif one.status == "modified":
            events = [Event("modified", "status", one.place)]
        elif one.voice == "own_words" and _days(self.last, one.place) >= _ANEW_DAYS:
            events = [Event("reaffirmed", "own_words", one.place)]
        else:
            events = [Event("reported", "nothing_new", one.place)]
        if events[0].what not in ("differs", "recalled", "denied"):
            self._learn(one)
        return events

    def _learn(self, one: Made) -> None:
        self.amount = one.amount or self.amount
        self.deadline = one.deadline if one.deadline is not None and one.deadline.due else self.deadline
        self.quantity = _quantity(one) or self.quantity
        if one.status != "withdrawn":
            self.direction = one.direction
        self.last = one.place

    def _changes(self, one: Made) -> list[Event]:
        """Return what differs from the values told before; a value that was never told is no change."""
        found = []
        was, now = self.amount, one.amount
        if was is not None and now is not None and (order := _compare(was, now)):
            found.append(Event("raised" if order > 0 else "cut", "amount", one.place, was.text, now.text))
        count = _quantity(one)
        if self.quantity is not None and count is not None and self.quantity[1] == count[1]:
            before, after = self.quantity[0], count[0]
            if before != after and not found:
                what: What = "raised" if after > before else "cut"
                found.append(Event(what, "quantity", one.place, str(before), str(after)))
        due = None if self.deadline is None else self.deadline.due
        later = None if one.deadline is None else one.deadline.due
        if self.deadline is not None and one.deadline is not None and due and later and due != later:
            moved: What = "delayed" if later > due else "brought_forward"
            found.append(Event(moved, "deadline", one.place, self.deadline.text, one.deadline.text))
        return found

    def _done(self, one: Made) -> What | None:
        """Return what an action does to the undertaking that was told before, if no value tells it better."""
        verb = actions.read(one.action, one.spans, one.committers).verb
        if one.status != "new" or one.direction != "do" or verb in (None, self.verb) or self._changes(one):
            return None
        return _DONE.get(verb or "")

    def _unordered(self, place: Place) -> bool:
        """Whether nothing tells which of two tellings is the later: one article, one day, or no day."""
        days = [(one.published or "")[:10] for one in (self.last, place)]
        return self.last.doc_id == place.doc_id or days[0] == days[1] or "" in days


def _compare(was: Sum, now: Sum) -> int:
    """Return 1 if a sum is larger than another, -1 if smaller, 0 if equal or if that cannot be told.

    Ranges are compared as ranges: one is larger if neither end is smaller. Currencies and units are never mixed.
    """
    if was.currency is None or (was.currency, was.per) != (now.currency, now.per):
        return 0
    pairs = [(a, b) for a, b in zip(was.ends, now.ends, strict=True) if a is not None and b is not None]
    if not pairs or (None in was.ends) != (None in now.ends):
        return 0
    signs = {(b > a) - (b < a) for a, b in pairs} - {0}
    return signs.pop() if len(signs) == 1 else 0


def _quantity(one: Made) -> tuple[Decimal, str] | None:
    return actions.read(one.action, one.spans, one.committers).quantity


def _days(one: Place, other: Place) -> int:
    """Return how many days lie between two articles; none if one has no date."""
    try:
        first, second = (date.fromisoformat((place.published or "")[:10]) for place in (one, other))
    except ValueError:
        return 0
    return (second - first).days
