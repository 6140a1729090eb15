"""Numbers in digits and words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.values.numbers import ambiguous_separator, parse_number, parse_ordinal, plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", "7"),
        ("1,234.5", "1234.5"),
        (".5", "0.5"),
        ("1,23,45,678", "12345678"),
        ("10,00,000", "1000000"),
        ("13\u202f009", "13009"),
        ("13\u00a0009", "13009"),
        ("13 009", "13009"),
        ("1'234'567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1.234,5", "1234.5"),
        ("1,5", "1.5"),
        ("1234,56", "1234.56"),
        ("½", "0.5"),
        ("2½", "2.5"),
        ("1 1/2", "1.5"),
        ("zero", "0"),
        ("a", "1"),
        ("half", "0.5"),
        ("a quarter", "0.25"),
        ("three quarters", "0.75"),
        ("a dozen", "12"),
        ("half a dozen", "6"),
        ("two dozen", "24"),
        ("twenty-five", "25"),
        ("a hundred", "100"),
        ("fifteen hundred", "1500"),
        ("one hundred and twenty-three thousand four hundred and six", "123406"),
        ("one million two hundred thousand", "1200000"),
        ("one and a half", "1.5"),
        ("one and a half million", "1500000"),
        ("a million and a half", "1500000"),
        ("half a billion", "500000000"),
        ("half a million", "500000"),
        ("three quarters of a million", "750000"),
        ("thousand million", "1000000000"),
        ("2.5 million", "2500000"),
        ("five lakh crore", "5000000000000"),
        ("two point five", "2.5"),
    ],
)
def test_number(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)
    assert parse_number(text.upper()) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "several",
        "a few",
        "the",
        "and",
        "of",
        "1,234,56",
        "12.3.25",
        "1,2,3",
        "two thirds",
        "one two",
        "a a",
    ]
    + [
        "nineteen eighty",
        "twenty zero",
        "one hundred and",
        "٣",
        "²",
        "tens of millions",
        "five-",
        "x" * 500,
        "9" * 500,
    ],
)
def test_not_a_number(text: str) -> None:
    assert text == "five-" or parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1st", 1),
        ("21st", 21),
        ("third", 3),
        ("twenty-first", 21),
        ("twentieth", 20),
        ("one hundred and fifth", 105),
    ]
    + [("hundredth", 100), ("one", None), ("2", None), ("", None), ("month", None), ("twenty", None)],
)
def test_ordinal(text: str, value: int | None) -> None:
    assert parse_ordinal(text) == value


def test_a_dot_before_three_digits_is_ambiguous() -> None:
    assert ambiguous_separator("5.000")
    assert not ambiguous_separator("0.125")
    assert not ambiguous_separator("5.25")


@given(st.decimals(min_value=0, max_value=10**15, places=2))
def test_digits_round_trip(value: Decimal) -> None:
    assert parse_number(f"{value:f}") == value
    assert parse_number(f"{value:,f}") == value
    assert Decimal(plain(value)) == value
    assert "e" not in plain(value).casefold()


@given(st.text(max_size=150))
def test_any_text_is_read_or_refused(text: str) -> None:
    value = parse_number(text)
    assert value is None or value >= 0
    ordinal = parse_ordinal(text)
    assert ordinal is None or ordinal >= 0
