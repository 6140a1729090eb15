"""What only looks like a sum: weights, idioms, names, codes that are words, counts."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.values.money.lexer import Lexeme
from onrecord.values.money.quantities import MAGNITUDES
from onrecord.values.money.quantity import Quantity
from onrecord.values.money.units import Unit
from onrecord.values.numbers import SCALES

_WEIGHT_AFTER = re.compile(
    r" of (?!(?:debt|aid|investment|funding|spending|savings|cuts|taxpayers?|public|support|damage"
    r"|new|government"
    r"|the|his|her|their|its|our|my|your|fines?|loans?|assets?|revenue|sales|profits?|stock|shares)\b)[a-z]"
    r"| ?\(\d[\d.,]*\s?(?:kg|kilo|g\b|t\b|ton)|[ -](?:lighter|heavier|overweight|weight|in weight"
    r"|bag|baby|bomb|bass|catch|salmon|turkey|dumbbells?|per capita"
    r"|per square inch|per acre|of pressure)\b|s? (?:each )?(?:in|of) weight\b"
)
_WEIGHT_BEFORE = re.compile(
    r"\b(?:weigh(?:s|ed|ing)?|los(?:e|es|t|ing)|gain(?:s|ed|ing)?|shed(?:s|ding)?|put on|lift(?:s|ed|ing)?"
    r"|bench(?:es|ed)?|heavier by|lighter by)(?: \w+){0,3} $"
    r"|\d\s?(?:kg|kilos?|kilogram(?:me)?s?|stone|tonnes?|tons?|grams?)\s?\($",
    re.IGNORECASE,
)
# "I would not go there for a million dollars": no such sum is at stake.
_NO_BARGAIN = re.compile(r"(?:\bnot|n['\u2019]t|\bnever)\b[^.;:!?]{0,40}\bfor (?:a )?$", re.IGNORECASE)
_IDIOM_AFTER = re.compile(
    r"[ -](?:for (?:your|my|his|her|their) thoughts|questions?\b|smiles?\b|baby\b|men\b|man\b"
    r"|bill(?:s)? (?:says|that)"
    r"|to (?:a )?doughnuts?|on the dollar)",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(r" (?:Cent(?:'s|’s)?|Cents)\b")
_GROUPED = re.compile(r"\d[,.\u00a0\u2009\u202f ]\d{3}(?!\d)|\.\d\d$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RESPIRATORS = frozenset(["N95", "N99", "N100"])
_TOURNAMENTS = frozenset(["euro", "euros"])


def accepts_before(
    text: str, lexemes: list[Lexeme], at: int, unit: Unit, quantity: Quantity, places: frozenset[str]
) -> bool:
    """Return whether a currency at ``at`` followed by a quantity is a sum."""
    sign = lexemes[at]
    if unit.kind == "minor":
        return False
    if unit.kind == "name":
        return _name_first(text, lexemes, at, unit, quantity)
    before = text[sign.start - 1 : sign.start]
    if before.isalpha() or before in ("_", "@", "#", "&") or (sign.text[0].isalpha() and before in ("/", ".")):
        return False
    if quantity.vague and not quantity.digits:
        return False
    attached = sign.end == quantity.start
    if sign.kind == "word" and _YEAR.fullmatch(quantity.digits) and quantity.factor is None and unit.guard != "none":
        return False
    return _passes(unit, quantity, attached, places)


def accepts_after(
    text: str, lexemes: list[Lexeme], quantity: Quantity, unit: Unit, last: int, places: frozenset[str]
) -> bool:
    """Return whether a quantity followed by a currency ending at lexeme ``last`` is a sum."""
    start, end = quantity.start, lexemes[last].end
    name = lexemes[last]
    if unit.kind in ("code", "symbol") and _takes_next(text, lexemes, quantity, last):
        return False
    if unit.kind == "minor" and _NAME_AFTER.match(text, quantity.end):
        return False
    if name.folded in _TOURNAMENTS and _YEAR.match(text[end + 1 : end + 5]):
        return False
    if name.text[:1].isupper() and name.folded.startswith("pound") and text[end : end + 2] in ("'s", "’s"):
        return False
    if "pound" in name.folded and unit.kind == "name" and len(unit.codes) > 1 and _weight(text, start, end):
        return False
    one = quantity.low == 1 and quantity.factor is None
    if (one or lexemes[quantity.first].folded in ("a", *SCALES)) and _IDIOM_AFTER.match(text, end):
        return False
    if unit.guard in ("cents", "idiom") and one:
        return False
    bargain = lexemes[quantity.first].folded in ("a", *SCALES)
    if bargain and _NO_BARGAIN.search(text, max(0, quantity.start - 60), quantity.start):
        return False
    if quantity.first == quantity.last and lexemes[quantity.first].folded in ("a", "an"):
        return (
            re.match(
                r"(?: per|[ -]an?) (?:day|week|month|year|hour|head|barrel|litre|liter|share|kilo|ton)",
                text[end:],
            )
            is not None
        )
    attached = lexemes[quantity.last].end == lexemes[quantity.last + 1].start
    return _passes(unit, quantity, attached, places)


def _name_first(text: str, lexemes: list[Lexeme], at: int, unit: Unit, quantity: Quantity) -> bool:
    """Return whether a name stands before its number: "US dollars 6000", not "in euros 2,000 people"."""
    if not unit.explicit or unit.guard != "none" or not quantity.digits or _YEAR.fullmatch(quantity.digits):
        return False
    previous = lexemes[at - 1] if at else None
    if previous is not None and (previous.kind == "number" or previous.folded in ("in", "of", "the", *MAGNITUDES)):
        return False
    return quantity.factor is not None or quantity.low >= 1000


def _passes(unit: Unit, quantity: Quantity, attached: bool, places: frozenset[str]) -> bool:
    if unit.guard in ("none", "cents", "idiom"):
        return True
    named = bool(unit.codes & places)
    if unit.guard == "evidence":
        return named and (attached or quantity.factor is not None)
    strong = quantity.factor is not None or _GROUPED.search(quantity.digits) is not None
    if unit.guard == "large":
        return strong
    if unit.guard == "attached" and unit.kind == "minor":
        return attached and bool(quantity.digits) and quantity.factor is None and quantity.low < Decimal(1000)
    if unit.guard == "attached" and unit.form + quantity.digits in _RESPIRATORS:
        return False
    if unit.guard == "attached":
        return attached and bool(quantity.digits) and (strong or (named and quantity.low >= 10))
    return strong or named


def hangs_on(text: str, start: int) -> bool:
    """Return whether digits hang on letters or on another number: "A320", "COVID-19"."""
    before, two = text[start - 1 : start], text[max(0, start - 2) : start - 1]
    return before.isalnum() or before in ("_", "$", "#", "@") or (before in "-/.,:" and before != "" and two.isalnum())


def _takes_next(text: str, lexemes: list[Lexeme], quantity: Quantity, last: int) -> bool:
    """Return whether a sign between two numbers belongs to the second: "in 2020 $5m", "500 USD 20 notes"."""
    if last + 1 >= len(lexemes) or lexemes[last + 1].kind != "number":
        return False
    left = lexemes[last].start - lexemes[quantity.last].end
    right = lexemes[last + 1].start - lexemes[last].end
    if right > 3 or (left == 0 and right > 0):
        return False
    return (
        text[lexemes[last].end : lexemes[last + 1].start].strip(" \u00a0\u2009\u202f") == ""
        and "\n" not in text[lexemes[last].end : lexemes[last + 1].start]
    )


def _weight(text: str, start: int, end: int) -> bool:
    return (
        _WEIGHT_AFTER.match(text, end) is not None or _WEIGHT_BEFORE.search(text, max(0, start - 40), start) is not None
    )
