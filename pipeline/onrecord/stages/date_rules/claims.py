"""The claim made of a date expression and the place it was resolved to."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.schema import Date, Link, claim_id
from onrecord.stages import store
from onrecord.values.dates.model import Bound, Point, Resolution, Shift, Timex


def claim(doc: Doc, timex: Timex, bound: Bound, resolution: Resolution, anchor: Timex | None) -> Date:
    """Return the claim for an expression, linked to the one it is counted from."""
    return store.make(
        doc,
        Date,
        timex.start,
        timex.end,
        links=[Link("anchor", _id(doc, anchor))] if anchor else [],
        stage="dates",
        rule=timex.rule,
        confidence=timex.confidence,
        type=resolution.type,
        value=resolution.value,
        start_date=resolution.first.isoformat() if resolution.first else None,
        end_date=resolution.last.isoformat() if resolution.last else None,
        granularity=_granularity(timex, resolution),
        bound=bound,
        approx=timex.approx,
        basis=resolution.basis,
        calendar="fiscal" if resolution.fiscal else "gregorian",
    )


def _id(doc: Doc, timex: Timex) -> str:
    """The id of the claim made, or yet to be made, for an expression."""
    return claim_id(store.context(doc).doc_id, "date", timex.start, timex.end)


def _granularity(timex: Timex, resolution: Resolution) -> str | None:
    """The unit of a value; parts of the day and seasons have none, for they are no unit of the calendar."""
    expression = timex.expression
    part = isinstance(expression, (Point, Shift)) and expression.part is not None and expression.clock is None
    season = isinstance(expression, Point) and expression.season is not None
    return None if part or season else resolution.unit
