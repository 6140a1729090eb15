"""What a rule of the date grammar is, and how the words of its groups are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.values.dates.model import Approx, Expression
from onrecord.values.dates.pieces import MONTHS, ORDINALS, UNITS, WEEKDAYS
from onrecord.values.numbers import parse_number

# Two-digit years up to this one belong to the 21st century: news looks further back (the spring of '68) than ahead.
PIVOT = 39

# No expression begins within a word, or behind a mark of currency.
BEFORE = r"(?<![\w$€£¥#@])"
# What stands in every name of a month, a day of the week or a unit of time.
MONTH_WORDS = "jan feb mar apr may jun jul aug sep oct nov dec"
WEEKDAY_WORDS = "mon tue wed thu fri sat sun"
UNIT_WORDS = (
    "sec min hour hr day night morning afternoon evening week wk fortnight month mth quarter year yr decade cent annum"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern and the reading of its match; the reading is None where the match is no date after all.

    What a match begins with and what must stand near it save most of the search (see ``places``).

    Attributes:
        begins: Keys of the words a match can begin with (see :func:`key`).
        needs: Lower-case strings of which a stretch of text must hold one for the pattern to match in it at all.
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Expression | None]
    confidence: float
    approx: Approx
    begins: frozenset[str]
    needs: tuple[str, ...]


def key(word: str) -> str:
    """Return what the search knows a word by: its first three letters; 0 for every digit."""
    return "0" if word[0].isdigit() else word[:3].lower()


def rule(
    name: str,
    pattern: str,
    read: Callable[[re.Match[str]], Expression | None],
    *,
    begins: str,
    confidence: float = 0.9,
    approx: Approx = "none",
    case: bool = False,
    needs: str = "",
) -> Rule:
    """Compile a rule; the pattern matches whole words, in any case unless ``case`` is set.

    Args:
        name: What claims call it.
        pattern: What it matches.
        read: The reading of a match.
        begins: All words a match can begin with, divided by spaces; 0 stands for any digit.
        confidence: How sure a match is.
        approx: How closely it says when.
        case: Whether capitals count.
        needs: Words one of which must stand there, divided by spaces.
    """
    flags = re.NOFLAG if case else re.IGNORECASE
    return Rule(
        name,
        re.compile(rf"{BEFORE}(?:{pattern})(?![\w])", flags),
        read,
        confidence,
        approx,
        frozenset(map(key, begins.split())),
        tuple(needs.split()),
    )


def month_number(text: str) -> int:
    """Read a month name or abbreviation."""
    return MONTHS[text.rstrip(".").lower()]


def weekday_number(text: str) -> int:
    """Read a weekday name or abbreviation as its ISO number."""
    return WEEKDAYS[text.rstrip(".").lower()]


def day_number(text: str) -> int:
    """Read a day of the month with or without ordinal ending."""
    return int(re.sub(r"\D", "", text))


def year_number(text: str) -> int:
    """Read a year of four digits, or of two with the century news would mean."""
    digits = re.sub(r"\D", "", text)
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year <= PIVOT else 1900)


def spoken_year(text: str) -> int | None:
    """Read a year in words: "nineteen ninety-six", "two thousand and eight"."""
    lowered = re.sub(r"[\s-]+", " ", text.lower())
    if lowered.startswith("two thousand"):
        number = parse_number(lowered)
        return int(number) if number is not None else None
    century, _, rest = lowered.partition(" ")
    tail = parse_number("zero" if rest == "hundred" else re.sub(r"^oh? ", "", rest))
    head = parse_number(century)
    return int(head * 100 + tail) if head is not None and tail is not None and tail < 100 else None


def optional_year(text: str | None) -> int | None:
    """Read a year that need not be there."""
    return year_number(text) if text else None


def unit_name(text: str) -> str:
    """Read a unit of time in singular or plural ("nights" counts as days, "fortnight" as weeks)."""
    lowered = text.lower().rstrip(".")
    return UNITS.get(lowered) or UNITS[lowered.removesuffix("s")]


def ordinal_number(text: str) -> int:
    """Read an ordinal up to ten; "last", "latter" and "final" are -1."""
    return ORDINALS.get(text.lower(), -1)
