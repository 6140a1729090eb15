"""Sums of money by currency, role and month, of which only those are added up that may be.

Not added: a conversion (``same_as`` another sum), a component (``part_of`` one), either side of a change
(``change_of``, and every role but ``amount``: levels, differences and rates do not add up), a sum that the same article
names again (:mod:`onrecord.aggregate.recipes.sums_again`), and sums whose currency is not known. They are counted in
columns of their own. Ranges stay ranges: the total of *at least $3bn* and *$1bn to $2bn* is at least $4bn, and has no
upper end. Sums of several articles are added even where they may be one: the ledger is what counts an undertaking once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Context, Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from onrecord.aggregate import periods, plots
from onrecord.aggregate.columns import Column
from onrecord.aggregate.frames import typed
from onrecord.aggregate.recipes.recipe import Recipe
from onrecord.aggregate.recipes.sums_again import Named
from onrecord.schema import Money

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.run import Run

_QUERY = """
    WITH linked AS (SELECT claim, target, role FROM links WHERE claim_kind = 'money')
    SELECT m.doc_id, m.id, m.currency, m.role, m.sign, d.published_month, m.amount_min, m.amount_max, m.approx,
        m.currency_basis,
        CASE WHEN m.id IN (SELECT claim FROM linked WHERE role = 'same_as') THEN 'conversions'
            WHEN m.id IN (SELECT claim FROM linked WHERE role = 'part_of') THEN 'components'
            WHEN m.role = 'rate' THEN 'rates'
            WHEN m.role <> 'amount' OR m.id IN (
                SELECT unnest([claim, target]) FROM linked WHERE role = 'change_of') THEN 'changes'
            WHEN m.per IS NOT NULL THEN 'rates'
            WHEN m.currency IS NULL THEN 'no_currency'
        END AS left_out
    FROM {money} m JOIN documents d USING (doc_id)
    ORDER BY m.doc_id, left_out NULLS LAST, m.amount_min IS DISTINCT FROM m.amount_max, m.approx, m.start, m.id
"""
_LEFT_OUT = ("conversions", "components", "changes", "rates", "repeated", "no_currency")
# No month of a century is joined to others: what has no upper end could not be told from what has.
_ALL_MONTHS = 1200
# Enough for any sum of sums: nothing is rounded.
_EXACT = Context(prec=1000)


class _Total:
    """The sums of one currency, role, sign and month."""

    def __init__(self) -> None:
        self.claims = self.added = self.approximate = self.assumed = 0
        self.open_below = self.open_above = 0
        self.least = self.most = self.largest = Decimal(0)
        self.largest_claim: str | None = None
        self.left_out = dict.fromkeys(_LEFT_OUT, 0)

    def add(
        self, claim: str, low: str | None, high: str | None, approx: bool, basis: str, left_out: str | None
    ) -> None:
        self.claims += 1
        if left_out is not None:
            self.left_out[left_out] += 1
            return
        self.added += 1
        self.approximate += approx
        self.assumed += basis == "symbol"
        self.open_below += low is None
        self.open_above += high is None
        self.least = _EXACT.add(self.least, Decimal(low or 0))
        self.most = _EXACT.add(self.most, Decimal(high or 0))
        size = Decimal(high or low or 0)
        if self.largest_claim is None or size > self.largest:
            self.largest, self.largest_claim = size, claim

    def row(self) -> tuple[Any, ...]:
        least = None if not self.added or self.open_below == self.added else format(self.least, "f")
        most = None if not self.added or self.open_above else format(self.most, "f")
        ends = (least, most, *(None if end is None else float(end) for end in (least, most)))
        largest = (format(self.largest, "f") if self.added else None, self.largest_claim)
        counts = (self.open_below, self.open_above, self.approximate, self.assumed)
        return (self.claims, self.added, *ends, *largest, *counts, *self.left_out.values())


def _columns() -> tuple[Column, ...]:
    from typing import get_args, get_type_hints

    hints = get_type_hints(Money)
    counted = ("open_below", "open_above", "approximate", "currency_assumed", *_LEFT_OUT)
    return (
        Column("currency", "", "string"),
        Column("role", "", "category", get_args(hints["role"])),
        Column("sign", "", "category", get_args(hints["sign"])),
        Column("month", "", "string"),
        Column("claims", "", "Int64"),
        Column("added", "", "Int64"),
        Column("total_min", "", "string"),
        Column("total_max", "", "string"),
        Column("total_min_float", "", "float64"),
        Column("total_max_float", "", "float64"),
        Column("largest", "", "string"),
        Column("largest_claim", "", "string"),
        *(Column(name, "", "Int64") for name in counted),
    )


def judged(run: Run, *, with_copies: bool) -> Iterator[tuple[Any, ...]]:
    """Yield each sum: id, currency, role, sign, month, ends, approx, basis of the currency, why it is not added."""
    rows = run.rows(_QUERY.format(money=run.counted("money", with_copies)))
    for _, article in groupby(rows, key=itemgetter(0)):
        named = Named()
        for _, claim, currency, role, sign, month, low, high, approx, basis, why in article:
            why = named.again((currency, sign), low, high, bool(approx), why)
            yield claim, currency, role, sign, month, low, high, bool(approx), basis, why


def table(run: Run, *, with_copies: bool = False) -> pd.DataFrame:
    """Return a row for each currency, role, sign and month of publication.

    ``total_min`` and ``total_max`` are exact decimals; an end is null where nothing was added, or where a sum is open
    there (``open_above`` of them). Losses have a row of their own (``sign``) and are not taken from anything. A total
    is often that of its largest sum: ``largest`` and ``largest_claim`` say which that is.
    """
    import pandas as pd

    totals: dict[tuple[str | None, ...], _Total] = defaultdict(_Total)
    for claim, *key, low, high, approx, basis, why in judged(run, with_copies=with_copies):
        totals[tuple(key)].add(claim, low, high, approx, basis, why)
    # What has no currency, or no month, comes last.
    keys = sorted(totals, key=lambda key: tuple((part is None, part or "") for part in key))
    columns = _columns()
    found = [(*key, *totals[key].row()) for key in keys]
    return typed(pd.DataFrame(found, columns=[column.name for column in columns], dtype=object), columns)


def plot(frame: pd.DataFrame) -> Any:
    """Draw the totals by month, each currency on an axis of its own, ranges as lines from least to most."""
    added = frame[(frame["added"] > 0) & (frame["sign"] == "positive") & frame["month"].notna()]
    panels, named = {}, {}
    for currency, part in added.groupby("currency", sort=False):
        by_month = part.groupby("month", sort=True)[["total_min_float", "total_max_float"]].first()
        named[str(currency)] = len(by_month)
        panels[str(currency)] = periods.filled(by_month, _ALL_MONTHS)
    chosen = sorted(panels, key=lambda name: (-named[name], name))[:6]
    return plots.ranges(
        {name: panels[name] for name in chosen}, title="Sums named, by month of publication (≥: open above)"
    )


_SHOWN = ("currency", "role", "sign", "month", "claims", "added", "total_min", "total_max", "largest")
RECIPE = Recipe("sums", "Which sums are named, by currency, role and month?", table, plot, _SHOWN)
