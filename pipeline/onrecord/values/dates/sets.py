"""Rules for sets of times: "every Friday", "twice a year", "annually", "weekdays"."""

from __future__ import annotations

import re

from onrecord.values.dates.counts import duration, quantity
from onrecord.values.dates.model import Expression, Recurrence
from onrecord.values.dates.pieces import (
    BREAK,
    GAP,
    MONTH,
    NUMBER,
    NUMBER_FIRST,
    PART,
    PARTS,
    SEASON,
    SEASONS,
    WEEKDAY,
    WEEKDAY_FULL,
)
from onrecord.values.dates.rule import UNIT_WORDS, WEEKDAY_WORDS, Rule, month_number, rule, unit_name, weekday_number

_ADVERBS = {
    "hourly": ("PT1H", "hour"), "daily": ("P1D", "day"), "nightly": ("P1D", "day"), "weekly": ("P1W", "week"),
    "biweekly": ("P2W", "week"), "fortnightly": ("P2W", "week"), "monthly": ("P1M", "month"),
    "quarterly": ("P3M", "quarter"), "yearly": ("P1Y", "year"), "annual": ("P1Y", "year"),
    "annually": ("P1Y", "year"), "biennial": ("P2Y", "year"), "biennially": ("P2Y", "year"),
    "semi-annual": ("P6M", "half"), "semiannual": ("P6M", "half"), "half-yearly": ("P6M", "half"),
    "bimonthly": ("P2M", "month"),
}  # fmt: skip
_EVERY = rf"(?:once{GAP})?(?:every|each)(?:{GAP}single)?"
_RATE_UNIT = r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|annum|night|decade)"


def _adverb(m: re.Match[str]) -> Expression | None:
    # "A weekly magazine", "the daily Granma", "the party daily, which": a publication.
    if re.match(
        r" (?:news)?(?:magazine|paper|letter|tabloid|broadsheet|journal)s?\b", m.string[m.end() : m.end() + 14]
    ):
        return None
    if m[0].lower() in ("daily", "weekly", "monthly") and (
        re.match(r" [A-Z]", m.string[m.end() : m.end() + 2])
        or (
            re.search(
                r"\b(?:the|a|[Pp]arty|newspaper|business|state-run|local|English-language|[A-Z][\w-]+) $",
                m.string[max(0, m.start() - 24) : m.start()],
            )
            and re.match(r"[,.]| (?:said|reported|newspaper|that|which)\b", m.string[m.end() : m.end() + 12])
        )
    ):
        return None
    # Capitalised inside a sentence it is part of a name ("the Securities Daily").
    if m[0][0].isupper() and re.search(r"[\w,\u2019'] $", m.string[max(0, m.start() - 2) : m.start()]):
        return None
    return Recurrence(*_ADVERBS[m["adverb"].lower()])


def _every_unit(m: re.Match[str]) -> Expression:
    unit = unit_name(m["unit"])
    other = m["other"]
    amount = quantity("2" if other else m["count"] or "1")
    return Recurrence(duration(amount, "week" if unit == "weekend" else unit), unit)


def _every_name(m: re.Match[str]) -> Expression:
    part = "T" + PARTS[m["part"].lower()] if m["part"] else ""
    return Recurrence(f"XXXX-WXX-{weekday_number(m['weekday'])}{part}", "day")


def _custom(m: re.Match[str]) -> Expression:
    return Recurrence(f"XXXX-WXX-{weekday_number(m['weekday'])}", "day")


def _rate(m: re.Match[str]) -> Expression:
    unit = "year" if m["unit"].lower() == "annum" else unit_name(m["unit"])
    return Recurrence(duration(quantity("1"), unit), unit)


# What "a year" after it makes a rate: a number, a plural, or a closing bracket ("three meals a day").
_COUNTED = re.compile(
    r"(?:\d(?:[kmb]|bn|mn?|tn|pc)?|%|\)|\b(?:euro|yuan|yen|won|percent|per cent|million|"
    r"billion|trillion|crore|lakh|time|"
    r"once|twice|(?!(?:was|is|has|as|this|us|its|his|less|across|plus|takes|lasts|spends|adds|does"
    r"|towards)\b)[a-z]{2,}s))"
    r"[ \u00a0]$"
)


