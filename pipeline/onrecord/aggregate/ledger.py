"""The ledger: every undertaking of a run once, with who made it, what became of it, and every place it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from onrecord.aggregate import commitments, history, joining
from onrecord.aggregate.commitments import Day, Made, Place, Sum
from onrecord.aggregate.history import Event
from onrecord.aggregate.run import opened
from onrecord.errors import InputError

if TYPE_CHECKING:
    import os

    import pandas as pd

    from onrecord.aggregate.due import Period

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

    def _repr_html_(self) -> str:
        """Return the entry with its history, for notebooks."""
        from onrecord.aggregate import shown

        return shown.entry(self)


class Ledger:
    """All entries of a run."""

    def __init__(self, entries: list[Entry]) -> None:
        """Hold the entries."""
        self.entries = entries

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries from the earliest on."""
        return iter(self.entries)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self.entries)

    def due(self, period: Period | str) -> Ledger:
        """Return the entries whose deadline falls into a period and that no article calls withdrawn or kept.

        Args:
            period: As :func:`onrecord.aggregate.due.parse` takes it: ``2026``, ``2026-Q1``, ``2026-03``.

        Raises:
            InputError: if it is no period.
        """
        from onrecord.aggregate import due

        wanted = due.parse(period) if isinstance(period, str) else period
        found = [entry for entry in self.entries if entry.state == "open" and entry.due and entry.due in wanted]
        return Ledger(sorted(found, key=lambda entry: entry.due or ""))

    def filter(self, *, actor: str | None = None, state: str | None = None) -> Ledger:
        """Return the entries of an actor, in a state, or both.

        Args:
            actor: Part of a name, or the id of a participant.
            state: What became of them.

        Raises:
            InputError: if there is no such state.
        """
        from typing import get_args

        if state is not None and state not in get_args(State):
            raise InputError(f"no state {state!r}", f"there are {', '.join(get_args(State))}")
        named = None if actor is None else actor.casefold()
        return Ledger(
            [
                entry
                for entry in self.entries
                if state in (None, entry.state) and (named is None or any(_is(named, one) for one in entry.actors))
            ]
        )

    def _repr_html_(self) -> str:
        """Return the entries as a table, for notebooks."""
        from onrecord.aggregate import shown

        return shown.ledger(self)

    def frame(self) -> pd.DataFrame:
        """Return a table with a row for each entry; :mod:`onrecord.aggregate.ledger_tables` describes it."""
        from onrecord.aggregate import ledger_tables

        return ledger_tables.entries(self)

    def history(self) -> pd.DataFrame:
        """Return a table with a row for each event, each with the place it stands in."""
        from onrecord.aggregate import ledger_tables

        return ledger_tables.history(self)

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the entries as JSON Lines, each with its history and all its sources."""
        from onrecord import jsonl

        jsonl.write(path, self.entries)


def ledger(run: Any, *, aliases: str | os.PathLike[str] | None = None) -> Ledger:
    """Join the commitments of a run, or of several, into a ledger.

    The commitments are held in memory, the articles are not. Syndicated copies count once.

    Args:
        run: As :func:`onrecord.aggregate.open_run` takes it.
        aliases: File of names a user knows to be one participant's; see :mod:`onrecord.aggregate.aliases`.

    Raises:
        InputError: if a run cannot be read, or a library of the extra ``answers`` is not installed.
    """
    with opened(run, aliases=aliases) as source:
        made = list(commitments.read(source))
        names = {id_: person.name for id_, person in source.participants.by_id.items()}
    return Ledger([_entry([made[number] for number in group], names) for group in joining.join(made)])


def _entry(made: list[Made], names: dict[str, str]) -> Entry:
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


def _is(actor: str, one: Actor) -> bool:
    return actor in one.name.casefold() or actor == one.participant


def _actors(made: list[Made], names: dict[str, str]) -> list[Actor]:
    found = [Actor(participant, names[participant]) for one in made for participant in one.actors]
    unknown = [Actor(None, name) for one in made if not one.actors for name in one.committers]
    return list(dict.fromkeys(found or unknown))


def _distinct(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value is not None))
