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
        listed = [code for code in row["codes"].split("|") if code]
        assert listed or row["guard"] == "alone"
        assert not row["default"] or row["default"] in listed
        assert all(len(code) == 3 and code.isupper() for code in listed)
        assert Decimal(row["factor"]) > 0
    assert {"USD", "EUR", "INR"} <= codes
    forms = [(row["form"], row["side"]) for row in load("currencies")]
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


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        # "$12.40" shows that dots are decimal here, "1.250,50" that they group digits.
        ("Shares rose $1.125 to $13.625, and tea fell to $12.40.", ["1.125", "13.625", "12.40"]),
        ("The flat cost 5.000 euros, the house 1.250,50 euros.", ["5000", "1250.50"]),
        ("The house cost $1,250 and the flat 5.000 euros.", ["1250", None]),
        ("The flat cost 5.125 euros.", [None]),
        ("It paid €1.250,50 for $12.40 in coins and 3.125 euros in notes.", ["1250.50", "12.40", None]),
    ],
)
def test_a_dot_before_three_digits_is_settled_by_the_other_numbers(text: str, amounts: list[str | None]) -> None:
    assert [s.low for s in find(text)] == [None if amount is None else Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("text", "publisher", "codes"),
    [
        ("Taipei's firm earned NT$12bn ($380m).", None, ["TWD", "USD"]),
        ("Toronto's firm earned C$12bn ($8.8bn) and owes $2bn.", None, ["CAD", "USD", "USD"]),
        ("Hong Kong's film made 10 million yuan ($1.4 million).", None, ["CNY", "USD"]),
        ("The book made £5m ($9.6m), Canberra said.", None, ["GBP", "AUD"]),
        ("The film made 10 million yuan ($45 million).", "Trinidad Courier", ["CNY", "TTD"]),
        ("Sweden lent 3bn kronor, Norway 2bn kroner, Denmark 60m Danish kroner.", None, ["SEK", None, "DKK"]),
    ],
)
def test_currencies_of_conversions_and_rivals(text: str, publisher: str | None, codes: list[str | None]) -> None:
    assert [s.currency for s in find(text, publisher)] == codes


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Shares closed at $80.50, off $1.", ["change_to", "change_by"]),
        ("Oil lost 94 cents to settle at $71.40.", ["change_by", "change_to"]),
        ("The bank had capital gains of $31m, up from $10m.", ["change_to", "change_from"]),
        ("It booked a gain of $2m on the sale of a mine.", ["amount"]),
        ("It moved from a $3m villa to a $1m shed.", ["amount", "amount"]),
        ("It swung from a $3m profit to a $1m loss.", ["change_from", "change_to"]),
        (
            "Net rose to $9m, or 30 cents a share, from $8m, or 27 cents.",
            ["change_to", "rate", "change_from", "amount"],
        ),
        ("They knocked $5m off the bill.", ["change_by"]),
    ],
)
def test_roles(text: str, roles: list[str]) -> None:
    assert [s.role for s in find(text)] == roles


def test_a_change_joins_sums_of_one_order_and_currency() -> None:
    text = "Net was 235m guilders ($113m), or 6.70 guilders a share, up from 144m guilders, or 4.10 guilders."
    sums = find(text)
    assert [(at, link) for at, found in enumerate(sums) for link in found.links] == [
        (1, ("same_as", 0)),
        (3, ("change_of", 0)),
    ]
    assert sums[3].per is None