def follows_quantity(text: str, start: int) -> bool:
    """Return whether "a year" at ``start`` makes a rate of what is counted before it."""
    return _COUNTED.search(text, max(0, start - 24), start) is not None


def _rated(m: re.Match[str]) -> Expression | None:
    # "A second" is an ordinal far more often than a unit.
    per = m[0].lower().startswith("per")
    if not per and (m["unit"].lower() == "second" or not follows_quantity(m.string, m.start())):
        return None
    return _rate(m)


RULES: list[Rule] = [
    rule(
        "set-adverb",
        rf"(?P<adverb>{'|'.join(sorted(_ADVERBS, key=len, reverse=True))})",
        _adverb,
        confidence=0.85,
        needs="ly annual",
        begins=" ".join(_ADVERBS),
    ),
    rule(
        "set-every",
        rf"{_EVERY}{BREAK}(?P<other>other{GAP}|second{GAP})?(?:(?P<count>{NUMBER}){GAP})?"
        rf"(?P<unit>{_RATE_UNIT}s?|weekend|morning|evening|afternoon)",
        _every_unit,
        confidence=0.93,
        needs="every each",
        begins="each every once",
    ),
    rule(
        "set-every",
        rf"{_EVERY}{BREAK}(?P<weekday>{WEEKDAY})(?:{GAP}(?P<part>{PART}))?",
        _every_name,
        confidence=0.93,
        needs="every each",
        begins="each every once",
    ),
    rule(
        "set-every",
        rf"{_EVERY}{BREAK}(?P<month>{MONTH})",
        lambda m: Recurrence(f"XXXX-{month_number(m['month']):02d}", "month"),
        confidence=0.93,
        needs="every each",
        begins="each every once",
    ),
    rule(
        "set-every",
        rf"{_EVERY}{BREAK}(?P<season>{SEASON})",
        lambda m: Recurrence(f"XXXX-{SEASONS[m['season'].lower()]}", "quarter"),
        confidence=0.9,
        needs="every each",
        begins="each every once",
    ),
    rule(
        "set-plural",
        rf"(?P<weekday>{WEEKDAY_FULL})(?:s|{GAP}(?P<part>{PART})s)",
        _every_name,
        confidence=0.85,
        case=True,
        needs="day",
        begins=WEEKDAY_WORDS,
    ),
    # What is done on such a day week after week.
    rule(
        "set-custom",
        rf"(?P<weekday>{WEEKDAY_FULL})(?={GAP}(?:working|trading|opening|shopping|closing|rosters?|rotas?|shifts?"
        r"|school|league|roasts?|best|lunch(?:es)?|collections?|deliveries|observance|newspapers?|papers)\b)",
        _custom,
        confidence=0.91,
        case=True,
        needs=WEEKDAY_WORDS,
        begins=WEEKDAY_WORDS,
    ),
    rule(
        "set-plural",
        r"weekdays",
        lambda m: Recurrence("XXXX-WXX", "day"),
        confidence=0.8,
        needs="day",
        begins="weekdays",
    ),
    rule(
        "set-plural",
        r"weekends",
        lambda m: Recurrence("XXXX-WXX-WE", "day"),
        confidence=0.8,
        needs="day",
        begins="weekends",
    ),
    rule(
        "set-frequency",
        rf"(?:once|twice|thrice|(?:{NUMBER}|several|many|a{GAP}few){GAP}times)(?:{GAP}(?:a|an|each|every"
        rf"|per)){GAP}(?P<unit>{_RATE_UNIT})",
        _rate,
        confidence=0.9,
        needs="once twice thrice times",
        begins=f"{NUMBER_FIRST} a many once several thrice twice",
    ),
    rule(
        "set-rate",
        rf"(?:an?|per){GAP}(?P<unit>{_RATE_UNIT})",
        _rated,
        confidence=0.92,
        needs=UNIT_WORDS,
        begins="a an per",
    ),
    rule(
        "set-year-round",
        rf"year{BREAK}after{BREAK}year|day{GAP}after{GAP}day|day{GAP}by{GAP}day|year{GAP}by{GAP}year"
        rf"|month{GAP}after{GAP}month",
        lambda m: Recurrence(duration(quantity("1"), m[0].split()[0].lower()), m[0].split()[0].lower()),
        confidence=0.6,
        needs="after by",
        begins="day month year",
    ),
]
