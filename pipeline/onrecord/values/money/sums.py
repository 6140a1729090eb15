"""Single sums: a currency before its number ("US$5bn"), or after it ("five million euros", "50 cents")."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from onrecord.values.money import guards
from onrecord.values.money.lexer import Lexeme
from onrecord.values.money.places import code_of
from onrecord.values.money.quantities import BEGINNINGS, read
from onrecord.values.money.quantity import TIGHT, Quantity, gap, soft
from onrecord.values.money.units import EXACT, FOLDED, NAME_STARTS, NAME_WORDS, RUPEE, Unit
from onrecord.values.numbers import SCALES

_LEADING_WORDS = guards.CAPITAL_LEADS | {
    form.split()[0] for form, unit in FOLDED.items() if unit.kind == "name" and unit.explicit
}
_BEGINNINGS = BEGINNINGS | _LEADING_WORDS | {form for form, unit in FOLDED.items() if unit.before}
_EXACT_BEFORE = {form for form, unit in EXACT.items() if unit.before}

Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than", "between", "order_of_magnitude"]
Basis = Literal["explicit", "symbol", "document", "publisher", "unresolved"]
Role = Literal["amount", "change_by", "change_to", "change_from", "rate"]
Relation = Literal["change_of", "same_as", "part_of"]


@dataclass(slots=True)
class Sum:
    """A sum of money found in a text; amounts are in major units, None is an open end.

    ``first`` and ``last`` are its lexemes, ``quantity`` the number as read, ``unit`` the currency as written;
    ``links`` hold the position of another sum in the list of findings.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: Unit
    quantity: Quantity
    first: int
    last: int
    rule: str
    confidence: float
    codes: frozenset[str] = frozenset()
    bound: Bound = "exact"
    approx: bool = False
    currency: str | None = None
    basis: Basis = "unresolved"
    role: Role = "amount"
    per: str | None = None
    sign: Literal["positive", "negative"] = "positive"
    fragments: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[Relation, int]] = field(default_factory=list)

    @property
    def head_end(self) -> int:
        """End of the sum itself where a conversion in brackets stands before the unit of its rate."""
        return self.fragments[0][1] if self.fragments else self.end


def read_sum(text: str, lexemes: list[Lexeme], at: int, places: frozenset[str], *, upper: bool = False) -> Sum | None:
    """Read the sum that begins at a lexeme.

    Args:
        text: The whole text.
        lexemes: Its lexemes.
        at: The lexeme a sum may begin at.
        places: Currencies of the places the document names; some signs only count beside such a place.
        upper: Whether it is the upper end of a range, and so may follow a digit and a dash.
    """
    written = _leading(text, lexemes, at)
    if written is not None and written[1] + 1 < len(lexemes):
        found = _before(text, lexemes, at, *written, places)
        if found is not None:
            return found
    return _after(text, lexemes, at, places, upper)


def may_begin(lexeme: Lexeme) -> bool:
    """Return whether a sum or a quantity may begin at a lexeme: at most words of a text none does."""
    return (
        lexeme.kind != "word"
        or lexeme.folded in _BEGINNINGS
        or lexeme.text in _EXACT_BEFORE
        or lexeme.folded.startswith("multi")
    )


def _leading(text: str, lexemes: list[Lexeme], at: int) -> tuple[Unit, int] | None:
    """Return the unit before a number that begins at a lexeme, and its last lexeme."""
    unit = lexemes[at].unit
    if unit is not None and unit.before:
        return unit, at
    if lexemes[at].folded in _LEADING_WORDS:
        return unit_at(text, lexemes, at)
    return None


def _before(text: str, lexemes: list[Lexeme], at: int, unit: Unit, last: int, places: frozenset[str]) -> Sum | None:
    sign, number = lexemes[last], lexemes[last + 1]
    if number.kind == "word" and unit.kind == "symbol" and unit.form.isalpha() and unit is not RUPEE:
        return None
    if not TIGHT.fullmatch(text, sign.end, number.start):
        return None
    quantity = read(text, lexemes, last + 1)
    if quantity is None or not guards.accepts_before(text, lexemes, at, unit, quantity, places):
        return None
    found = _sum(unit, quantity, lexemes[at].start, quantity.end, at, quantity.last, f"before:{unit.kind}")
    if unit.kind == "name":
        found.confidence = 0.75
    return _trailing(text, lexemes, found)


