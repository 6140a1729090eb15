"""The fields of each kind as the page needs them to show and edit claims, taken from the records themselves."""

from __future__ import annotations

from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from onrecord.schema import KINDS, Link, SubSpan

_COMMON = frozenset(
    {"id", "doc_id", "start", "end", "text", "fragments", "sentence", "links", "stage", "rule", "confidence"}
)


def fields() -> dict[str, list[dict[str, Any]]]:
    """Return the own fields of each kind in their order: name, type, choices, pattern, and whether null is allowed.

    A type is ``choice``, ``bool``, ``span`` (a part of the text), ``list`` (of strings) or ``text``.
    """
    return {kind: _own(struct) for kind, struct in KINDS.items()}


def roles() -> list[str]:
    """Return the roles a link can have."""
    return list(_choices(get_type_hints(Link)["role"]))


def _own(struct: type[msgspec.Struct]) -> list[dict[str, Any]]:
    hints = get_type_hints(struct, include_extras=True)
    return [{"name": name, **_field(hints[name])} for name in struct.__struct_fields__ if name not in _COMMON]


def _field(hint: Any) -> dict[str, Any]:
    parts = [part for part in _parts(hint) if part is not NoneType]
    found: dict[str, Any] = {"type": "text", "null": NoneType in _parts(hint)}
    (part,) = parts
    if choices := _choices(part):
        return {**found, "type": "choice", "choices": list(choices)}
    if part is bool:
        return {**found, "type": "bool"}
    if part is SubSpan:
        return {**found, "type": "span"}
    if get_origin(part) is list:
        return {**found, "type": "list"}
    patterns = [meta.pattern for meta in getattr(part, "__metadata__", ()) if isinstance(meta, msgspec.Meta)]
    return {**found, "pattern": patterns[0]} if patterns else found


def _parts(hint: Any) -> tuple[Any, ...]:
    # "A | None" has the parts A and None; anything else is one part.
    members = get_args(hint)
    return members if NoneType in members else (hint,)


def _choices(hint: Any) -> tuple[str, ...]:
    return get_args(hint) if get_origin(hint) is Literal else ()
