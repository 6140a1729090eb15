"""Sums of money in a text: their spans, exact amounts, currencies, roles and the links between them.

>>> [(str(s.low), s.currency, s.role) for s in find("Sales rose to €3m from €2m.")]
[('3000000', 'EUR', 'change_to'), ('2000000', 'EUR', 'change_from')]

The reader is a small grammar over lexemes (signs, numbers, words): one pass reads the sums, later passes look
at the words around them. No step looks further than one sentence, except for the currency of a bare sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.values.money import bounds, currencies, rates, relations, roles, signs
from onrecord.values.money.context import after, before
from onrecord.values.money.conversions import find_conversions, narrow, same_as
from onrecord.values.money.elided import read_elided, read_unstated
from onrecord.values.money.lexer import Lexeme, lex
from onrecord.values.money.places import mentions, publisher_code
from onrecord.values.money.ranges import extend, read_range
from onrecord.values.money.separators import settle
from onrecord.values.money.stretches import stretches
from onrecord.values.money.sums import Sum, may_begin, read_sum

_BRACKET = re.compile(r" \([^()]{1,40}\)(?= or (?:more|less|higher|lower)\b)")
"""A conversion between a sum and its bound: "1,000 yen ($7.40) or more"."""

__all__ = ["Sum", "find"]


def find(text: str, publisher: str | None = None, skip: Sequence[tuple[int, int]] = ()) -> list[Sum]:
    """Return the sums of money in a text, in order.

    Args:
        text: Any text; offsets of the findings count its code points.
        publisher: Name or web domain of who published it, for signs the text leaves open.
        skip: Spans, in order, that name no place (persons, say), so that they are no evidence for a currency.
    """
    lexemes = lex(text, stretches(text))
    if not lexemes:
        return []
    places = mentions(text, skip)
    sums = _read(text, settle(text, lexemes), frozenset(places))
    currencies.marked_after(text, sums)
    converted, home = find_conversions(text, sums), publisher_code(publisher)
    narrow(sums, converted, home)
    currencies.resolve(sums, places, home)
    _rates(text, sums)
    rests = [_bounds(text, found) for found in sums]
    same_as(sums, converted)
    roles.assign(text, sums, rests)
    relations.change_of(text, sums)
    relations.part_of(text, sums)
    return sums


def _read(text: str, lexemes: list[Lexeme], places: frozenset[str]) -> list[Sum]:
    sums: list[Sum] = []
    at = 0
    while at < len(lexemes):
        if not may_begin(lexemes[at]):
            at += 1
            continue
        found = read_range(text, lexemes, at, places)
        if found is None:
            found = read_sum(text, lexemes, at, places)
            if found is not None:
                found = extend(text, lexemes, found, places)
        if found is None:
            found = read_elided(text, lexemes, at, sums[-1] if sums else None) or read_unstated(text, lexemes, at)
        if found is None:
            at += 1
        else:
            sums.append(found)
            at = found.last + 1
    return sums


def _rates(text: str, sums: list[Sum]) -> None:
    """Extend sums through the unit of their rate; a conversion in brackets between them is left out."""
    for at, found in enumerate(sums):
        end = found.end
        tail = rates.tail(text, end)
        bracketed = None
        if tail is None and at + 1 < len(sums) and text[end : sums[at + 1].start].strip(" ") == "(":
            bracketed = sums[at + 1]
            close = text[bracketed.end : bracketed.end + 1]
            tail = rates.tail(text, bracketed.end + 1) if close == ")" else None
        if tail is None:
            found.per = rates.period_after(text, found) or rates.unit_before(text, found.start)
        else:
            found.end, found.per = tail
            if bracketed is not None:
                unit_start = bracketed.end + 1
                unit_start += len(text[unit_start : found.end]) - len(text[unit_start : found.end].lstrip(" "))
                found.fragments = [(found.start, end), (unit_start, found.end)]
                bracketed.per = found.per
        if found.per is not None and found.role == "amount":
            found.role = "rate"


def _bounds(text: str, found: Sum) -> str:
    preceding, following = before(text, found.start), after(text, found.end)
    if found.bound == "exact" and (bracket := _BRACKET.match(following)) is not None:
        following = following[bracket.end() :]
    rest = bounds.apply(found, preceding, following)
    if signs.is_negative(rest, following):
        found.sign = "negative"
    return rest
