"""The tables of an export: those of the records, and those of what is joined across documents."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.aggregate import columns, copies, ledger_tables, participants
from onrecord.aggregate.columns import Column, Type
from onrecord.aggregate.ledger import ledger
from onrecord.aggregate.recipes import sums, utterances
from onrecord.schema import KINDS

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.run import Run


class Table(NamedTuple):
    """A table of an export.

    Attributes:
        name: Its name.
        columns: Its columns.
        key: The column that no two rows share a value of, if there is one.
        refers: Where a column's values are found: column to table; the column there is that table's key.
        searched: Columns for full-text search.
    """

    name: str
    columns: tuple[Column, ...]
    key: str | None = None
    refers: dict[str, str] = {}
    searched: tuple[str, ...] = ()


_COMMON = ("id", "doc_id", "start", "end", "text", "sentence_start", "sentence_end", "stage", "rule", "confidence")
_DTYPES: dict[str, Type] = {"BIGINT": "Int64", "DOUBLE": "Float64"}


_SUMS = ("claim VARCHAR", "left_out VARCHAR")


def _made(names: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of a table that :meth:`onrecord.aggregate.Run.make` made."""
    pairs = (name.split() for name in names)
    return tuple(Column(name, name, _DTYPES.get(type_, "string")) for name, type_ in pairs)


def _claims() -> tuple[Column, ...]:
    common = {column.name: column for column in columns.columns("entity")}
    return (*(common[name] for name in _COMMON), Column("kind", "kind", "category", tuple(KINDS)))


@cache
def tables() -> tuple[Table, ...]:
    """Return all tables, each after those it refers to."""
    place = {"doc_id": "documents", "claim": "claims"}
    kinds = [Table(k, columns.columns(k), "id", {"doc_id": "documents", "id": "claims"}) for k in KINDS]
    roles = ("doc_id VARCHAR", "claim VARCHAR", "role VARCHAR", "participant VARCHAR")
    return (
        Table("documents", columns.columns("documents"), "doc_id", {}, ("title", "text")),
        Table("copies", _made(copies.COLUMNS), "doc_id", {"doc_id": "documents", "copy_of": "documents"}),
        Table("claims", _claims(), "id", {"doc_id": "documents"}, ("text",)),
        *kinds,
        Table("links", columns.columns("links"), None, {**place, "target": "claims"}),
        Table("parties", columns.columns("parties"), None, place),
        Table("sums", _made(_SUMS), "claim", {"claim": "claims"}),
        Table("participants", _made(participants.PARTICIPANTS), "participant", {}, ("name",)),
        Table("names", _made(participants.NAMES), None, {"participant": "participants"}),
        Table(
            "identities", _made(participants.IDENTITIES), None, {"doc_id": "documents", "participant": "participants"}
        ),
        Table("roles", _made(roles), None, {**place, "participant": "participants"}),
        Table("ledger", ledger_tables.ENTRIES, "entry", {"entry": "claims"}, ("actors", "action")),
        Table("history", ledger_tables.HISTORY, None, {**place, "entry": "ledger"}),
        Table("utterances", utterances.COLUMNS, "claim", {**place, "participant": "participants"}),
    )


TABLES = tuple(table.name for table in tables())


def make(run: Run) -> None:
    """Make the tables that a run does not have yet."""
    run.need_copies()
    _ = run.participants
    common = ", ".join(f'"{name}"' for name in _COMMON)
    claims = " UNION ALL ".join(f"SELECT {common}, '{kind}' AS kind FROM {kind}" for kind in KINDS)
    run.execute(f"CREATE OR REPLACE VIEW claims AS {claims}")
    run.make("sums", _SUMS, [(claim, why) for claim, *_, why in sums.judged(run, with_copies=True)])
    entries = ledger(run)
    _hold(run, "ledger", entries.frame(), ledger_tables.ENTRIES)
    _hold(run, "history", entries.history(), ledger_tables.HISTORY)
    _hold(run, "utterances", utterances.table(run, least=1), utterances.COLUMNS)


_SQL = {"Int64": "BIGINT", "boolean": "BOOLEAN", "float64": "DOUBLE", "Float64": "DOUBLE"}


def _hold(run: Run, name: str, frame: pd.DataFrame, described: tuple[Column, ...]) -> None:
    """Make a table of a frame; days are strings, as in the tables of the records."""
    types = [f"{column.name} {_SQL.get(column.dtype, 'VARCHAR')}" for column in described]
    held = {
        column.name: frame[column.name].astype(str).str[:10].where(frame[column.name].notna(), None)
        if column.dtype == "datetime64[s]"
        else frame[column.name]
        for column in described
    }
    rows = zip(*(values.astype(object).where(values.notna(), None) for values in held.values()), strict=True)
    run.make(name, types, list(rows))


def selected(table: Table) -> str:
    """Return the SQL of a table with days as days; those before Christ are null, as SQL has no name for them."""
    chosen = ", ".join(
        f'TRY_CAST("{column.name}" AS DATE) AS "{column.name}"'
        if column.dtype == "datetime64[s]"
        else f'"{column.name}"'
        for column in table.columns
    )
    return f'SELECT {chosen} FROM "{table.name}"'
