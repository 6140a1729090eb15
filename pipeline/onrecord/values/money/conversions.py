"""Sums that restate another one in a second currency: "NIS 1.6bn ($440m)", "5,000 naira, about $3.20"."""

from __future__ import annotations

import re

from onrecord.values.money.currencies import LOCAL_DOLLARS
from onrecord.values.money.rates import tail
from onrecord.values.money.sums import Sum

_OPENING = re.compile(
    r"\s?[(\[]\s?(?:or |i\.e\. |that is |equal to |equivalent to |the equivalent of |worth "
    r"|approximately |approx\.? |about |around "
    r"|roughly |nearly |almost |some |over |more than |just over |just under |under "
    r"|a little over |up to |at least |~|≈)*"
)
_SPOKEN = re.compile(
    r",? or (?:about |around |roughly |nearly |almost |some |approximately |the equivalent of )?|\s?/\s?"
)
_CLOSING = re.compile(r"(?: [\w ]{1,30})?[)\]]|[;,/] ?(?=[^)]{1,40}\))")
_DASH = re.compile(r" ?(?:[\u2013\u2014]|--?) ?")
_NEXT_CONVERSION = re.compile(r"[;,/] ?(?:or |and |about )?| or ")
_ASIDE = re.compile(r", (?:about|around|roughly|approximately|nearly|some|equal to|(?:the )?equivalent (?:of|to)) ")
_ASIDE_AFTER = re.compile(r"\s*(?:[,.;:)]|$)| (?:at|for|in|per|on|to|from) ")


def find_conversions(text: str, sums: list[Sum]) -> dict[int, int]:
    """Return which sums are written as a conversion of which; the currencies need not be settled yet."""
    found: dict[int, int] = {}
    for at in range(1, len(sums)):
        first, second = sums[at - 1], sums[at]
        between = text[first.head_end : second.start]
        if at - 1 in found and _NEXT_CONVERSION.fullmatch(between) and first.unit.form != second.unit.form:
            found[at] = found[at - 1]
        elif _is_conversion(text, first, second, between):
            found[at] = at - 1
    return found


def _is_conversion(text: str, first: Sum, second: Sum, between: str) -> bool:
    if _OPENING.fullmatch(between) and _CLOSING.match(text, second.end):
        return True
    if first.unit.form == second.unit.form:
        return False
    if _DASH.fullmatch(between) and _DASH.match(text, second.end) and first.codes.isdisjoint(second.codes):
        return True
    if tail(text, second.end) is not None:
        return False  # "€84m, or 42 cents a share": the same profit by the share
    aside = _ASIDE.fullmatch(between) is not None and _ASIDE_AFTER.match(text, second.end) is not None
    return aside or _SPOKEN.fullmatch(between) is not None


def narrow(sums: list[Sum], conversions: dict[int, int], publisher: str | None) -> None:
    """Settle bare dollars by what they convert, before any other evidence.

    A text that converts "NT$12bn" or "61m Hong Kong dollars" into "$" means the US dollar by it throughout. A bare
    "$" that converts another currency is the US dollar too, or that of a press which never marks its own.
    """
    bare = [at for at, found in enumerate(sums) if len(found.codes) > 1 and "USD" in found.codes]
    if any(at in conversions and _other_dollar(sums[conversions[at]], sums[at]) for at in bare):
        for at in bare:
            sums[at].codes = frozenset(["USD"])
        return
    for at in bare:
        if at in conversions and publisher not in sums[at].codes:
            sums[at].codes &= LOCAL_DOLLARS | {"USD"}


def _other_dollar(first: Sum, second: Sum) -> bool:
    return "USD" not in first.codes and not first.codes.isdisjoint(second.codes)


def same_as(sums: list[Sum], conversions: dict[int, int]) -> None:
    """Link every conversion to the sum it converts, and give it that sum's bound."""
    for at, target in conversions.items():
        if sums[at].currency != sums[target].currency and sums[at].low != sums[target].low:
            sums[at].links.append(("same_as", target))
            _like(sums[at], sums[target])


def _like(second: Sum, first: Sum) -> None:
    if second.bound != "exact" or first.bound in ("between", "order_of_magnitude"):
        return
    second.bound, second.approx = first.bound, second.approx or first.approx
    if first.bound in ("at_least", "more_than"):
        second.high = None
    elif first.bound in ("at_most", "less_than"):
        second.low = None
