"""What only looks like a sum: weights, idioms, names, codes that are words, counts."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.values.money.lexer import Lexeme
from onrecord.values.money.quantities import MAGNITUDES
from onrecord.values.money.quantity import Quantity
from onrecord.values.money.units import Unit
from onrecord.values.money.weights import is_weight
from onrecord.values.numbers import SCALES

# "I would not go there for a million dollars": no such sum is at stake.
_NO_BARGAIN = re.compile(r"(?:\bnot|n['\u2019]t|\bnever)\b[^.;:!?]{0,40}\bfor (?:a )?$|\blike (?:a )?$", re.IGNORECASE)
_TWO_CENTS = re.compile(r"\b(?:my|your|his|her|its|our|their|own) two cents\b", re.IGNORECASE)
_IDIOM_AFTER = re.compile(
    r"[ -](?:for (?:your|my|his|her|their) thoughts|questions?\b|smiles?\b|baby\b|men\b|man\b"
    r"|bill(?:s)? (?:says|that)"
    r"|to (?:a )?doughnuts?|on the dollar)",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(r" (?:Cent(?:'s|’s)?|Cents)\b")
# "R2" and "N5" are roads, paper sizes and models; beside these words they are small sums.
_PRICE_BEFORE = re.compile(
    r"\b(?:by|costs?|pays?|paid|charg(?:e|es|ed)|only|extra|worth|saves?|saved|fined|more than|less than|at least|up to"
    r"|about|(?:fare|price|fee|fine|deposit|sum|amount|grant|bribe|wage|total) of|added|lost|gained|shed|rose|fell"
    r"|to|from|at) $",
    re.IGNORECASE,
)
_RATE_AFTER = re.compile(
    r" (?:per [a-z]+|an? (?:hour|day|week|month|year|kilo|kilolitre|lit(?:re|er)|kg|ton(?:ne)?|head))\b"
)
_ROAD_BEFORE = re.compile(r"\bthe $")
_ROAD_AFTER = re.compile(
    r"$|[.,;)]| (?:near|at|in|between|and|to|from|towards?|before|after|is|was|has|heading|northbound|southbound"
    r"|eastbound|westbound|outbound|inbound|highway|freeway|road|route|motorway|interchange|bridge|off-?ramp)\b"
)
_NO_NOUN_AFTER = re.compile(
    r"\s*(?:$|[.,;:!?)\]\u2013\u2014\"\u201d]|\(|(?:and|or|but|in|into|for|to|from|at|on|as|by|with|was|were|is|are|has|had"
    r"|will|worth|per|each|every|last|this|that|which|when|while|after|before|over|since|a)\b)"
)
_GROUPED = re.compile(r"\d[,.\u00a0\u2009\u202f ]\d{3}(?!\d)|\.\d\d$")
_SHARE_PRICE = re.compile(r"\d{1,2},\d{3}(?:\.\d\d?)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RESPIRATORS = frozenset(["N95", "N99", "N100"])
CAPITAL_LEADS = frozenset(["rupees", "rupee", "shillings"])
"""Names of several currencies that stand before the number where they are capitalised: "Rupees 5 lakh"."""

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
    if not quantity.digits and (quantity.vague or quantity.factor is None):
        return False
    if unit.form == "R" and _on_a_road(text, sign.start, quantity):
        return False
    attached = sign.end == quantity.start
    if sign.kind == "word" and _YEAR.fullmatch(quantity.digits) and quantity.factor is None and unit.guard != "none":
        return False
    if unit.guard == "attached" and attached:
        priced = _PRICE_BEFORE.search(text, max(0, sign.start - 16), sign.start) is not None
        if (
            priced and (unit.codes & places or 50 <= quantity.low < 1000) and not _respirator(unit, quantity)
        ) or _RATE_AFTER.match(text, quantity.end):
            return True
    coded = unit.kind == "code" and unit.guard == "strong" and quantity.digits and quantity.low >= 10
    if coded and _PRICE_BEFORE.search(text, max(0, sign.start - 16), sign.start):
        return True  # "fined AED 750": the verb says that it is a price, whatever place the text is about
    return _passes(unit, quantity, attached, places)


def accepts_after(
    text: str, lexemes: list[Lexeme], quantity: Quantity, unit: Unit, last: int, places: frozenset[str]
) -> bool:
    """Return whether a quantity followed by a currency ending at lexeme ``last`` is a sum."""
    start, end = quantity.start, lexemes[last].end
    name = lexemes[last]
    if unit.kind in ("code", "symbol") and _takes_next(text, lexemes, quantity, last):
        return False
    if unit.kind == "minor" and (
        _NAME_AFTER.match(text, quantity.end) or (unit.guard == "evidence" and name.text[:1].isupper())
    ):
        return False
    if unit.guard == "alone" and not _NO_NOUN_AFTER.match(text, end):
        return False
    if name.folded in _TOURNAMENTS and _YEAR.match(text[end + 1 : end + 5]):
        return False
    if name.text[:1].isupper() and name.folded.startswith("pound") and text[end : end + 2] in ("'s", "’s"):
        return False
    if "pound" in name.folded and unit.kind == "name" and len(unit.codes) > 1 and is_weight(text, start, end):
        return False
    one = quantity.low == 1 and quantity.factor is None
    if (one or lexemes[quantity.first].folded in ("a", *SCALES)) and _IDIOM_AFTER.match(text, end):
        return False
    if unit.kind == "minor" and _TWO_CENTS.search(text, max(0, start - 7), end):
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
    capital = unit.form in CAPITAL_LEADS and lexemes[at].text[0].isupper()
    if (
        not (unit.explicit or capital)
        or unit.guard != "none"
        or not quantity.digits
        or _YEAR.fullmatch(quantity.digits)
    ):
        return False
    previous = lexemes[at - 1] if at else None
    if previous is not None and (previous.kind == "number" or previous.folded in ("in", "of", "the", *MAGNITUDES)):
        return False
    return quantity.factor is not None or quantity.low >= 1000


def _passes(unit: Unit, quantity: Quantity, attached: bool, places: frozenset[str]) -> bool:
    if unit.guard in ("none", "cents", "idiom", "alone"):
        return True
    named = bool(unit.codes & places)
    if unit.guard == "evidence":
        return named and (attached or quantity.factor is not None or unit.kind == "minor")
    strong = quantity.factor is not None or _GROUPED.search(quantity.digits) is not None
    if unit.guard == "large":
        return strong
    if unit.guard == "attached" and unit.kind == "minor":
        return (
            attached
            and bool(quantity.digits)
            and quantity.factor is None
            and (quantity.low < Decimal(1000) or _SHARE_PRICE.fullmatch(quantity.digits) is not None)
        )
    if unit.guard == "attached" and _respirator(unit, quantity):
        return False
    if unit.guard == "attached":
        return attached and bool(quantity.digits) and (strong or (named and quantity.low >= 10))
    return strong or named


def _respirator(unit: Unit, quantity: Quantity) -> bool:
    return unit.form + quantity.digits in _RESPIRATORS


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


def _on_a_road(text: str, start: int, quantity: Quantity) -> bool:
    """Return whether "the R300" names a road of South Africa and no sum."""
    if quantity.factor is not None or quantity.low >= 1000 or not quantity.digits.isdigit():
        return False
    named = _ROAD_BEFORE.search(text, max(0, start - 4), start) is not None
    return named and _ROAD_AFTER.match(text, quantity.end) is not None
