"""An entry of the ledger: one undertaking, with who made it, what became of it, and every place it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from onrecord.aggregate import history
from onrecord.aggregate.commitments import Day, Made, Place, Sum
from onrecord.aggregate.history import Event

State = Literal["open", "withdrawn", "fulfilled", "broken", "denied"]
_BEGINS_NEGATED = re.compile(r"^(?:no longer|not|never)\s+(?:to\s+)?", re.IGNORECASE)
_STATES: dict[str, State] = {"withdrawn": "withdrawn", "fulfilled": "fulfilled", "broken": "broken", "denied": "denied"}


class Actor(msgspec.Struct, frozen=True):
    """Who undertook it: id across documents (null where the article ties the name to nobody) and name."""

    participant: str | None
    name: str


class Entry(msgspec.Struct, frozen=True):
    """One undertaking.

    Attributes:
        id: That of its earliest claim.
        actors: Who undertook it.
        action: What, in the words of the telling that says most.
        act: Of the earliest telling; ``direction``, ``force`` and ``conditional`` are of the latest that is no denial.
        amount: The sum last told.
        deadline: The deadline last told.
        due: The last day on which the words are kept, if the deadline names one.
        state: What became of it; ``open`` where no article says.
        history: Every telling, from the earliest on.
        sources: Every place it stands in.
        outlets: Who published them.
    """

    id: str
    actors: list[Actor]
    action: str
    act: str
    direction: str
    force: str
    conditional: bool
    amount: Sum | None
    deadline: Day | None
    due: str | None
    state: State
    first_published: str | None
    last_published: str | None
    outlets: list[str]
    history: list[Event]
    sources: list[Place]

    @property
    def wording(self) -> str:
        """The action, and before it whether it is one not to be done."""
        return self.action if self.direction == "do" else f"not {_BEGINS_NEGATED.sub('', self.action, count=1)}"

    @property
    def standing(self) -> str:
        """How it stands: the state, the sum last told if the action has another, and the day on which it is due."""
        now = self.amount.text if self.amount is not None and self.amount.text not in self.action else None
        parts = (self.state, now and f"now {now}", self.due and f"due {self.due}")
        return ", ".join(part for part in parts if part)

    def _repr_html_(self) -> str:
        """Return the entry with its history, for notebooks."""
        from onrecord.aggregate import shown

        return shown.entry(self)


def make(made: list[Made], names: dict[str, str]) -> Entry:
    """Return the entry of the tellings of one undertaking.

    Args:
        made: The tellings from the earliest on.
        names: What participants are called, by id.
    """
    events = history.trace(made)
    standing = [one for one in made if one.polarity != "denied"] or made
    final = [
        event for event in events if event.what in _STATES or event.what in ("announced", "reaffirmed", "reversed")
    ]
    told = {event.place.claim for event in events if event.what in ("differs", "recalled")}
    current = [one for one in made if one.place.claim not in told] or made
    deadline = next((one.deadline for one in reversed(current) if one.deadline and one.deadline.due), None)
    deadline = deadline or next((one.deadline for one in reversed(current) if one.deadline), None)
    return Entry(
        id=made[0].place.claim,
        actors=_actors(made, names),
        action=max(made, key=lambda one: (one.amount is not None, one.deadline is not None, len(one.action))).action,
        act=made[0].act,
        direction=standing[-1].direction,
        force=standing[-1].force,
        conditional=standing[-1].conditional,
        amount=next((one.amount for one in reversed(current) if one.amount), None),
        deadline=deadline,
        due=None if deadline is None else deadline.due,
        state=_STATES.get(final[-1].what, "open") if final else "open",
        first_published=made[0].place.published,
        last_published=made[-1].place.published,
        outlets=_distinct(one.place.publisher for one in made),
        history=events,
        sources=[one.place for one in made],
    )


def _actors(made: list[Made], names: dict[str, str]) -> list[Actor]:
    found = [Actor(participant, names[participant]) for one in made for participant in one.actors]
    unknown = [Actor(None, name) for one in made if not one.actors for name in one.committers]
    return list(dict.fromkeys(found or unknown))


def _distinct(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value is not None))
