"""Rows of a table, or objects of JSON Lines, as fields of documents."""

from __future__ import annotations

from typing import Any

from onrecord.schema import Reading


def canonical(row: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """Return a row with its fields called as a document's are.

    A key that the caller named for a field gives the field; with dots it reaches into objects. Rows without that key
    may have the field under its own name.
    """
    fields = dict(row)
    for field, key in reading.keys.items():
        value = _at(row, key)
        if value is not _ABSENT:
            fields.pop(key, None)
            fields[field] = value
    return fields


_ABSENT = object()


def _at(row: dict[str, Any], key: str) -> Any:
    if key in row:
        return row[key]
    value: Any = row
    for part in key.split("."):
        if not isinstance(value, dict) or part not in value:
            return _ABSENT
        value = value[part]
    return value
