"""Numbers as English text writes them, as exact decimals: digits, number words, and both together.

>>> parse_number("1,23,45,678"), parse_number("one and a half million"), parse_ordinal("twenty-first")
(Decimal('12345678'), Decimal('1500000'), 21)

Nothing is rounded: a value without a finite decimal form ("two thirds") is None, and so is a vague one
("several").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from onrecord.lexicons import load
from onrecord.values.digits import ambiguous_separator, digits, exact, plain

__all__ = ["ambiguous_separator", "parse_number", "parse_ordinal", "plain"]

_MAX_LENGTH = 120
"""Longer strings are no number anybody wrote; the limit keeps parsing cheap on adversarial input."""

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {row["form"]: int(row["value"]) for row in load("magnitudes") if row["kind"] == "word"}
_GROUP_SCALES = {"hundred": 100, "dozen": 12}
_DENOMINATORS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_PLURAL_DENOMINATORS = {"halves": 2} | {f"{word}s": n for word, n in _DENOMINATORS.items() if word != "half"}
_IRREGULAR_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
}
_ORDINAL = re.compile(r"(\d{1,6})(?:st|nd|rd|th)")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | None:
    """Return the exact value of a number written in digits, words or both; None if it is not one.

    "5.000" is read the English way; ask :func:`ambiguous_separator` where that matters.
    """
    text = text.strip()
    if not text or len(text) > _MAX_LENGTH:
        return None
    value = digits(text)
    if value is None:
        value = _words([token for token in re.split(r"[\s\-\u2010\u2011]+", text.casefold()) if token])
    return None if value is None else exact(value)


def parse_ordinal(text: str) -> int | None:
    """Return the value of an ordinal ("21st", "twenty-first", "third"); None if it is not one."""
    text = text.strip().casefold()
    if len(text) > _MAX_LENGTH:
        return None
    if match := _ORDINAL.fullmatch(text):
        return int(match[1]) if match[1].isascii() else None
    tokens = [token for token in re.split(r"[\s\-\u2010\u2011]+", text) if token]
    if not tokens:
        return None
    last = _cardinal_of(tokens[-1])
    if last is None:
        return None
    value = _words([*tokens[:-1], last])
    return int(value) if value is not None and value.denominator == 1 else None


def _words(tokens: Sequence[str]) -> Fraction | None:
    """Evaluate number words: "half a million", "three quarters of a billion", "a million and a half"."""
    if not tokens:
        return None
    if "of" in tokens:
        at = tokens.index("of")
        part, whole = _part(tokens[:at]), _words(tokens[at + 1 :])
        return part * whole if part is not None and whole is not None and whole >= 1 else None
    if len(tokens) > 1 and tokens[0] == "a" and tokens[1] == "half":
        tokens = tokens[1:]
    if tokens[0] == "half" and len(tokens) > 1:
        whole = _words(tokens[1:])
        return whole / 2 if whole is not None and whole >= 10 else None
    for at in range(1, len(tokens) - 1):
        if tokens[at] == "and":
            for stop in (at + 3, at + 2):
                part = _part(tokens[at + 1 : stop])
                if part is not None:
                    return _and_part(tokens[:at], part, tokens[stop:])
    part = _part(tokens)
    return part if part is not None else _cardinal(tokens)


def _part(tokens: Sequence[str]) -> Fraction | None:
    """Evaluate a fraction: "half", "a quarter", "three quarters"."""
    if not 1 <= len(tokens) <= 2:
        return None
    count = 1 if len(tokens) == 1 or tokens[0] in ("a", "an") else UNITS.get(tokens[0], 0)
    bottom = _DENOMINATORS.get(tokens[-1]) if count == 1 else _PLURAL_DENOMINATORS.get(tokens[-1])
    if bottom is None or not count or (len(tokens) == 1 and bottom != 2):
        return None
    return Fraction(count, bottom)


def _and_part(before: Sequence[str], part: Fraction, after: Sequence[str]) -> Fraction | None:
    """Evaluate "one | and a half | million" and "a million | and a half"."""
    value = _cardinal(before)
    if value is None:
        return None
    if after:
        scale = _scales(after)
        return (value + part) * scale if scale else None
    return value + part * SCALES.get(before[-1], 1)


def _scales(tokens: Sequence[str]) -> int | None:
    product = 1
    for token in tokens:
        if token not in SCALES:
            return None
        product *= SCALES[token]
    return product


def _cardinal(tokens: Sequence[str]) -> Fraction | None:
    """Evaluate groups below a thousand, each with its scales, scales falling from left to right."""
    total, last_scale, at = Fraction(0), None, 0
    while at < len(tokens):
        stop = at
        while stop < len(tokens) and tokens[stop] not in SCALES:
            stop += 1
        group_tokens = tokens[at:stop]
        if total and group_tokens and group_tokens[0] == "and":
            group_tokens = group_tokens[1:]
        group = _group(group_tokens) if stop > 0 else Fraction(1)
        end = stop
        while end < len(tokens) and tokens[end] in SCALES:
            end += 1
        scale = _scales(tokens[stop:end])
        if group is None or scale is None or (last_scale is not None and (scale >= last_scale or group == 0)):
            return None
        total, last_scale, at = total + group * scale, scale, end
    return total if last_scale is not None else None


def _group(tokens: Sequence[str]) -> Fraction | None:
    """Evaluate one group: "2.5", "a", "twenty five", "three hundred and six", "two point five"."""
    if "point" in tokens[1:]:
        at = tokens.index("point")
        whole, places = _group(tokens[:at]), [UNITS.get(token, 10) for token in tokens[at + 1 :]]
        if whole is None or not places or max(places) > 9:
            return None
        return whole + Fraction(int("".join(map(str, places))), 10 ** len(places))
    if len(tokens) == 1 and (number := digits(tokens[0])) is not None:
        return number
    value, room = Fraction(0), 1000
    for index, token in enumerate(tokens):
        if token in ("a", "an") and index == 0:
            value, room = Fraction(1), 1
        elif token in _GROUP_SCALES and room <= 10 and value < 100:
            value, room = value * _GROUP_SCALES[token], 100
        elif token in _GROUP_SCALES and index == 0:
            value, room = Fraction(_GROUP_SCALES[token]), 100
        elif token == "and" and room == 100 and index + 1 < len(tokens):
            continue
        elif token in TENS and room >= 100:
            value, room = value + TENS[token], 10
        elif token in UNITS and (room > 10 or (room == 10 and 0 < UNITS[token] < 10)) and (UNITS[token] or not value):
            value, room = value + UNITS[token], 1
        elif index == 0 and len(tokens) == 2 and tokens[1] in _GROUP_SCALES and (n := digits(token)) is not None:
            value, room = n, 1
        else:
            return None
    return value if tokens else None


def _cardinal_of(ordinal: str) -> str | None:
    """Return the cardinal word of an ordinal word: "fifth" → "five", "twentieth" → "twenty"."""
    if ordinal in _IRREGULAR_ORDINALS:
        return next(word for word, value in UNITS.items() if value == _IRREGULAR_ORDINALS[ordinal])
    if ordinal.endswith("ieth") and ordinal[:-4] + "y" in TENS:
        return ordinal[:-4] + "y"
    stem = ordinal.removesuffix("th")
    return stem if stem != ordinal and (stem in UNITS or stem in SCALES or stem in _GROUP_SCALES) else None
