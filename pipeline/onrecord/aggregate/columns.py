"""The columns of the tables that answers are made of, as SQL over a run and as types of pandas.

They follow from the records: a sub-span is three columns (``cue_start``, ``cue_end``, ``cue_text``), a sentence two,
links and the names of committers and beneficiaries are tables of their own. Beside the exact strings stand what can
be calculated with: ``amount_min_float`` is the float of ``amount_min``, ``start_day`` the timestamp of
``start_date``. Timestamps count seconds, so that years before 1678 have one too.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from onrecord.export import columns as records_columns
from onrecord.schema import KINDS, Document, Link

Type = Literal["string", "category", "Int64", "boolean", "Float64", "float64", "datetime64[s]"]

# A data frame has a method of that name, which the column would hide.
_RENAMED = {"mode": "quote_mode"}
_DTYPES: dict[str, Type] = {"string": "string", "int32": "Int64", "bool": "boolean", "double": "Float64"}
_AMOUNTS, _DAYS = ("amount_min", "amount_max"), {"start_date": "start_day", "end_date": "end_day"}


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: Its name: an identifier of Python, and of no method of a data frame.
        sql: What it is of a line of the run.
        dtype: Its type in pandas.
        values: What a column of a closed set can hold.
    """

    name: str
    sql: str
    dtype: Type
    values: tuple[str, ...] = ()


def _documents() -> tuple[Column, ...]:
    simple = [Column(name, name, "string") for name in Document.__struct_fields__ if name not in ("text", "entities")]
    day = "CASE WHEN regexp_full_match(published, '[0-9]{4}-[0-9]{2}-[0-9]{2}.*') THEN published[:10] END"
    month = "CASE WHEN regexp_full_match(published, '[0-9]{4}-[0-9]{2}.*') THEN published[:7] END"
    return (
        *simple,
        Column("published_day", day, "datetime64[s]"),
        Column("published_month", month, "string"),
        Column("characters", "length(text)", "Int64"),
        Column("text", "text", "string"),
    )


def _claims(kind: str) -> tuple[Column, ...]:
    hints = get_type_hints(KINDS[kind])
    found = []
    for column in records_columns.columns(kind):
        field, name = column.path[0], _RENAMED.get(column.name, column.name)
        if column.type == "links":
            continue
        sql = ".".join(f'"{step}"' for step in column.path)
        if column.type == "strings":
            found.append(Column(name, f"array_to_string({sql}, '; ')", "string"))
        elif column.type == "spans":
            found.append(Column(name, f"CAST(to_json({sql}) AS VARCHAR)", "string"))
        elif values := _closed(hints[field]):
            found.append(Column(name, sql, "category", values))
        elif column.type == "bool":
            # A flag of sums is a choice of dates, so that both are read as text.
            found.append(Column(name, f"CAST({sql} AS BOOLEAN)", "boolean"))
        else:
            found.append(Column(name, sql, _DTYPES[column.type]))
    found += [Column(f"{name}_float", f"CAST({name} AS DOUBLE)", "float64") for name in _AMOUNTS if name in hints]
    found += [Column(day, name, "datetime64[s]") for name, day in _DAYS.items() if name in hints]
    return tuple(found)


def _closed(annotation: Any) -> tuple[str, ...]:
    """Return the values of a field that has a closed set of them."""
    options = [annotation, *get_args(annotation)]
    return next((tuple(get_args(option)) for option in options if get_origin(option) is Literal), ())


_LINKS = (
    Column("doc_id", "doc_id", "string"),
    Column("claim", "id", "string"),
    Column("claim_kind", "kind", "category", tuple(KINDS)),
    Column("role", "link.role", "category", _closed(get_type_hints(Link)["role"])),
    Column("target", "link.target", "string"),
)
_PARTIES = (
    Column("doc_id", "doc_id", "string"),
    Column("claim", "id", "string"),
    Column("role", "role", "category", ("committer", "beneficiary")),
    Column("position", "position", "Int64"),
    Column("name", "name", "string"),
)

TABLES = ("documents", *KINDS, "links", "parties")
"""Documents, one table for each kind of claim, links between claims, and the names of committers and beneficiaries."""


@cache
def columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a table."""
    if table == "documents":
        return _documents()
    return {"links": _LINKS, "parties": _PARTIES}.get(table) or _claims(table)


def select(table: str, documents: str, claims: str) -> str:
    """Return the SQL of a table.

    Args:
        table: One of :data:`TABLES`.
        documents: SQL of where documents come from.
        claims: SQL of where claims come from.
    """
    chosen = ", ".join(f'{column.sql} AS "{column.name}"' for column in columns(table))
    if table == "documents":
        return f"SELECT {chosen} FROM {documents}"
    if table == "links":
        return f"SELECT {chosen} FROM (SELECT id, doc_id, kind, unnest(links) AS link FROM {claims})"
    if table == "parties":
        role = "SELECT id, doc_id, '{0}' AS role, unnest({0}s) AS name, generate_subscripts({0}s, 1) AS position"
        parts = [role.format("committer"), role.format("beneficiary").replace("beneficiarys", "beneficiaries")]
        union = " UNION ALL ".join(f"{part} FROM {claims} WHERE kind = 'commitment'" for part in parts)
        return f"SELECT {chosen} FROM ({union})"
    return f"SELECT {chosen} FROM {claims} WHERE kind = '{table}'"


def json_types(record: Literal["document", "claim"]) -> dict[str, str]:
    """Return the SQL types of the fields of a line of ``documents.jsonl`` or ``claims.jsonl``."""
    if record == "document":
        inventory = {"entities": "STRUCT(id VARCHAR, name VARCHAR, label VARCHAR, aliases VARCHAR[])[]"}
        return {name: "VARCHAR" for name in Document.__struct_fields__} | inventory
    types = {"kind": "VARCHAR"}
    for kind in KINDS:
        for column in records_columns.columns(kind):
            field, rest = column.path[0], column.path[1:]
            if rest:
                text = ', "text" VARCHAR' if rest == ("text",) or "text" in types.get(field, "") else ""
                types[field] = f'STRUCT("start" BIGINT, "end" BIGINT{text})'
            else:
                # What is a flag in one kind and a choice in another is read as text.
                types[field] = _SQL.get(column.type, "VARCHAR")
    types["approx"] = "VARCHAR"
    return types


_SQL = {
    "int32": "BIGINT",
    "bool": "BOOLEAN",
    "double": "DOUBLE",
    "strings": "VARCHAR[]",
    "spans": "BIGINT[][]",
    "links": "STRUCT(role VARCHAR, target VARCHAR)[]",
}
