"""Numbers that state an order of magnitude only: "tens of millions", "several hundred thousand", "seven-figure"."""

from __future__ import annotations

from decimal import Decimal

from onrecord.lexicons import load
from onrecord.values.money.lexer import Lexeme
from onrecord.values.money.quantity import Quantity, soft
from onrecord.values.numbers import SCALES

PLURALS = {row["plural"]: Decimal(row["value"]) for row in load("magnitudes") if row["plural"] != "-"} | {
    "tens": Decimal(10),
    "dozens": Decimal(12),
    "scores": Decimal(20),
    "hundreds": Decimal(100),
}
_SINGULAR = {word: Decimal(value) for word, value in SCALES.items()} | {"hundred": Decimal(100)}
_FEW = {"several": 1, "few": 1, "many": 1, "multiple": 1, "untold": 1, "multi": 1, "couple": 2}
_FIGURES = {"five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
VAGUE_STARTS = frozenset([*PLURALS, *_FEW, *_FIGURES])
"""Words a vague quantity can begin with, besides "a" and those with "multi" before a scale."""

MOST_SCALES = 3
"""Scales that may follow one another ("hundreds of thousands of crores"); the limit keeps reading linear."""


def read_vague(text: str, lexemes: list[Lexeme], at: int) -> Quantity | None:
    """Read "tens of millions", "several hundred thousand", "multi-billion", "seven-figure"."""
    word, lexeme = lexemes[at].folded, lexemes[at]
    if word.startswith("multi") and word[5:] in SCALES:
        low = Decimal(SCALES[word[5:]])
        return Quantity(at, at, lexeme.start, lexeme.end, low, None, factor=low, vague=True)
    following = lexemes[at + 1].folded if at + 1 < len(lexemes) else ""
    if word in _FIGURES and following in ("figure", "figures") and soft(text, lexeme, lexemes[at + 1]):
        low = Decimal(10) ** (_FIGURES[word] - 1)
        return Quantity(at, at + 1, lexeme.start, lexemes[at + 1].end, low, 10 * low - 1, vague=True)
    begin = at
    if word == "a" and following in ("few", "couple", "good"):
        at, word = at + 1, following
    if word in PLURALS:
        low, last = _chain(text, lexemes, at, PLURALS[word])
        return Quantity(begin, last, lexemes[begin].start, lexemes[last].end, low, None, factor=low, vague=True)
    if word not in _FEW:
        return None
    last = at
    if word == "couple" and last + 1 < len(lexemes) and lexemes[last + 1].folded == "of":
        last += 1
    low, scaled = _chain(text, lexemes, last, Decimal(_FEW[word]))
    if scaled == last:
        return None
    start, end = lexemes[begin].start, lexemes[scaled].end
    if word == "couple":
        return Quantity(begin, scaled, start, end, low, low, factor=low / 2, approx=True)
    return Quantity(begin, scaled, start, end, low, None, factor=low, vague=True)


def _chain(text: str, lexemes: list[Lexeme], last: int, low: Decimal) -> tuple[Decimal, int]:
    """Multiply by the scales that follow, with or without "of": "(hundreds) of thousands of crores"."""
    for _ in range(MOST_SCALES):
        if last + 1 >= len(lexemes):
            break
        step = last + 1
        if lexemes[step].folded == "of" and step + 1 < len(lexemes):
            step += 1
        size = _SINGULAR.get(lexemes[step].folded) or PLURALS.get(lexemes[step].folded)
        if size is None or not all(soft(text, lexemes[i], lexemes[i + 1]) for i in range(last, step)):
            break
        low, last = low * size, step
    return low, last
