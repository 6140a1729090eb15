"""Strict and relaxed matches of time expressions."""

from __future__ import annotations

from typing import Any

from onrecord.benchmark import tempeval3
from onrecord.schema import Claim, Date
from tests.benchmark.claims import Text

TEXT = Text("On Monday evening, two days after the vote in early May 2021, fares rose again this year.")


def date(words: str, value: str | None, type: str = "DATE") -> Date:
    return TEXT.claim(Date, words, value=value, type=type)


def counts(gold: list[Claim], pred: list[Claim]) -> dict[str, Any]:
    return dict(tempeval3.compare(gold, pred))


def test_same_span_type_and_value() -> None:
    gold: list[Claim] = [date("early May 2021", "2021-05")]
    assert counts(gold, gold) == dict.fromkeys(("strict", "relaxed", "type", "value", "spelled"), (1, 1, 1))


def test_one_shared_character_is_a_relaxed_match_with_its_type_and_value() -> None:
    gold: list[Claim] = [date("Monday evening", "2021-05-03TEV", "TIME"), date("two days", "P2D", "DURATION")]
    pred: list[Claim] = [date("Monday", "2021-05-03"), date("two days", "P2D", "DURATION"), date("this year", "2021")]
    found = counts(gold, pred)
    assert (found["strict"], found["relaxed"]) == ((1, 2, 3), (2, 2, 3))
    assert found["type"] == found["value"] == found["spelled"] == (1, 2, 3)


def test_a_value_counts_in_any_spelling_apart() -> None:
    gold: list[Claim] = [date("two days", "PT48H", "DURATION")]
    found = counts(gold, [date("two days", "P2D", "DURATION")])
    assert (found["value"], found["spelled"]) == ((0, 1, 1), (1, 1, 1))


def test_each_side_is_matched_once() -> None:
    gold: list[Claim] = [date("Monday evening", None)]
    pred: list[Claim] = [date("Monday", None), date("evening", None)]
    assert counts(gold, pred)["relaxed"] == (1, 1, 2)


def test_values_that_both_leave_open_are_not_right() -> None:
    gold: list[Claim] = [date("this year", None)]
    assert counts(gold, gold)["value"] == (0, 1, 1)


def test_nothing_to_count() -> None:
    assert counts([], [])["strict"] == (0, 0, 0)
