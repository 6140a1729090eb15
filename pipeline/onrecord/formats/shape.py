"""The shape of the five kinds of claim as annotation tools need it, derived from the schema.

A tool shows a claim as a labelled span with attributes, its cue, source, action or condition as spans of
their own, and links as relations. Which attributes there are, and which values they take, is read from the
structs here and nowhere written down again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec.inspect import BoolType, Field, ListType, NoneType, StructType, Type, UnionType, type_info

from onrecord.record_checks import LINK_KINDS
from onrecord.schema import KINDS, Claim, Entity, Link

FRAGMENT = "fragment"
"""Label of a further piece of a discontinuous span, in tools whose spans are all contiguous."""
CONTINUES = "continues"
"""Relation from a claim to such a piece."""


class Attribute(msgspec.Struct, frozen=True):
    """One attribute of a kind.

    Attributes:
        name: Field of the record.
        values: The closed set, empty for free text; a flag has none and ``flag`` is set.
        nullable: Whether it may be null.
        flag: Whether it is true or false.
        many: Whether it is a list of texts.
    """

    name: str
    values: tuple[str, ...]
    nullable: bool
    flag: bool
    many: bool

    @property
    def free(self) -> bool:
        """Whether a person types the value instead of choosing it."""
        return not self.values and not self.flag


_COMMON = set.intersection(*(set(kind.__struct_fields__) for kind in KINDS.values()))


def _members(kind: Type) -> tuple[Type, ...]:
    return kind.types if isinstance(kind, UnionType) else (kind,)


def _own(kind: type[Claim]) -> list[Field]:
    info = type_info(kind)
    assert isinstance(info, StructType)
    return [field for field in info.fields if field.name not in _COMMON]


def _is_part(field: Field) -> bool:
    return any(isinstance(member, StructType) for member in _members(field.type))


def _values(annotation: Any) -> Iterator[str]:
    """Yield the values of the Literals of an annotation in their order, which msgspec does not keep."""
    for part in get_args(annotation):
        if get_origin(annotation) is Literal:
            yield part
        else:
            yield from _values(part)


def _attribute(kind: type[Claim], field: Field) -> Attribute:
    members = _members(field.type)
    return Attribute(
        name=field.name,
        values=tuple(_values(get_type_hints(kind)[field.name])),
        nullable=any(isinstance(member, NoneType) for member in members),
        flag=any(isinstance(member, BoolType) for member in members),
        many=any(isinstance(member, ListType) for member in members),
    )


PARTS: dict[str, dict[str, bool]] = {
    name: {f.name: any(isinstance(m, NoneType) for m in _members(f.type)) for f in _own(kind) if _is_part(f)}
    for name, kind in KINDS.items()
}
"""Sub-spans of every kind, with whether each may be null."""
PART_LABELS: tuple[str, ...] = tuple(dict.fromkeys(part for parts in PARTS.values() for part in parts))

_ATTRIBUTES = {
    name: {f.name: _attribute(kind, f) for f in _own(kind) if not _is_part(f)} for name, kind in KINDS.items()
}
ENTITY_LABELS: tuple[str, ...] = _ATTRIBUTES["entity"]["label"].values
ATTRIBUTES: dict[str, dict[str, Attribute]] = {
    # The label of an entity is the label of its span.
    kind: {name: a for name, a in found.items() if (kind, name) != ("entity", "label")}
    for kind, found in _ATTRIBUTES.items()
}
"""Attributes of every kind by name."""

ROLES: tuple[str, ...] = get_args(get_type_hints(Link)["role"])
LABELS: tuple[str, ...] = (*ENTITY_LABELS, *(kind for kind in KINDS if kind != "entity"))
"""What a span that is a claim may be labelled."""
# Which kinds hold a link of a role; the roles that join claims of one kind are held by that kind.
_HOLDERS = {
    "speaker": ("quote",),
    "anchor": ("date",),
    **dict.fromkeys(("committer", "beneficiary", "amount", "deadline", "begin", "said_in"), ("commitment",)),
}
_MONEY_ONLY = ("money",)


def label_of(claim: Claim) -> str:
    """Return the label of a claim's span: of an entity its type, of anything else its kind."""
    return claim.label if isinstance(claim, Entity) else claim.kind


def kind_of(label: str) -> str | None:
    """Return the kind of claim a label stands for, None if it stands for none."""
    if label in ENTITY_LABELS:
        return "entity"
    return label if label in LABELS else None


def part_relation(part: str) -> str:
    """Return the name of the relation from a claim to its cue, source, action or condition."""
    return f"has_{part}"


def link_ends(role: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the labels a link of a role may start from, and those it may point at."""
    holders = _HOLDERS.get(role, _MONEY_ONLY)
    target = LINK_KINDS.get(role, "")
    targets = (target,) if target else holders
    return holders, tuple(label for kind in targets for label in labels_of_kind(kind))


def labels_of_kind(kind: str) -> tuple[str, ...]:
    """Return the labels that stand for a kind."""
    return ENTITY_LABELS if kind == "entity" else (kind,)


def visible(claim: Claim) -> dict[str, Any]:
    """Return the attributes of a claim by name."""
    return {name: getattr(claim, name) for name in ATTRIBUTES[claim.kind]}
