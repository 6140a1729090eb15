"""Shares of right claims by confidence."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.evaluate.compare import compare
from onrecord.evaluate.reliability import Reliability
from onrecord.schema import Date, make_document

TEXT = "She came in May 2019, left in June 2020 and was back by July 2021."


def date(text: str, confidence: float, **fields: Any) -> Date:
    start = TEXT.index(text)
    base = {name: None for name in ("value", "start_date", "end_date")}
    known: dict[str, Any] = {
        "type": "DATE",
        "granularity": "month",
        "bound": "at",
        "approx": "none",
        "basis": "explicit",
        "calendar": "gregorian",
        "sentence": (0, len(TEXT)),
    }
    return Date(
        id=f"{start}",
        doc_id="d",
        start=start,
        end=start + len(text),
        text=text,
        confidence=confidence,
        stage="dates",
        rule="test",
        **{**base, **known, **fields},
    )


def reliability() -> Reliability:
    gold = [date("May 2019", 1.0), date("June 2020", 1.0)]
    pred = [date("May 2019", 0.9), date("June 2020", 0.92), date("July 2021", 0.55)]
    collected = Reliability()
    collected.add(compare(make_document(TEXT, doc_id="d"), gold, pred))
    return collected


def test_each_bin_says_how_many_of_its_claims_are_right() -> None:
    lines = [line.split() for line in reliability().table().splitlines()]
    assert ["date", "0.5", "to", "0.6", "1", "55.0", "0.0"] in lines
    assert ["date", "0.9", "to", "1.0", "2", "91.0", "100.0"] in lines


def test_calibration_error_is_the_mean_gap_over_claims() -> None:
    assert reliability().error("date") == pytest.approx((0.55 + 2 - 0.9 - 0.92) / 3)


def test_kind_without_claims_has_no_error() -> None:
    assert Reliability().error("money") == 0.0


def test_table_can_be_markdown() -> None:
    assert reliability().table("markdown").startswith("| kind | confidence |")
