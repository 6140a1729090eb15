"""Numbers written in digits: English, European and Indian grouping, fractions; exact decimals and back."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

SPACES = "\u0020\u00a0\u2007\u2009\u202f"
"""Characters that group digits: plain, no-break, figure, thin and narrow no-break space."""

_VULGAR = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "⅕": Fraction(1, 5),
    "⅛": Fraction(1, 8),
}

_ENGLISH = re.compile(
    rf"\d++(?:\.\d++)?|\.\d++|\d{{1,3}}(?:,\d{{3}})+(?:\.\d++)?|\d{{1,3}}(?:'\d{{3}})+(?:\.\d++)?"
    rf"|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?:\.\d++)?|\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:[.,]\d{{1,2}})?"
)
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d++|\d{1,3}(?:\.\d{3}){2,}|\d++,\d{1,2}|\d{4,},\d++")
_FRACTION = re.compile(r"(?:(\d{1,3}) )?(\d{1,2})[/⁄](\d{1,2})|(\d{1,3})?([½¼¾⅓⅔⅕⅛])")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def ambiguous_separator(text: str) -> bool:
    """Return whether a dot before three digits may be a thousands separator: "5.000", but not "0.125"."""
    return _AMBIGUOUS.fullmatch(text.strip()) is not None


def plain(value: Decimal) -> str:
    """Return a decimal as a plain string: no exponent, no trailing zeros, no negative zero."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def exact(value: Fraction) -> Decimal | None:
    """Return a fraction as a decimal, or None where its decimal form does not end."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    return Decimal(f"{value.numerator * 10**places // value.denominator}e-{places}")


def digits(text: str) -> Fraction | None:
    """Return the value of a number in digits with its grouping, or of a written fraction; None if it is neither."""
    if not text.isascii() and not any(ch.isdigit() or ch in _VULGAR for ch in text):
        return None
    if match := _FRACTION.fullmatch(text):
        return _fraction_of(match)
    if _ENGLISH.fullmatch(text):
        marks = {ord(mark): None for mark in SPACES + "',"}
        if re.search(rf"[{SPACES}]", text):
            text = text.replace(",", ".")
        text = text.translate(marks)
    elif _EUROPEAN.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    else:
        return None
    return Fraction(Decimal(text)) if text.isascii() else None


def _fraction_of(match: re.Match[str]) -> Fraction | None:
    whole, top, bottom, vulgar_whole, vulgar = match.groups()
    if vulgar:
        return _VULGAR[vulgar] + int(vulgar_whole or 0)
    return Fraction(int(top), int(bottom)) + int(whole or 0) if int(bottom) else None
