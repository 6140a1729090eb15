"""The pure reader of sums: units, quantities, evidence for a currency."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicons import load
from onrecord.values.money import find
from onrecord.values.money.lexer import lex
from onrecord.values.money.places import mentions, publisher_code
from onrecord.values.money.quantities import read
from onrecord.values.money.units import EXACT, FOLDED


def test_lexicons_are_consistent() -> None:
    codes = {row["codes"] for row in load("currencies") if row["kind"] == "code"}
    for row in load("currencies"):
        listed = row["codes"].split("|")
        assert not row["default"] or row["default"] in listed
        assert all(len(code) == 3 and code.isupper() for code in listed)
        assert Decimal(row["factor"]) > 0
    assert {"USD", "EUR", "INR"} <= codes
    forms = [row["form"] for row in load("currencies")]
    assert len(forms) == len(set(forms))
    places = [row["form"] for row in load("places_currency")]
    assert len(places) == len(set(places))


def test_every_unit_is_found_beside_a_large_number() -> None:
    for unit in [*EXACT.values(), *FOLDED.values()]:
        if unit.guard == "evidence" or not (unit.before or unit.after) or (unit.kind == "minor"):
            continue
        text = f"{unit.form}5 million" if unit.before else f"5 million {unit.form}"
        assert [text[s.start : s.end] for s in find(text)] == [text], unit


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5m", "5000000", "5000000"),
        ("2.5 lakh crore", "2500000000000", "2500000000000"),
        ("tens of thousands", "10000", None),
        ("several hundred thousand", "100000", None),
        ("a couple of million", "2000000", "2000000"),
        ("six-figure", "100000", "999999"),
        ("half a billion", "500000000", "500000000"),
    ],
)
def test_quantities(text: str, low: str, high: str | None) -> None:
    quantity = read(text, lex(text), 0)
    assert quantity is not None
    assert quantity.end == len(text)
    assert quantity.low == Decimal(low)
    assert quantity.high == (None if high is None else Decimal(high))


def test_mentions_count_places_but_not_longer_names() -> None:
    assert mentions("Canadians and Ottawa met Japan in North America.") == {"CAD": 2, "JPY": 1}
    assert mentions("US$5m and U.S. aid") == {"USD": 1}
    assert mentions("Sydney Holt", skip=[(0, 11)]) == {}


@pytest.mark.parametrize(
    ("publisher", "code"),
    [
        ("abc.net.au", "AUD"),
        ("The Toronto Bulletin", "CAD"),
        ("news.co.uk", "GBP"),
        ("Daily Mirror", None),
        (None, None),
    ]
    + [("example.io", None), ("India and Pakistan Review", None)],
)
def test_publisher_code(publisher: str | None, code: str | None) -> None:
    assert publisher_code(publisher) == code


@given(st.integers(min_value=1, max_value=10**12), st.sampled_from(["$", "€", "US$", "£", "₹"]))
def test_amounts_are_exact(number: int, sign: str) -> None:
    (found,) = find(f"They paid {sign}{number:,} then.")
    assert found.low == found.high == number


@given(st.text(max_size=120))
def test_spans_are_ordered_and_disjoint_or_nested_in_a_rate(text: str) -> None:
    found = find(text)
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert all(0 <= s.start < s.end <= len(text) for s in found)


@pytest.mark.parametrize("text", ["\ud800 $5", "$5\ud800", "$5 \ud800million"])
def test_lone_surrogates_do_not_raise(text: str) -> None:
    assert [text[s.start : s.end] for s in find(text)] == ["$5"]


@pytest.mark.parametrize(
    "unit",
    [
        "$5 to ",
        "one ",
        "1",
        "$",
        "1,",
        "1.",
        "5 ",
        "a half of ",
        "million ",
        "$5 (",
        "up to ",
        "Rs ",
        "hundreds of ",
        "€3-",
    ]
    + ["from $5 to ", "New ", "$1m more than ", "of which ", "(", "\n", "and ", "$5, "],
)
def test_long_repetitions_take_linear_time(unit: str) -> None:
    text = unit * (8_000 // len(unit))
    started = process_time()
    find(text[: len(text) // 4])
    quarter = process_time() - started
    started = process_time()
    find(text)
    assert process_time() - started < max(10 * quarter, 1.0)
