"""The ledger as data frames: one row for each entry, and one for each event of its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from onrecord.aggregate.columns import Column, Type
from onrecord.aggregate.frames import typed
from onrecord.aggregate.history import Basis, What
from onrecord.schema import Commitment

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.entries import Entry
    from onrecord.aggregate.ledger import Ledger


def _column(name: str, dtype: Type = "string", values: tuple[str, ...] = ()) -> Column:
    return Column(name, name, dtype, values)


def _closed(name: str) -> Column:
    from typing import get_type_hints

    return _column(name, "category", get_args(get_type_hints(Commitment)[name]))


ENTRIES = (
    _column("entry"),
    _column("actors"),
    _column("participants"),
    _column("action"),
    _closed("act"),
    _closed("direction"),
    _closed("force"),
    _column("conditional", "boolean"),
    _column("amount"),
    _column("amount_min"),
    _column("amount_max"),
    _column("currency"),
    _column("amount_min_float", "float64"),
    _column("amount_max_float", "float64"),
    _column("deadline"),
    _column("due"),
    _column("due_day", "datetime64[s]"),
    _column("state", "category", ("open", "withdrawn", "fulfilled", "broken", "denied")),
    _column("events"),
    _column("first_published"),
    _column("last_published"),
    _column("articles", "Int64"),
    _column("outlets"),
    _column("sources"),
)
"""``sources`` names every place as ``doc_id:start-end``; names and events are joined by "; "."""

HISTORY = (
    _column("entry"),
    _column("position", "Int64"),
    _column("published"),
    _column("event", "category", get_args(What)),
    _column("basis", "category", get_args(Basis)),
    _column("before"),
    _column("after"),
    _column("claim"),
    _column("doc_id"),
    _column("start", "Int64"),
    _column("end", "Int64"),
    _column("text"),
    _column("publisher"),
    _column("url"),
)


def entries(ledger: Ledger) -> pd.DataFrame:
    """Return a row for each entry."""
    return _frame([entry_row(entry) for entry in ledger], ENTRIES)


def history(ledger: Ledger) -> pd.DataFrame:
    """Return a row for each event."""
    return _frame([row for entry in ledger for row in history_rows(entry)], HISTORY)


def _frame(rows: list[tuple[Any, ...]], columns: tuple[Column, ...]) -> pd.DataFrame:
    import pandas as pd

    return typed(pd.DataFrame.from_records(rows, columns=[column.name for column in columns]), columns)


def entry_row(entry: Entry) -> tuple[Any, ...]:
    """Return an entry as a row of :data:`ENTRIES`."""
    amount, deadline = entry.amount, entry.deadline
    ends = (None, None) if amount is None else (amount.amount_min, amount.amount_max)
    return (
        entry.id,
        "; ".join(actor.name for actor in entry.actors),
        "; ".join(actor.participant for actor in entry.actors if actor.participant is not None) or None,
        entry.action,
        entry.act,
        entry.direction,
        entry.force,
        entry.conditional,
        None if amount is None else amount.text,
        *ends,
        None if amount is None else amount.currency,
        *(None if end is None else float(end) for end in ends),
        None if deadline is None else deadline.text,
        entry.due,
        entry.due,
        entry.state,
        "; ".join(dict.fromkeys(event.what for event in entry.history)),
        entry.first_published,
        entry.last_published,
        len({place.doc_id for place in entry.sources}),
        "; ".join(entry.outlets) or None,
        "; ".join(f"{place.doc_id}:{place.start}-{place.end}" for place in entry.sources),
    )


def history_rows(entry: Entry) -> list[tuple[Any, ...]]:
    """Return the events of an entry as rows of :data:`HISTORY`."""
    rows = []
    for position, event in enumerate(entry.history, start=1):
        place = event.place
        where = (place.claim, place.doc_id, place.start, place.end, place.text, place.publisher, place.url)
        rows.append((entry.id, position, place.published, event.what, event.basis, event.before, event.after, *where))
    return rows
