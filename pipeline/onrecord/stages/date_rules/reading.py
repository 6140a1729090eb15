"""The expressions of one document, resolved in text order with those before them in view."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from onrecord.schema import Date
from onrecord.stages import store
from onrecord.stages.date_rules.anchors import (
    ANAPHORIC,
    Mention,
    antecedent,
    dated_months,
    day_beside,
    day_told,
    is_any_day,
    is_clock,
    is_yearless,
    near_month,
)
from onrecord.stages.date_rules.claims import claim
from onrecord.stages.date_rules.comparisons import compared, is_comparison, of_year, reported
from onrecord.stages.date_rules.context import direction, is_soon_told
from onrecord.stages.date_rules.story import closing, story, told_year
from onrecord.values.dates.anchors import Frame
from onrecord.values.dates.bounds import bounds
from onrecord.values.dates.fiscal_years import fiscal_end, numbers_by_start
from onrecord.values.dates.model import Bound, Expression, Interval, Point, Resolution, Shift, Timex
from onrecord.values.dates.resolve import published, resolve

_THAT_YEAR = Shift("year", 0, "mention")


class Reading:
    """Resolves the expressions of one document.

    Attributes:
        frame: What is known of when the document was written.
        resolved: Expressions so far, with where they lie.
    """

    def __init__(self, doc: Doc, timexes: list[Timex]) -> None:
        """Take a document and its expressions in order."""
        self.doc = doc
        self.text = store.text(doc)
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
        bounded = bounds(self.text, self.timexes)
        for timex, bound, following in zip(self.timexes, bounded, [*self.timexes[1:], None], strict=False):
            if timex.rule == "future" and is_soon_told(self.doc, self.text, timex):
                # "They soon left" says nothing of what is to come.
                continue
            opened = self._opened(timex, following) if bound == "since" else None
            resolution, anchor = (opened, None) if opened else self._resolve(timex, bound)
            if anchor is None and timex.rule in ANAPHORIC:
                # "Then" without a date before it says nothing.
                continue
            self.resolved.append((timex, resolution))
            found.append(claim(self.doc, timex, bound, resolution, anchor))
        return found

    def _resolve(self, timex: Timex, bound: Bound) -> tuple[Resolution, Timex | None]:
        """Return where an expression lies and the mention it is counted from, if it is."""
        expression = timex.expression
        if isinstance(expression, Shift):
            return self._counted(timex, self._next_told(timex, expression, bound))
        if isinstance(expression, Point) and timex.rule == "year-period":
            last = self.frame.published.last if self.frame.published else None
            about = reported(timex.start, self.resolved, last)
            sentence = store.sentence_at(self.doc, timex.start).start
            point = of_year(self.text, sentence, expression, self.resolved, about)
            return resolve(point, self.frame), about[0] if about and point.index else None
        if isinstance(expression, Point) and expression.told:
            told = antecedent(self.text, timex.start, _THAT_YEAR, self.resolved)
            if told is not None:
                return resolve(expression, replace(self.frame, mention=told[1])), told[0]
        if isinstance(expression, Point) and is_yearless(expression):
            told_of = self._story(timex, expression)
            if told_of is not None:
                (other, _), dated = told_of
                return replace(resolve(dated, self.frame), basis="mention"), other
            mention = self._year_giver(timex, expression)
            if mention is not None:
                other, resolution = mention
                return resolve(expression, replace(self.frame, mention=resolution)), other
        if isinstance(expression, Point) and (is_clock(expression) or timex.rule == "part"):
            return self._clock(timex, expression)
        if is_any_day(self.text, timex):
            return resolve(expression, Frame()), None
        return resolve(expression, self._pointed(timex, bound) if _is_open(expression) else self.frame), None

    def _opened(self, timex: Timex, following: Timex | None) -> Resolution | None:
        """Return where a range over New Year begins: in the year before it ends."""
        end = closing(self.text, timex, following)
        if end is None or following is None or not isinstance(timex.expression, Point):
            return None
        last, _ = self._resolve(following, "until")
        if last.first is None:
            return None
        begun = resolve(replace(timex.expression, year=last.first.year - 1), self.frame)
        return replace(begun, basis=last.basis)

    def _pointed(self, timex: Timex, bound: Bound) -> Frame:
        """Return the frame with the tense around an expression."""
        pointed = direction(self.doc, self.text, timex, bound)
        return replace(self.frame, direction=pointed.direction, present=pointed.present, sure=pointed.sure)

    def _clock(self, timex: Timex, clock: Point) -> tuple[Resolution, Timex | None]:
        """A clock time belongs to the day its sentence names beside it, else to that of the sentence before."""
        other = day_beside(self.doc, self.text, timex, self.timexes)
        if other is None:
            told = day_told(self.text, timex, self.resolved)
            if told is None:
                return resolve(clock, self.frame), None
            return resolve(clock, replace(self.frame, mention=told[1])), told[0]
        day = resolve(other.expression, self._pointed(other, "at"))
        return resolve(clock, replace(self.frame, mention=day)), other

    def _counted(self, timex: Timex, shift: Shift) -> tuple[Resolution, Timex | None]:
        ago = timex.rule == "ago" and shift.counted == "published"
        if ago and (self.frame.published is None or is_comparison(self.text, timex.start, shift)):
            shift = replace(shift, counted="mention", exact=True)
        if shift.counted != "published":
            found = self._counted_from(timex, shift)
            if found is not None and not (ago and self.frame.lies_ahead(found[1])):
                other, resolution = found
                return resolve(shift, replace(self.frame, mention=resolution)), other
            if ago:
                shift = replace(shift, counted="published", exact=False)
            elif timex.rule == "latest":
                # Without a quarter named before, the latest one is that which ended last.
                shift = Shift("quarter", -1)
        return resolve(shift, self.frame), None

    def _next_told(self, timex: Timex, shift: Shift, bound: Bound) -> Shift:
        """Return "the next year" of a story that is over as counted from its own date."""
        if timex.rule != "deictic-unit" or self.text[timex.start : timex.start + 8].lower() != "the next":
            return shift
        past = direction(self.doc, self.text, timex, bound).direction == "past"
        told = replace(shift, counted="mention")
        sentence = store.sentence_at(self.doc, timex.start)
        here = [m for m in self.resolved[-3:] if m[0].start >= sentence.start]
        return told if past and antecedent(self.text, timex.start, told, here) else shift

    def _counted_from(self, timex: Timex, shift: Shift) -> Mention | None:
        """Return the mention that a step is counted from: in a report of figures the period reported."""
        at, day = timex.start, self.frame.published.last if self.frame.published else None
        if shift.unit == "quarter" and not shift.amount and timex.rule in ("latest", "then"):
            return reported(at, self.resolved, day)
        figures = timex.rule == "year-ago" or (shift.exact and is_comparison(self.text, at, shift))
        sentence = store.sentence_at(self.doc, at).start if shift.amount == -1 and shift.exact else at
        if figures and (found := compared(self.text, at, sentence, self.resolved, day)) is not None:
            return found
        found = antecedent(self.text, at, shift, self.resolved)
        if found is None and shift.exact and shift.amount == -1 and shift.unit == "year":
            return compared(self.text, at, sentence, self.resolved, day)
        return found

    def _story(self, timex: Timex, point: Point) -> tuple[Mention, Point] | None:
        """Return the month of a story of an earlier year, with its year."""
        if self.frame.published is None or point.unit != "month":
            return None
        found = story(self.doc, self.text, timex, point, self.resolved)
        if found is None or (found[1].year or 0) >= self.frame.published.first.year:
            return None
        return found if direction(self.doc, self.text, timex, "at").direction == "past" else None

    def _year_giver(self, timex: Timex, point: Point) -> tuple[Timex, Resolution] | None:
        """Return the mention that gives a month its year: a story of an earlier year, else any where none is known."""
        at = self.frame.published
        told = told_year(self.text, point, timex.start, self.resolved)
        if told is not None and at is not None and told[1].last is not None and told[1].last.year < at.first.year:
            return told if direction(self.doc, self.text, timex, "at").direction == "past" else None
        if at is not None:
            return None
        other = self.dated.get(point.month) if point.month else None
        if other is not None:
            return other, resolve(other.expression, self.frame)
        return near_month(point, self.text, timex.start, self.resolved)


def _is_open(expression: Expression) -> bool:
    """Whether tense can decide where an expression lies: not for lengths, and not for what names its year."""
    if isinstance(expression, Point):
        return expression.year is None or expression.fiscal
    return isinstance(expression, Interval | Shift)
