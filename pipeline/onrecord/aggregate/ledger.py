"""The ledger: every undertaking of a run once, with who made it, what became of it, and every place it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from onrecord.aggregate import commitments, entries, joining
from onrecord.aggregate.entries import Actor, Entry, State
from onrecord.aggregate.run import opened
from onrecord.errors import InputError

if TYPE_CHECKING:
    import os

    import pandas as pd

    from onrecord.aggregate.due import Period


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
    return Ledger([entries.make([made[number] for number in group], names) for group in joining.join(made)])


def _is(actor: str, one: Actor) -> bool:
    return actor in one.name.casefold() or actor == one.participant
