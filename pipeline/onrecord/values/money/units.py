"""Currencies as text writes them: symbols, codes, names and minor units, from ``lexicons/currencies.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from onrecord.lexicons import load

Guard = Literal["none", "large", "strong", "attached", "evidence", "cents", "idiom", "alone"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One way to write a currency.

    Attributes:
        form: Surface; exact for symbols and codes, case-folded for names and minor units.
        codes: ISO 4217 codes it can stand for; none for what has no such code (bitcoin) or where none is written.
        default: The code it stands for where the document says nothing else; None leaves it unresolved.
        kind: ``symbol`` ($), ``code`` (USD), ``name`` (dollars), ``minor`` (cents) or ``none``.
        before: Whether it may stand before the number.
        after: Whether it may stand after the number.
        guard: What else the text must show before this counts as money (see the lexicon's header).
        factor: What the number is multiplied by to give major units.
    """

    form: str
    codes: frozenset[str]
    default: str | None
    kind: Literal["symbol", "code", "name", "minor", "none"]
    before: bool
    after: bool
    guard: Guard
    factor: Decimal

    @property
    def explicit(self) -> bool:
        """Whether the form names one currency only."""
        return len(self.codes) == 1


def _read() -> tuple[dict[str, Unit], dict[str, Unit]]:
    exact: dict[str, Unit] = {}
    folded: dict[str, Unit] = {}
    for row in load("currencies"):
        unit = Unit(
            form=row["form"],
            codes=frozenset(filter(None, row["codes"].split("|"))),
            default=row["default"] or None,
            kind=row["kind"],  # type: ignore[arg-type]
            before=row["side"] in ("before", "both"),
            after=row["side"] in ("after", "both"),
            guard=row["guard"],  # type: ignore[arg-type]
            factor=Decimal(row["factor"]),
        )
        if unit.kind in ("name", "minor"):
            folded[unit.form.replace("-", " ")] = unit
        else:
            exact[unit.form] = unit
    return exact, folded


EXACT, FOLDED = _read()
"""Units by exact form (symbols, codes) and by case-folded form (names, minor units)."""

NAME_STARTS = frozenset(form.split()[0] for form in FOLDED if " " in form)
"""First words of the currency names of several words."""

NAME_WORDS = max(len(form.split()) for form in FOLDED)
"""Words in the longest currency name."""

DOLLAR = EXACT["$"]
RUPEE = EXACT["Rs"]
UNSTATED = Unit("", frozenset(), None, "none", False, False, "none", Decimal(1))
"""For sums written without any currency: "a seven-figure fee"."""
