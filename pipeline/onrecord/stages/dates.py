"""Dates: the places in time a document names, with TIMEX3 values.

In *The bridge opened on Friday and will close in two years.*, published on 2025-12-06 (a Saturday), the stage finds
``Friday`` (2025-12-05, basis ``tense``: *opened* points back) and ``two years`` (P2Y, bound ``within``).
Without a publication date *Friday* stays XXXX-WXX-5: the present day is never used in its place.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.schema import Date, Link, claim_id
from onrecord.stages import store
from onrecord.stages._date_anchors import (
    ANAPHORIC,
    antecedent,
    dated_months,
    day_beside,
    day_told,
    is_any_day,
    is_clock,
    is_comparison,
    is_yearless,
    near_month,
)
from onrecord.stages._date_context import direction
from onrecord.values.dates import find as find_timexes
from onrecord.values.dates.anchors import Frame
from onrecord.values.dates.bounds import bounds
from onrecord.values.dates.fiscal_years import fiscal_end, numbers_by_start
from onrecord.values.dates.model import Bound, Point, Resolution, Shift, Timex
from onrecord.values.dates.resolve import published, resolve

_THAT_YEAR = Shift("year", 0, "mention")
NAME = "onrecord_dates"


@Language.factory(NAME, default_config={})
def make_dates(nlp: Language, name: str) -> DateFinder:
    """Create the stage for a pipeline."""
    return DateFinder(name)


class DateFinder:
    """Finds dates in documents, with or without a parse; stateless."""

    def __init__(self, name: str = NAME) -> None:
        """Take the name the stage has in its pipeline."""
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Write the dates of a document on it."""
        store.put(doc, "date", self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[Date]:
        """Return the dates of a document in text order."""
        timexes = find_timexes(doc.text)
        return _Reading(doc, timexes).claims()


class _Reading:
    """Resolves the expressions of one document in text order, each with those before it in view."""

    def __init__(self, doc: Doc, timexes: list[Timex]) -> None:
        self.doc = doc
        self.text = doc.text
        self.doc_id = store.context(doc).doc_id
        self.timexes = timexes
        self.frame = Frame(
            published(store.context(doc).published),
            fiscal_end=fiscal_end(self.text),
            fiscal_start_named=numbers_by_start(self.text),
        )
        self.dated = dated_months(timexes)
        self.resolved: list[tuple[Timex, Resolution]] = []

    def claims(self) -> list[Date]:
        """Return one claim for every expression."""
        found = []
        for timex, bound in zip(self.timexes, bounds(self.text, self.timexes), strict=True):
            resolution, anchor = self._resolve(timex, bound)
            if anchor is None and timex.rule in ANAPHORIC:
                # "Then" without a date before it says nothing.
                continue
            self.resolved.append((timex, resolution))
            found.append(self._claim(timex, bound, resolution, anchor))
        return found

    def _resolve(self, timex: Timex, bound: Bound) -> tuple[Resolution, Timex | None]:
        """Return where an expression lies and the mention it is counted from, if it is."""
        expression = timex.expression
        if isinstance(expression, Shift):
            return self._counted(timex, expression)
        if isinstance(expression, Point) and expression.told:
            told = antecedent(self.text, timex.start, _THAT_YEAR, self.resolved)
            if told is not None:
                return resolve(expression, replace(self.frame, mention=told[1])), told[0]
        if isinstance(expression, Point) and is_yearless(expression):
            mention = self._year_giver(timex, expression)
            if mention is not None:
                other, resolution = mention
                return resolve(expression, replace(self.frame, mention=resolution)), other
        if isinstance(expression, Point) and is_clock(expression):
            return self._clock(timex, expression)
        if is_any_day(self.text, timex):
            return resolve(expression, Frame()), None
        pointed, present = direction(self.doc, self.text, timex, bound)
        return resolve(expression, replace(self.frame, direction=pointed, present=present)), None

    def _clock(self, timex: Timex, clock: Point) -> tuple[Resolution, Timex | None]:
        """A clock time belongs to the day its sentence names beside it, else to that of the sentence before."""
        other = day_beside(self.doc, timex, self.timexes)
        if other is None:
            told = day_told(self.text, timex, self.resolved)
            if told is None:
                return resolve(clock, self.frame), None
            return resolve(clock, replace(self.frame, mention=told[1])), told[0]
        pointed, present = direction(self.doc, self.text, other, "at")
        day = resolve(other.expression, replace(self.frame, direction=pointed, present=present))
        return resolve(clock, replace(self.frame, mention=day)), other

    def _counted(self, timex: Timex, shift: Shift) -> tuple[Resolution, Timex | None]:
        ago = timex.rule == "ago" and shift.counted == "published"
        if ago and (self.frame.published is None or is_comparison(self.text, timex.start, shift)):
            shift = replace(shift, counted="mention", exact=True)
        if shift.counted != "published":
            found = antecedent(self.text, timex.start, shift, self.resolved)
            if found is not None and not (ago and self._lies_ahead(found[1])):
                other, resolution = found
                return resolve(shift, replace(self.frame, mention=resolution)), other
            if ago:
                shift = replace(shift, counted="published", exact=False)
        return resolve(shift, self.frame), None

    def _lies_ahead(self, resolution: Resolution) -> bool:
        published = self.frame.published
        return published is not None and resolution.first is not None and resolution.first > published.last

    def _year_giver(self, timex: Timex, point: Point) -> tuple[Timex, Resolution] | None:
        """Return the mention that gives a month its year; only asked where no publication date does."""
        if self.frame.published is not None:
            return None
        other = self.dated.get(point.month) if point.month else None
        if other is not None:
            return other, resolve(other.expression, self.frame)
        return near_month(point, self.text, timex.start, self.resolved)

    def _claim(self, timex: Timex, bound: Bound, resolution: Resolution, anchor: Timex | None) -> Date:
        return store.make(
            self.doc,
            Date,
            timex.start,
            timex.end,
            links=[Link("anchor", self._id(anchor))] if anchor else [],
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

    def _id(self, timex: Timex) -> str:
        """The id of the claim made, or yet to be made, for an expression."""
        return claim_id(self.doc_id, "date", timex.start, timex.end)


def _granularity(timex: Timex, resolution: Resolution) -> str | None:
    """The unit of a value; parts of the day and seasons have none, for they are no unit of the calendar."""
    expression = timex.expression
    part = isinstance(expression, (Point, Shift)) and expression.part is not None and expression.clock is None
    season = isinstance(expression, Point) and expression.season is not None
    return None if part or season else resolution.unit
