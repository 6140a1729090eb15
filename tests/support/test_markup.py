"""The mark-up that expected claims are written in."""

from __future__ import annotations

import pytest

from onrecord.schema import Money
from tests.support.markup import Expected, differences, parse


def money(text: str, start: int, **fields: object) -> Money:
    base: dict[str, object] = {
        "amount_min": "5",
        "amount_max": "5",
        "bound": "exact",
        "approx": False,
        "currency": "USD",
        "currency_basis": "symbol",
        "role": "amount",
        "per": None,
        "sign": "positive",
    }
    end = start + len(text)
    return Money(id="m", doc_id="d", start=start, end=end, text=text, **{**base, **fields})  # type: ignore[arg-type]


def test_marks_are_removed_and_spans_measured_in_the_text() -> None:
    text, expected = parse("Ada owes [$5](money amount=5 currency=USD) until [2030](date value=2030).")
    assert text == "Ada owes $5 until 2030."
    assert expected == [
        Expected("money", 9, 11, {"amount_min": "5", "amount_max": "5", "currency": "USD"}),
        Expected("date", 18, 22, {"value": "2030"}),
    ]
    assert [text[e.start : e.end] for e in expected] == ["$5", "2030"]


def test_marks_nest_to_any_depth() -> None:
    text, expected = parse("She [vowed to pay [[€2m](money)](entity) by [May](date)](commitment act=promise) soon.")
    assert text == "She vowed to pay €2m by May soon."
    assert [(e.kind, text[e.start : e.end]) for e in expected] == [
        ("commitment", "vowed to pay €2m by May"),
        ("money", "€2m"),
        ("entity", "€2m"),
        ("date", "May"),
    ]


def test_values_quoted_bare_null_boolean_and_listed() -> None:
    _, (one,) = parse(
        "[x](commitment action='pay (all) of it' cue='Moody''s' conditional=true condition=none "
        "committers='India; the Kremlin' beneficiaries='')"
    )
    assert one.fields == {
        "action": "pay (all) of it",
        "cue": "Moody's",
        "conditional": True,
        "condition": None,
        "committers": ["India", "the Kremlin"],
        "beneficiaries": [],
    }


def test_quoted_none_is_a_word() -> None:
    assert parse("[x](quote speaker='none')")[1][0].fields == {"speaker": "none"}


def test_marks_joined_into_one_discontinuous_span() -> None:
    text, (one,) = parse("[“No,”](quote join=a mode=direct) he said, [“never.”](quote join=a)")
    assert text == "“No,” he said, “never.”"
    assert (one.start, one.end, one.fragments) == (0, len(text), ((0, 5), (15, 23)))
    assert one.fields == {"mode": "direct"}


@pytest.mark.parametrize("text", ["It cost [sic] nothing.", "an [open bracket", "a closing] one", ""])
def test_brackets_of_the_text_stay(text: str) -> None:
    assert parse(text) == (text, [])


def test_brackets_of_the_text_inside_and_around_marks() -> None:
    text, expected = parse(r"[a [sic] [b](money) \[c\] [d [e](date)")
    assert text == "[a [sic] b [c] [d e"
    assert [text[e.start : e.end] for e in expected] == ["b", "e"]
    text, expected = parse("[x [sic] y](quote)")
    assert (text, [text[e.start : e.end] for e in expected]) == ("x [sic] y", ["x [sic] y"])


def test_same_span_marked_twice_with_one_kind() -> None:
    assert [e.fields for e in parse("[[x](quote mode=direct)](quote mode=mixed)")[1]] == [
        {"mode": "direct"},
        {"mode": "mixed"},
    ]


@pytest.mark.parametrize(
    "marked",
    ["[x](mony amount=5)", "[x](money colour=red)", "[x](money amount)", "[x](money amount='5)", "x](money)"],
)
def test_mistakes_in_marks_are_errors(marked: str) -> None:
    with pytest.raises(ValueError, match=r"mark|kind|field"):
        parse(marked)


def test_differences_name_missing_unexpected_and_wrong() -> None:
    text, expected = parse("[$5](money amount=6 currency=USD) [$7](money)")
    assert differences(expected, [money("$5", 0), money("7", 4)]) == [
        "money '$5': amount_min is '5', expected '6'",
        "money '$5': amount_max is '5', expected '6'",
        "missing money 3:5 {}",
        "unexpected money 4:5 '7'",
    ]
    assert text == "$5 $7"


def test_differences_pair_claims_over_one_span_by_best_fit() -> None:
    _, expected = parse("[$5](money role=change_to)")
    other = money("$5", 0, role="change_to")
    assert differences(expected, [money("$5", 0), other])[0].startswith("unexpected")
    assert differences(expected, [other]) == []


def test_a_text_that_expects_nothing() -> None:
    _, expected = parse("Nothing here.")
    assert differences(expected, [money("Nothing", 0)], kinds=["money"]) == ["unexpected money 0:7 'Nothing'"]
    assert differences(expected, [money("Nothing", 0)], kinds=["date"]) == []
