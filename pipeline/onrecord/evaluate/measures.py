"""What is measured: one measure for every span match, attribute and link role of every kind."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple, get_args, get_type_hints

from onrecord.evaluate.attributes import ATTRIBUTES
from onrecord.evaluate.links import ROLES
from onrecord.schema import KINDS, Claim

EXACT, OVERLAP = "exact", "overlap"
ALL = "all"
Group = Literal["spans", "type", "attribute", "filled", "links", "link"]
# The fields whose values the spans of a kind are also scored by. Mentions by name are worth a row of their own:
# which other mentions become records depends on the quotes and commitments that were found.
TYPE_FIELDS: dict[str, tuple[str, ...]] = {
    "entity": ("mention", "label"),
    "quote": ("mode",),
    "money": ("role",),
    "date": ("type",),
    "commitment": ("act",),
}


class Measure(NamedTuple):
    """One thing that is counted: how many there are in gold, how many were predicted, how many are right.

    Attributes:
        kind: Kind of claim, or ``all``.
        group: ``spans``, ``type`` (the spans of one label, mode, act …), ``attribute``, ``filled`` (an
            attribute where it is not null, or name by name), ``links`` (of all roles), ``link`` (of one role).
        name: Field and value of the type (``mode=direct``), name of the attribute or role; empty for spans and
            links.
        match: ``exact`` or ``overlap``: how spans have to agree.
    """

    kind: str
    group: Group
    name: str
    match: str

    @property
    def key(self) -> str:
        """Its name in files: ``quote.spans.overlap``, ``money.amount``, ``commitment.link.deadline``."""
        middle = {
            "spans": f"spans.{self.match}",
            "type": f"{self.name}.{self.match}",
            "attribute": self.name,
            "filled": f"{self.name}.filled",
            "links": "links",
            "link": f"link.{self.name}",
        }[self.group]
        return f"{self.kind}.{middle}"

    @property
    def label(self) -> str:
        """What tables call it."""
        if self.group in ("spans", "type"):
            what = "spans" if self.group == "spans" else self.name.replace("=", " ")
            return f"{what}, {self.match}"
        if self.group == "filled":
            each = any(a.listed for a in ATTRIBUTES[self.kind] if a.name == self.name)
            return f"{self.name} (each name)" if each else f"{self.name} (filled)"
        return {"attribute": self.name, "links": "links", "link": f"link {self.name}"}[self.group]


def types_of(claim: Claim) -> list[str]:
    """Return the types a claim belongs to, as names of measures."""
    return [f"{field}={getattr(claim, field)}" for field in TYPE_FIELDS[claim.kind]]


def _types(kind: str) -> list[str]:
    """Return the types of a kind: the values of its closed fields."""
    hints = get_type_hints(KINDS[kind])
    return [f"{field}={value}" for field in TYPE_FIELDS[kind] for value in get_args(hints[field])]


def measures(kinds: Collection[str]) -> list[Measure]:
    """Return all measures for some kinds, in the order of tables."""
    found = [Measure(ALL, "spans", "", EXACT), Measure(ALL, "spans", "", OVERLAP), Measure(ALL, "links", "", OVERLAP)]
    for kind in KINDS:
        if kind in kinds:
            found += _of(kind)
    return found


def _of(kind: str) -> list[Measure]:
    found = [Measure(kind, "spans", "", match) for match in (EXACT, OVERLAP)]
    found += [Measure(kind, "type", value, match) for value in _types(kind) for match in (EXACT, OVERLAP)]
    for attribute in ATTRIBUTES[kind]:
        found.append(Measure(kind, "attribute", attribute.name, OVERLAP))
        if attribute.filled is not None:
            found.append(Measure(kind, "filled", attribute.name, OVERLAP))
    if ROLES[kind]:
        found.append(Measure(kind, "links", "", OVERLAP))
        found += [Measure(kind, "link", role, OVERLAP) for role in ROLES[kind]]
    return found
