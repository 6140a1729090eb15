"""Entries of dates and sums of money."""

from __future__ import annotations

from decimal import Decimal

from authoring.drafts import Context, Draft, draft
from authoring.flags import apply_flags
from authoring.notation import Entry
from authoring.periods import period
from authoring.spans import Span, fragments_of
from onrecord.schema import Date, Money


def read_date(context: Context, entry: Entry, scope: Span) -> Draft:
    """Read ``span | value flags``; days and granularity follow from the value where no flag sets them."""
    written, rest = entry.fields
    value, *flags = rest.split()
    covered = period(None if value == "null" else value)
    floating = value == "null" or value.endswith("_REF")
    kind = "DATE" if floating else "DURATION" if value[0] == "P" else "TIME" if "T" in value else "DATE"
    record = draft(context, "date", fragments_of(context.text, scope, written))
    record |= {
        "type": kind,
        "value": None if value == "null" else value,
        "start_date": covered.start.isoformat() if covered.start else None,
        "end_date": covered.end.isoformat() if covered.end else None,
        "granularity": covered.granularity,
        "bound": "at",
        "approx": "none",
        "basis": "unresolved" if floating else "explicit",
        "calendar": "gregorian",
    }
    return apply_flags(record, flags, Date)


def read_money(context: Context, entry: Entry, scope: Span) -> Draft:
    """Read ``span | amount currency flags``; the amount is a point ``45e9``, a range or open ``3e6..``."""
    written, rest = entry.fields
    amount, currency, *flags = rest.split()
    low, dots, high = amount.partition("..")
    record = draft(context, "money", fragments_of(context.text, scope, written))
    record |= {
        "amount_min": _decimal(low),
        "amount_max": _decimal(high if dots else low),
        "bound": "exact",
        "approx": "approx" in flags,
        "currency": None if currency == "null" else currency,
        "currency_basis": "symbol",
        "role": "amount",
        "per": None,
        "sign": "positive",
    }
    return apply_flags(record, [flag for flag in flags if flag != "approx"], Money)


def _decimal(written: str) -> str | None:
    """Return ``45e9`` as ``45000000000``; no sign of how it was written remains."""
    if not written:
        return None
    return f"{Decimal(written):f}"
