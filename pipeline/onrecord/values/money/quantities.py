"""Numbers with their magnitude, exact ("2.5 million", "half a billion") or vague ("tens of millions")."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from onrecord.lexicons import load
from onrecord.values.money.lexer import Lexeme
from onrecord.values.money.quantity import Quantity, gap, soft
from onrecord.values.money.vague import MOST_SCALES, PLURALS, VAGUE_STARTS, read_vague
from onrecord.values.numbers import SCALES, TENS, UNITS, parse_number

MAGNITUDES = {row["form"]: Decimal(row["value"]) for row in load("magnitudes")}
_ABBREVIATED = {row["form"] for row in load("magnitudes") if row["kind"] == "abbreviation"}
_SPACED_ABBREVIATIONS = _ABBREVIATED - {"t", "k", "b", "mm", "tr", "thou", "mill"}
"""Abbreviations that also stand apart from the digits; "5 t" are tonnes and "5 k" kilometres."""

_HYPHENED = {"B", "M", "T", "K", "bn", "b", "m"}
"""Abbreviations the press of the Philippines joins with a hyphen: "P1.3-B"."""

_NUMBER_WORDS = {
    *UNITS,
    *TENS,
    *SCALES,
    "hundred",
    "dozen",
    "half",
    "quarter",
    "quarters",
    "and",
    "a",
    "an",
    "of",
    "point",
}
_STARTS = _NUMBER_WORDS - {"and", "of", "point", "quarters"}
_AFTER_ARTICLE = {"hundred", "dozen", "half", "quarter", *SCALES}
_LONGEST_RUN = 12

_TYPO_STOP = re.compile(r"\. ")


BEGINNINGS = _STARTS | VAGUE_STARTS
"""Words a quantity can begin with, besides those with "multi" before a scale."""


def read(text: str, lexemes: list[Lexeme], at: int) -> Quantity | None:
    """Read the quantity that begins at a lexeme; None if there is none."""
    lexeme = lexemes[at]
    if lexeme.kind == "number":
        return _digits(text, lexemes, at)
    if lexeme.kind != "word":
        return None
    return read_vague(text, lexemes, at) or _words(text, lexemes, at)


def _digits(text: str, lexemes: list[Lexeme], at: int) -> Quantity | None:
    written, last = lexemes[at].text, at
    while _groups(text, lexemes, last, written):
        last += 1
        written += " " + lexemes[last].text
    value = parse_number(written.replace("’", "'"))
    if value is None:
        return None
    half, last = _and_a_half(text, lexemes, last)
    value += half
    quantity = Quantity(at, last, lexemes[at].start, lexemes[last].end, value, value, value, digits=written)
    return _with_magnitude(text, lexemes, quantity)


def _groups(text: str, lexemes: list[Lexeme], at: int, written: str) -> bool:
    """Return whether the next lexeme continues digits grouped by plain spaces ("13 009")."""
    if at + 1 >= len(lexemes) or lexemes[at + 1].kind != "number" or gap(text, lexemes[at], lexemes[at + 1]) != " ":
        return False
    following = lexemes[at + 1].text
    return (
        len(following) == 3
        and following.isdigit()
        and written.replace(" ", "").isdigit()
        and (len(written.split()[0]) <= 3 and written != "0")
    )


def _and_a_half(text: str, lexemes: list[Lexeme], last: int) -> tuple[Decimal, int]:
    words = [lexeme.folded for lexeme in lexemes[last + 1 : last + 4]]
    if words == ["and", "a", "half"] and all(soft(text, *lexemes[i : i + 2]) for i in range(last, last + 3)):
        return Decimal("0.5"), last + 3
    return Decimal(0), last


def _with_magnitude(text: str, lexemes: list[Lexeme], quantity: Quantity) -> Quantity:
    """Apply the magnitudes that follow: "bn", "million", "lakh crore", "thousand crore"."""
    factor, last = Decimal(1), quantity.last
    for _ in range(MOST_SCALES):
        if last + 1 >= len(lexemes) or (size := magnitude(text, lexemes, last)) is None:
            break
        factor, last = factor * size, last + 1
        if lexemes[last].folded in _ABBREVIATED:
            break
    if last == quantity.last or quantity.high is None:
        return quantity
    value = quantity.low * factor
    half, last = _and_a_half(text, lexemes, last)
    value += half * factor
    return replace(quantity, last=last, end=lexemes[last].end, low=value, high=value, factor=factor)


def magnitude(text: str, lexemes: list[Lexeme], at: int) -> Decimal | None:
    """Return the magnitude written by the lexeme after ``at``; None if there is none, or too far off."""
    left, right = lexemes[at], lexemes[at + 1]
    size = MAGNITUDES.get(right.folded) or (PLURALS.get(right.folded) if right.folded in _COUNTEDPLURALS else None)
    if size is None or right.kind != "word":
        return None
    if right.folded in _ABBREVIATED:
        hyphened = right.start == left.end + 1 and right.text in _HYPHENED and text[left.end] == "-"
        attached = left.end == right.start or hyphened
        if not attached and (right.folded not in _SPACED_ABBREVIATIONS or left.kind != "number"):
            return None
        return size if soft(text, left, right) else None
    if soft(text, left, right):
        return size
    # "$1.1. million": a stray full stop must not turn millions into units.
    return size if _TYPO_STOP.fullmatch(text, left.end, right.start) and right.text.islower() else None


_COUNTEDPLURALS = {"lakhs", "lacs", "crores", "millions", "billions", "trillions"}


def _words(text: str, lexemes: list[Lexeme], at: int) -> Quantity | None:
    first = lexemes[at].folded
    if first not in _STARTS:
        return None
    if first in ("a", "an") and (at + 1 >= len(lexemes) or lexemes[at + 1].folded not in _AFTER_ARTICLE):
        return _article(text, lexemes, at)
    stop = at + 1
    while (
        stop < len(lexemes)
        and stop - at < _LONGEST_RUN
        and lexemes[stop].folded in _NUMBER_WORDS
        and soft(text, lexemes[stop - 1], lexemes[stop])
    ):
        stop += 1
    while stop > at:
        value = parse_number(" ".join(lexeme.folded for lexeme in lexemes[at:stop]))
        if value is not None and lexemes[stop - 1].folded not in ("a", "an"):
            factor = MAGNITUDES.get(lexemes[stop - 1].folded)
            quantity = Quantity(at, stop - 1, lexemes[at].start, lexemes[stop - 1].end, value, value, factor=factor)
            if factor is not None:
                bare = parse_number(" ".join(lexeme.folded for lexeme in lexemes[at : stop - 1]) or "1")
                return replace(quantity, bare=bare)
            return replace(quantity, bare=value)
        stop -= 1
    return None


def _article(text: str, lexemes: list[Lexeme], at: int) -> Quantity | None:
    """Read "a" before a currency name as one: "a dollar a day"; the caller decides whether it counts."""
    if at + 1 >= len(lexemes) or lexemes[at + 1].unit is None or not soft(text, lexemes[at], lexemes[at + 1]):
        return None
    return Quantity(at, at, lexemes[at].start, lexemes[at].end, Decimal(1), Decimal(1), Decimal(1))
