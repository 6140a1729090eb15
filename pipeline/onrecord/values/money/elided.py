"""Sums whose currency stands with an earlier sum ("$3bn in grants and 2bn in loans"), or nowhere at all."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.values.money.context import before, same_sentence
from onrecord.values.money.lexer import Lexeme
from onrecord.values.money.quantities import read
from onrecord.values.money.quantity import Quantity
from onrecord.values.money.stretches import FIGURES, INDIAN
from onrecord.values.money.sums import Sum
from onrecord.values.money.units import UNSTATED
from onrecord.values.numbers import UNITS

_BETWEEN = re.compile(
    # "Oslo (€30m) and Rome (20m)", "Tanzania got $40m, Malawi 25m and Zambia 10m".
    r"\)(?:,|,? and) [^().;:\n]{1,40} \(|(?:,|,? and) [A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,2} |"
    r"(?:[^.;:!?\n()]|\.\d){0,70}?(?:,? (?:and|or|plus|but|while)|,| from| to| with| against"
    r"| versus| than| of which| on top of(?: the)?)"
    r" (?:another |a further |an additional |an extra |about |around |nearly |almost |some "
    r"|roughly |over |more than "
    r"|just |only |up to )*"
)
_FOLLOWS = re.compile(
    r"[,;:)]|\.(?!\d)|\s*$|\n| ?[-\u2013\u2014] | (?:in|for|from|to|last|this|the (?:previous"
    r"|following|next) year|a year"
    r"|a month|and|or|more|less|respectively|earlier|later|at|by|during|when|that|over|on|was|were"
    r"|is|would|will|worth"
    r"|as|it)\b"
)
_COUNTING = re.compile(r"\b(?:population|people|users|copies|votes|viewers|barrels|tonnes|tons|doses|jobs|visitors)\b")
_INDIAN_AFTER = re.compile(
    r"(?:[ -](?:scams?|fraud|project|scheme|package|loan|fine|bribe|cash|deal|budget|investment"
    r"|grant|fund|penalty|compensation"
    r"|reward|contract|empire|racket|property|properties|business|company|industry)\b| (?:spent"
    r"|lost|looted|siphoned)\b| \((?:US|Rs|A|C)? ?[$£€₹])"
)
_INDIAN_BEFORE = re.compile(
    r"\b(?:worth|cost of|cost|budget of|sum of|amount of|bribe of|fine of|loan of|turnover of"
    r"|outlay of|grant of|paid"
    r"|spent|debts? of|compensation of) (?:about |around |over |more than |nearly |almost |up to )?$",
    re.IGNORECASE,
)
_FIGURE_AFTER = re.compile(
    r"[ -](?:\w+ )?(?:sum|fee|fees|deal|salary|salaries|settlement|contract|payout|bonus|bonuses"
    r"|offer|donation|income"
    r"|price|bid|advance|fortune|cheque|check|amount|bill|fine|loan|investment)\b"
)
_INDIAN_BETWEEN = re.compile(r",? and [\w'\u2019-]+ ")
_INDIAN_COUNT = re.compile(
    r" (?:voters?|votes|people|persons|farmers|women|men|students|workers|candidates|families|households|tonnes?"
    r"|litres?|units|vehicles|jobs|devotees|pilgrims|children|youths?|homes|houses|tourists|visitors|passengers|employees"
    r"|beneficiaries|customers|users|hectares|acres|doses|bales|quintals|kg|patients|citizens|residents|refugees)\b"
)


def read_elided(text: str, lexemes: list[Lexeme], at: int, previous: Sum | None) -> Sum | None:
    """Read a quantity that takes its currency from the sum before it in the same sentence."""
    if previous is None or previous.bound == "order_of_magnitude":
        return None
    if lexemes[at].kind != "number" and lexemes[at].folded not in UNITS:
        return None
    if lexemes[at].start - previous.end > 110 or not same_sentence(text, previous.end, lexemes[at].start):
        return None
    quantity = _large(text, lexemes, at)
    if quantity is None or previous.quantity.factor is None or not _FOLLOWS.match(text, quantity.end):
        return None
    between = text[previous.end : quantity.start]
    indian = lexemes[quantity.last].folded in INDIAN and lexemes[previous.last].folded in INDIAN
    joined = _BETWEEN.fullmatch(between) or (indian and _INDIAN_BETWEEN.fullmatch(between))
    if not joined or _COUNTING.search(between):
        return None
    return Sum(
        quantity.start,
        quantity.end,
        quantity.low,
        quantity.low,
        replace(previous.unit),
        quantity,
        at,
        quantity.last,
        "elided",
        0.75,
        previous.codes,
    )


def _large(text: str, lexemes: list[Lexeme], at: int) -> Quantity | None:
    start = lexemes[at].start
    preceding = text[start - 1 : start]
    if preceding.isalnum() or preceding in ("$", "-", "–", ".", ",", "/"):
        return None
    quantity = read(text, lexemes, at)
    return None if quantity is None or quantity.vague or quantity.factor is None else quantity


def read_unstated(text: str, lexemes: list[Lexeme], at: int) -> Sum | None:
    """Read a sum that names no currency: "a multi-crore scam", "600 crores ($77m)", "a seven-figure fee"."""
    if not any(lexeme.folded in INDIAN or lexeme.folded.startswith("figure") for lexeme in lexemes[at : at + 4]):
        return None
    quantity = read(text, lexemes, at)
    if quantity is None:
        return None
    last = lexemes[quantity.last].folded
    if last in FIGURES:
        rule = "figures" if _FIGURE_AFTER.match(text, quantity.end) else None
    elif last in INDIAN and (quantity.vague or quantity.digits):
        hinted = _INDIAN_AFTER.match(text, quantity.end) or _INDIAN_BEFORE.search(before(text, quantity.start, 40))
        rule = "indian-scale" if hinted and not _INDIAN_COUNT.match(text, quantity.end) else None
    else:
        rule = None
    if rule is None:
        return None
    high = quantity.high
    return Sum(
        quantity.start,
        quantity.end,
        quantity.low,
        high,
        UNSTATED,
        quantity,
        quantity.first,
        quantity.last,
        rule,
        0.7,
        bound="order_of_magnitude" if quantity.vague else "exact",
    )
