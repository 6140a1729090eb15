"""Links between the sums of one text: conversions, the parts of one change, a part and its whole."""

from __future__ import annotations

import re

from onrecord.values.money.context import same_sentence
from onrecord.values.money.sums import Relation, Sum

_OPENING = re.compile(
    r"\s?[(\[]\s?(?:or |i\.e\. |that is |equal to |equivalent to |the equivalent of |worth "
    r"|approximately |approx\.? |about |around "
    r"|roughly |nearly |almost |some |over |more than |just over |just under |under "
    r"|a little over |up to |at least |~|≈)*"
)
_SPOKEN = re.compile(
    r",? or (?:about |around |roughly |nearly |almost |some |approximately |the equivalent of )?|\s?/\s?"
)
_CLOSING = re.compile(r"(?: [\w ]{1,30})?[)\]]")
_OF_WHICH_BEFORE = re.compile(
    r"\bof (?:which|that|this|those|it)\b[^.;()]{0,30}$|\b(?:including|comprising|made up of"
    r"|consisting of)\b[^.;()$£€₹]{0,20}$",
    re.IGNORECASE,
)
_OF_WHICH_AFTER = re.compile(r" of (?:which|that|it|this)\b(?! (?:year|month|week))", re.IGNORECASE)
_OUT_OF = re.compile(
    r" (?:(?:was |were |is )?(?:out )?of) (?:the|that|this|its|their|his|her|an?) (?:[a-z-]+ ){0,2}",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\b(?:out )?of (?:the|that|this|its|their) (?:[a-z-]+ ){0,2}$", re.IGNORECASE)
_LISTED = re.compile(r"[^.;:!?()]{1,60},? and (?:another |a further |about |around )?")


def same_as(text: str, sums: list[Sum]) -> None:
    """Link every conversion to the sum it converts, and give it that sum's bound and role of rate."""
    for at in range(1, len(sums)):
        first, second = sums[at - 1], sums[at]
        between = text[first.head_end : second.start]
        bracketed = _OPENING.fullmatch(between) is not None and _CLOSING.match(text, second.end) is not None
        spoken = _SPOKEN.fullmatch(between) is not None and first.unit.form != second.unit.form
        if (bracketed or spoken) and first.currency != second.currency and first.low != second.low:
            second.links.append(("same_as", at - 1))
            if second.bound == "exact" and first.bound not in ("between", "order_of_magnitude"):
                _like(second, first)


def _like(second: Sum, first: Sum) -> None:
    second.bound, second.approx = first.bound, second.approx or first.approx
    if first.bound in ("at_least", "more_than"):
        second.high = None
    elif first.bound in ("at_most", "less_than"):
        second.low = None


def part_of(text: str, sums: list[Sum]) -> None:
    """Link a component to its whole: "$5bn, of which $2bn", "$2bn of the $5bn", "including $1bn and $2bn"."""
    for at in range(1, len(sums)):
        first, second = sums[at - 1], sums[at]
        if not same_sentence(text, first.end, second.start) or first.currency != second.currency:
            continue
        between = text[first.end : second.start]
        if _OUT_OF.fullmatch(between) and _smaller(first, second):
            first.links.append(("part_of", at))
        elif (_OF_WHICH_BEFORE.search(between) or _OF_WHICH_AFTER.match(text, second.end)) and _smaller(second, first):
            second.links.append(("part_of", at - 1))
        elif _OF_THE.search(text, max(0, first.start - 40), first.start) and re.search(
            r", (?:only |just |some )?$", between
        ):
            if _smaller(second, first):
                second.links.append(("part_of", at - 1))
        elif (
            (whole := _target(first, "part_of")) is not None
            and _LISTED.fullmatch(between)
            and _smaller(second, sums[whole])
        ):
            second.links.append(("part_of", whole))


def _smaller(part: Sum, whole: Sum) -> bool:
    low, high = part.low or part.high, whole.high or whole.low
    return low is not None and high is not None and low < high


def _target(found: Sum, relation: Relation) -> int | None:
    return next((target for name, target in found.links if name == relation), None)


def change_of(text: str, sums: list[Sum]) -> None:
    """Join the records of one change: difference and origin point to the level, else origin to difference."""
    for at, found in enumerate(sums):
        if found.role not in ("change_by", "change_from"):
            continue
        main = _nearest(text, sums, at, "change_to")
        if main is None and found.role == "change_from":
            main = _nearest(text, sums, at, "change_by")
        if main is not None:
            found.links.append(("change_of", main))
            if found.currency == sums[main].currency:
                # "$17 an hour, up from $15": the unit is written once.
                found.per = found.per or sums[main].per
                sums[main].per = sums[main].per or found.per


def _nearest(text: str, sums: list[Sum], at: int, role: str) -> int | None:
    """Return the closest sum of a role in the same sentence, the one before unless its origin is taken."""
    earlier = next((i for i in range(at - 1, -1, -1) if sums[i].role == role), None)
    if earlier is not None and same_sentence(text, sums[earlier].end, sums[at].start):
        taken = sums[at].role == "change_from" and any(
            sums[i].role == "change_from" and ("change_of", earlier) in sums[i].links for i in range(at)
        )
        if not taken:
            return earlier
    later = next((i for i in range(at + 1, len(sums)) if sums[i].role == role), None)
    if later is not None and same_sentence(text, sums[at].end, sums[later].start):
        return later
    return None
