"""Links between the sums of one text: the parts of one change, a part and its whole."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.values.money.context import same_sentence
from onrecord.values.money.sums import Relation, Sum

_OF_WHICH_BEFORE = re.compile(
    r"\bof (?:which|that|this|those|it)\b[^.;()]{0,30}$|\b(?:includ(?:ing|es?|ed)|contain(?:ing|s|ed)?"
    r"|compris(?:ing|es?|ed)|made up of|consisting of)\b[^.;()$£€₹]{0,20}$",
    re.IGNORECASE,
)
_OF_WHICH_AFTER = re.compile(r" of (?:which|that|it|this)\b(?! (?:year|month|week))", re.IGNORECASE)
_OUT_OF = re.compile(
    r" (?:(?:was |were |is )?(?:out )?of) (?:the|that|this|its|their|his|her|an?) (?:[a-z-]+ ){0,2}",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\b(?:out )?of (?:the|that|this|its|their) (?:[a-z-]+ ){0,2}$", re.IGNORECASE)
_PROFIT = re.compile(r"\b(?:profits?|surplus|(?:net|pre-?tax|operating) income|earnings)\b", re.IGNORECASE)
_ONE_ORDER = 100
_LISTED = re.compile(r"[^.;:!?()]{1,60},? and (?:another |a further |about |around )?")


def part_of(text: str, sums: list[Sum]) -> None:
    """Link a component to its whole: "$5bn, of which $2bn", "$2bn of the $5bn", "including $1bn and $2bn"."""
    for at in range(1, len(sums)):
        second, earlier = sums[at], at - 1
        converted = _target(sums[earlier], "same_as")
        if converted is not None and sums[converted].currency == second.currency:
            # "₦90bn (£45m) for the jets, of which ₦20bn is due": the part is one of the sum before its conversion.
            earlier = converted
        first = sums[earlier]
        if not same_sentence(text, first.end, second.start) or first.currency != second.currency:
            continue
        between = text[sums[at - 1].end : second.start]
        if _OUT_OF.fullmatch(between) and _smaller(first, second):
            first.links.append(("part_of", at))
        elif (_OF_WHICH_BEFORE.search(between) or _OF_WHICH_AFTER.match(text, second.end)) and _smaller(second, first):
            second.links.append(("part_of", earlier))
        elif _OF_THE.search(text, max(0, first.start - 40), first.start) and re.search(
            r", (?:only |just |some )?$", between
        ):
            if _smaller(second, first):
                second.links.append(("part_of", earlier))
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
            if sums[main].role == "change_to" and found.role == "change_from" and not _profit(text, found):
                # "The loss narrowed to $4m from $9m."
                found.sign = sums[main].sign
            if found.currency == sums[main].currency:
                # "$17 an hour, up from $15": the unit is written once.
                found.per = found.per or sums[main].per
                sums[main].per = sums[main].per or found.per


def _profit(text: str, found: Sum) -> bool:
    """Return whether a sum is called a profit: "swung to a $2m loss from a $5m profit"."""
    return _PROFIT.search(text, max(0, found.start - 20), found.end + 30) is not None


def _nearest(text: str, sums: list[Sum], at: int, role: str) -> int | None:
    """Return the closest sum of a role in the same sentence, the one before unless its origin is taken."""
    found = sums[at]
    for i in range(at - 1, -1, -1):
        if not same_sentence(text, sums[i].end, found.start):
            break
        if sums[i].role == role and _comparable(found, sums[i]):
            taken = found.role == "change_from" and any(
                sums[j].role == "change_from" and ("change_of", i) in sums[j].links for j in range(at)
            )
            if not taken:
                return i
            break
    for i in range(at + 1, len(sums)):
        if not same_sentence(text, found.end, sums[i].start):
            break
        if sums[i].role == role and _comparable(found, sums[i]):
            return i
        if sums[i].role == "amount" and _target(sums[i], "same_as") is None:
            # "Grows by $1,000 every five years, totalling $5,000 at 60": another sum, another matter.
            break
    return None


def _comparable(found: Sum, main: Sum) -> bool:
    """Return whether two sums may belong to one change: one currency, and no total beside a sum per share."""
    if found.currency != main.currency:
        return False
    smaller = found.role == "change_by" and (found.low or found.high or 0) <= (main.low or main.high or 0)
    return found.per == main.per or smaller or alike(found, main)


def alike(one: Sum, other: Sum) -> bool:
    """Return whether two sums are of one order, as the levels of one rate are."""
    low, high = sorted(value.low or value.high or Decimal(0) for value in (one, other))
    return not low or high <= _ONE_ORDER * low
