"""The calendar under the dates: periods, steps, holidays, counts, and the grammar on bare text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.schema import Date
from onrecord.values.dates import find, periods
from onrecord.values.dates.anchors import Frame, published
from onrecord.values.dates.bounds import bounds
from onrecord.values.dates.counts import duration, quantity
from onrecord.values.dates.explicit import digit_day, written_day
from onrecord.values.dates.fiscal_years import fiscal_end
from onrecord.values.dates.holidays import easter, holiday, nth_weekday
from onrecord.values.dates.model import Bound, Opaque, Point, Shift
from onrecord.values.dates.resolve import resolve


@pytest.mark.parametrize(
    ("year", "sunday"), [(1961, (4, 2)), (2000, (4, 23)), (2019, (4, 21)), (2024, (3, 31)), (2038, (4, 25))]
)
def test_easter(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == date(year, *sunday)


def test_floating_holidays() -> None:
    assert holiday("Thanksgiving", 2025) == date(2025, 11, 27)
    assert nth_weekday(2025, 5, 1, -1) == date(2025, 5, 26)
    assert holiday("Diwali", 2025) is None


@pytest.mark.parametrize(
    ("unit", "value", "first", "last"),
    [
        ("week", "2025-W49", (2025, 12, 1), (2025, 12, 7)),
        ("weekend", "2025-W49-WE", (2025, 12, 6), (2025, 12, 7)),
        ("month", "2025-12", (2025, 12, 1), (2025, 12, 31)),
        ("quarter", "2025-Q4", (2025, 10, 1), (2025, 12, 31)),
        ("half", "2025-H2", (2025, 7, 1), (2025, 12, 31)),
        ("decade", "202", (2020, 1, 1), (2029, 12, 31)),
        ("century", "20", (2000, 1, 1), (2099, 12, 31)),
    ],
)
def test_period_of_a_day(unit: str, value: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    period = periods.of_unit(unit, date(2025, 12, 6))
    assert period is not None
    assert (period.value, period.first, period.last) == (value, date(*first), date(*last))


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    week = periods.week(date(2027, 1, 1))
    assert week is not None and week.value == "2026-W53"


@given(st.dates(), st.sampled_from(["day", "week", "month", "quarter", "year", "decade"]), st.integers(-99999, 99999))
def test_steps_never_raise(at: date, unit: str, amount: int) -> None:
    moved = periods.step(at, unit, amount)
    assert moved is None or periods.of_unit(unit, moved) is None or isinstance(moved, date)


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        ("two", "year", "P2Y"),
        ("several", "week", "PXW"),
        ("half an", "hour", "PT30M"),
        ("two and a half", "year", "P2Y6M"),
        ("27", "hour", "PT27H"),
        ("a couple of", "month", "P2M"),
        ("1,000", "day", "P1000D"),
    ],
)
def test_durations(count: str, unit: str, value: str) -> None:
    assert duration(quantity(count), unit) == value


def test_quantity_of_nonsense_is_none() -> None:
    assert quantity("0") is None and quantity("999999999") is None and quantity("one") == Decimal(1)


def test_written_and_digit_days() -> None:
    assert written_day(12, "March", 2025) == Point("day", 2025, 3, 12)
    assert isinstance(written_day(31, "June", 2025), Opaque)
    assert written_day(29, "February", None) == Point("day", None, 2, 29)
    assert isinstance(digit_day(2025, 3, 4, day_first=False), Opaque)
    assert digit_day(2025, 3, 4, day_first=True) == Point("day", 2025, 4, 3)
    assert digit_day(2025, 13, 13, day_first=False) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [("2025-12-06", "day"), ("2025-12-06T00:30:00+01:00", "day"), ("2022-07", "month"), ("2022", "year")],
)
def test_published(text: str, unit: str) -> None:
    found = published(text)
    assert found is not None and found.unit == unit


@pytest.mark.parametrize("text", [None, "", "soon", "2025-13-01", "2025-02-30", "0000-01-01", "20251206"])
def test_published_unreadable_is_none(text: str | None) -> None:
    assert published(text) is None


def test_nothing_is_placed_without_a_publication_date() -> None:
    for expression in (Shift("day", -1), Shift("year", 0), Point("day", weekday=5), Point("month", month=3)):
        resolution = resolve(expression, Frame(direction="past"))
        assert resolution.first is None and resolution.last is None and resolution.basis == "unresolved"


def test_the_edges_of_the_calendar() -> None:
    for day in ("0001-01-01", "9999-12-31"):
        for amount in (-1, 1):
            for unit in ("day", "week", "weekend", "month", "quarter", "year", "decade", "century"):
                resolve(Shift(unit, amount), Frame(published(day)))


def test_fiscal_end_is_read_from_the_text() -> None:
    assert fiscal_end("Its fiscal year, which ends in September, was good.") == 9
    assert fiscal_end("The financial year begins in April.") == 3
    assert fiscal_end("It was a good year.") is None


def test_bound_values_are_those_of_the_record() -> None:
    assert set(get_args(Bound)) == set(get_args(get_type_hints(Date)["bound"]))


@pytest.mark.parametrize(
    "text", ["", "\ud800 2024", "in 2024\ud800", "٢٠٢٤", "\u200b2024", "5\u2009March\u202f2024", "2024" * 5]
)
def test_odd_text_keeps_offsets(text: str) -> None:
    timexes = find(text)
    assert len(bounds(text, timexes)) == len(timexes)
    assert all(0 <= t.start < t.end <= len(text) for t in timexes)