def _after(text: str, lexemes: list[Lexeme], at: int, places: frozenset[str], upper: bool) -> Sum | None:
    quantity = read(text, lexemes, at)
    if quantity is None:
        return None
    found = unit_after(text, lexemes, quantity)
    if found is None:
        return None
    unit, last = found
    if quantity.digits and not upper and guards.hangs_on(text, quantity.start):
        return None
    if not guards.accepts_after(text, lexemes, quantity, unit, last, places):
        return None
    rule = f"after:{unit.kind}"
    if (
        lexemes[quantity.first].folded == "a"
        and quantity.last > quantity.first
        and "-" in text[quantity.start : lexemes[last].end]
    ):
        # "a billion-dollar firm": the article is the noun's.
        quantity = replace(quantity, first=quantity.first + 1, start=lexemes[quantity.first + 1].start)
    return _sum(unit, quantity, quantity.start, lexemes[last].end, quantity.first, last, rule, lexemes)


def _sum(
    unit: Unit,
    quantity: Quantity,
    start: int,
    end: int,
    first: int,
    last: int,
    rule: str,
    lexemes: list[Lexeme] | None = None,
) -> Sum:
    low, high = quantity.low * unit.factor, None if quantity.high is None else quantity.high * unit.factor
    found = Sum(start, end, low, high, unit, quantity, first, last, rule, 0.97, unit.codes, approx=quantity.approx)
    if quantity.vague:
        found.bound, found.confidence = "order_of_magnitude", 0.9
    elif lexemes is not None and lexemes[quantity.first].folded in SCALES:
        found.bound, found.approx, found.confidence = "order_of_magnitude", True, 0.85
    if quantity.ambiguous:
        # "5.000 euros" is five or five thousand: no value is better than a wrong one.
        found.low = found.high = None
        found.confidence, found.rule = 0.5, found.rule + "+ambiguous-separator"
    return found


def unit_after(text: str, lexemes: list[Lexeme], quantity: Quantity) -> tuple[Unit, int] | None:
    """Return the currency written after a quantity, longest name first, and its last lexeme."""
    begin = quantity.last + 1
    if begin >= len(lexemes):
        return None
    if quantity.vague and lexemes[begin].folded == "of" and soft(text, lexemes[begin - 1], lexemes[begin]):
        begin += 1
    if begin >= len(lexemes) or not soft(text, lexemes[begin - 1], lexemes[begin]):
        return None
    return unit_at(text, lexemes, begin)


def unit_at(text: str, lexemes: list[Lexeme], begin: int) -> tuple[Unit, int] | None:
    """Return the unit that may stand after a number and begins at a lexeme, longest first."""
    several = lexemes[begin].folded in NAME_STARTS or lexemes[begin].text[0].isupper()
    longest = NAME_WORDS if several else 1
    for stop in range(min(begin + longest, len(lexemes)), begin, -1):
        run = lexemes[begin:stop]
        if any(not soft(text, run[i], run[i + 1]) for i in range(len(run) - 1)):
            continue
        if len(run) == 1:
            unit = run[0].unit
            if unit is not None and not unit.after:
                # "¢500" is a sum of colones, "50¢" half a dollar.
                unit = FOLDED.get(run[0].folded, unit)
            if (
                unit is not None
                and unit.after
                and (run[0].kind == "sign" or unit.kind != "symbol" or unit.form == run[0].text)
            ):
                return unit, begin
            continue
        unit = FOLDED.get(" ".join(lexeme.folded for lexeme in run)) or _of_people(text, run)
        if unit is not None:
            return unit, stop - 1
    return None


def _of_people(text: str, run: list[Lexeme]) -> Unit | None:
    """Return the currency of a people or country named before it: "Emirati dirhams", "Argentine pesos"."""
    head = FOLDED.get(run[-1].folded)
    code = code_of(text[run[0].start : run[-2].end])
    if head is None or head.kind != "name" or code not in head.codes:
        return None
    return replace(head, codes=frozenset([code]), default=code, guard="none")


def _trailing(text: str, lexemes: list[Lexeme], found: Sum) -> Sum:
    """Take in a currency repeated or made precise after the number: "$5 pesos", "$10 CAD"."""
    begin = found.last + 1
    if begin >= len(lexemes) or gap(text, lexemes[found.last], lexemes[begin]) not in (" ", "\u00a0"):
        return found
    after = unit_at(text, lexemes, begin)
    if after is None or after[0].kind not in ("name", "code"):
        return found
    unit, last = after
    if unit.guard != "none" and (unit.kind == "name" or unit.guard == "large"):
        return found
    if unit.kind == "code" and last + 1 < len(lexemes) and lexemes[last + 1].kind == "number":
        return found
    if lexemes[last].text[:1].isupper() and lexemes[last].folded == "euro":
        return found
    shared = found.codes & unit.codes
    if not shared and (not found.unit.codes > {"USD"} or found.unit.kind != "symbol"):
        return found
    found.codes = shared or unit.codes
    found.end, found.last = lexemes[last].end, last
    found.unit = replace(unit, codes=found.codes, factor=Decimal(1), default=unit.default)
    return found
