"""Spellings of one TIMEX3 value."""

from __future__ import annotations

import pytest

from onrecord.benchmark.spellings import one_spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2000-W7", "2000-W07"),
        ("196X", "196"),
        ("19XX", "19"),
        ("1949-XX", "1949"),
        ("1998-XX-XX", "1998"),
        ("2000-04-06T09", "2000-04-06T09:00"),
        ("P1DE", "P10Y"),
        ("P1CE", "P100Y"),
        ("PT24H", "P1D"),
        ("P12M", "P1Y"),
        ("P0.5Y", "P6M"),
        ("P2W", "P14D"),
    ],
)
def test_spellings_of_one_value(one: str, other: str) -> None:
    assert one_spelling(one) == one_spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2000-W07", "2000-02"),
        ("2000-02-14", "2000-02-14TNI"),
        ("2000-02", "2000"),
        ("196", "1960"),
        ("P1M", "P30D"),
        ("PT1M", "P1M"),
        ("PXY", "P1Y"),
        ("PXY", "PAST_REF"),
        ("XXXX-XX-XX", "XXXX"),
        ("FY1998", "1998"),
        ("2000-04-06T09:00", "2000-04-06T09:00-05:00"),
    ],
)
def test_different_values_stay_different(one: str, other: str) -> None:
    assert one_spelling(one) != one_spelling(other)
