"""The short words behind an entry: values of closed fields, open fields and links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from authoring.notation import AnnotationError

LINK_ROLES = ("anchor", "change_of", "same_as", "part_of")
_OPEN = {"from": "start_date", "to": "end_date", "unit": "granularity", "per": "per"}


def apply_flags(draft: dict[str, Any], flags: Sequence[str], struct: type[msgspec.Struct]) -> dict[str, Any]:
    """Write flags into a draft: ``negative``, ``per=barrel``, ``part_of=label``; returns the draft.

    A word that is a value of two fields belongs to the one the schema names first; ``fy`` sets the calendar.

    Raises:
        AnnotationError: The word is no value of any closed field of this kind.
    """
    closed = _closed_values(struct)
    for flag in flags:
        key, equals, value = flag.partition("=")
        if equals and key in LINK_ROLES:
            draft["links"].append({"role": key, "label": value})
        elif equals and key in _OPEN:
            draft[_OPEN[key]] = None if value == "null" else value
        elif flag == "fy":
            draft["calendar"] = "fiscal"
        elif flag in closed:
            draft[closed[flag]] = flag
        else:
            raise AnnotationError(f"unknown flag {flag!r}")
    return draft


@cache
def _closed_values(struct: type[msgspec.Struct]) -> dict[str, str]:
    values: dict[str, str] = {}
    for field, hint in get_type_hints(struct).items():
        for value in _literals(hint):
            values.setdefault(value, field)
    return values


def _literals(hint: object) -> list[str]:
    if get_origin(hint) is Literal:
        return [value for value in get_args(hint) if isinstance(value, str)]
    if get_origin(hint) in (Union, UnionType):
        return [value for part in get_args(hint) for value in _literals(part)]
    return []
