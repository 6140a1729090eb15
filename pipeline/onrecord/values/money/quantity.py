"""A number with its magnitude as a sum holds it, and how lexemes must be joined to form one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from onrecord.values.money.lexer import Lexeme
from onrecord.values.numbers import ambiguous_separator

TIGHT = re.compile(r"(?:[ \t\u00a0\u2007\u2009\u202f]{0,3}|&nbsp;)")
_SOFT = re.compile(r"(?:&nbsp;|[ \t\u00a0\u2009\u202f]{1,3}|[ \t]?\r?\n[ \t]?| ?[-\u2010\u2011] ?|)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at lexemes ``first`` to ``last``.

    Attributes:
        low: Its value, or the lowest value it allows.
        high: Its value, or the highest value it allows; None if there is none.
        bare: The number before its magnitude was applied; None for number words and vague quantities.
        factor: The magnitude; None if it has none.
        vague: Whether it states an order of magnitude only.
        approx: Whether it is a round figure by its wording ("a couple of million").
        digits: Text of the digits; empty for words.
    """

    first: int
    last: int
    start: int
    end: int
    low: Decimal
    high: Decimal | None
    bare: Decimal | None = None
    factor: Decimal | None = None
    vague: bool = False
    approx: bool = False
    digits: str = ""

    @property
    def ambiguous(self) -> bool:
        """Whether the dot in the digits may be a thousands separator."""
        return self.factor is None and ambiguous_separator(self.digits)


def gap(text: str, left: Lexeme, right: Lexeme) -> str:
    """Return the text between two neighbouring lexemes."""
    return text[left.end : right.start]


def soft(text: str, left: Lexeme, right: Lexeme) -> bool:
    """Return whether two lexemes are joined by nothing, spaces, a hyphen or one line break."""
    return right.start - left.end <= 6 and _SOFT.fullmatch(text, left.end, right.start) is not None
