"""The role of a sum: an amount, a rate, or one end of a change."""

from __future__ import annotations

import re

from onrecord.values.money import changes, differences
from onrecord.values.money.context import after, before, same_sentence
from onrecord.values.money.relations import alike
from onrecord.values.money.sums import Sum

# "From a $3m villa to a $1m shed" moves between things, "from a $3m profit to a $1m loss" between sums.
_OF_A_THING = re.compile(r"\b(?:from|to) an? $", re.IGNORECASE)
_RESULT_AFTER = re.compile(
    r"(?: [\w-]+){0,2} (?:loss(?:es)?|profits?|surplus|deficit|gain|debt|salary|wage|price|fee|fare|high|low|peak)\b"
    r"|,? (?:a|an|per|each) |[.,;)]|$"
)
_RESTATES = re.compile(
    r"(?:,? or| \()(?: ?(?:about|around|roughly|nearly|almost|some|approximately))? ?|\),? or ", re.IGNORECASE
)
_MOVED = re.compile(r",? (?:up|down|off) (?:by )?(?:about |around |nearly |almost |some )?", re.IGNORECASE)


def assign(text: str, sums: list[Sum], rests: list[str]) -> None:
    """Set role and sign of the sums that take part in a change; ``rests`` are the words left of each."""
    for at, found in enumerate(sums):
        rest, preceding, following = rests[at], before(text, found.start), _following(text, sums, at)
        previous = sums[at - 1] if at else None
        converted = next((target for name, target in found.links if name == "same_as"), None)
        if converted is not None:
            found.role, found.per, found.sign = (
                sums[converted].role,
                found.per or sums[converted].per,
                sums[converted].sign,
            )
            continue
        if (
            found.role == "rate"
            and previous is not None
            and previous.sign == "negative"
            and _by_the(text, previous, found)
        ):
            # "A loss of $8m, or 31 cents a share".
            found.sign = "negative"
            continue
        direction = differences.delta_before(preceding, rest) or differences.delta_after(following)
        direction = direction or differences.delta_around(rest, following)
        if direction is not None and not differences.is_profit(rest, following):
            found.role = "change_by"
            found.sign = "negative" if direction == "down" else "positive"
        elif (
            previous is not None
            and previous.role == "change_by"
            and differences.percent_or(rest)
            and (found.start - previous.end < 250)
        ):
            found.role, found.sign = "change_by", previous.sign
        elif _OF_A_THING.search(preceding) and not _RESULT_AFTER.match(following):
            continue
        elif changes.is_origin(rest):
            found.role = "change_from"
        elif changes.is_level(preceding, rest, following):
            found.role = "change_to"
        elif (
            previous is not None
            and previous.role == "change_to"
            and changes.is_compared(rest)
            and (same_sentence(text, previous.end, found.start))
        ):
            found.role = "change_from"
        elif previous is not None and _shares_rate(text, previous, found) and changes.is_compared(rest):
            # "N1,500 to the dollar, against N1,600": the unit is written once.
            found.role, found.per = "rate", previous.per
    _levels_of_differences(text, sums)
    _levels_of_origins(text, sums)


def _by_the(text: str, previous: Sum, found: Sum) -> bool:
    """Return whether a rate restates the sum before it by the share or head."""
    if found.role != "rate" or previous.role != "amount" or previous.currency != found.currency:
        return False
    return _RESTATES.fullmatch(text, previous.head_end, found.start) is not None


def _following(text: str, sums: list[Sum], at: int) -> str:
    """Return the text after a sum up to the next one that does not restate it: "$9m, or 30 cents a share, up from"."""
    stop, last = at + 1, min(at + 4, len(sums))
    while stop < last and _RESTATES.fullmatch(text, sums[stop - 1].head_end, sums[stop].start):
        stop += 1
    window = after(text, sums[at].end)
    return window[: max(0, sums[stop].start - sums[at].end)] if stop < len(sums) else window


def _shares_rate(text: str, previous: Sum, found: Sum) -> bool:
    stated = previous.role == "rate" and found.per is None and found.currency == previous.currency
    return stated and alike(previous, found) and same_sentence(text, previous.end, found.start)


def _levels_of_differences(text: str, sums: list[Sum]) -> None:
    """Make a sum the level when its difference follows at once: "$9bn -- $1bn more than last year", "$9, up $1"."""
    for found, following in zip(sums, sums[1:], strict=False):
        between = text[found.end : following.start]
        if found.role in ("amount", "rate") and following.role == "change_by" and _MOVED.fullmatch(between):
            found.role = "change_to"
        if (
            found.role == "amount"
            and following.role == "change_by"
            and len(between) <= 20
            and (
                differences.delta_after(after(text, following.end)) is not None
                and between.strip(" ,;(-\u2013\u2014").casefold()
                in ("", "some", "about", "around", "nearly", "almost", "roughly")
                and between.strip() != ""
            )
        ):
            found.role = "change_to"


def _levels_of_origins(text: str, sums: list[Sum]) -> None:
    """Make the sum before an origin the level where nothing else is: "hit $200m from a low of $120m"."""
    for at, found in enumerate(sums):
        if found.role != "change_from":
            continue
        near = [sums[i] for i in (at - 2, at - 1, at + 1, at + 2) if 0 <= i < len(sums)]
        joined = [s for s in near if same_sentence(text, min(s.end, found.end), max(s.start, found.start))]
        if any(s.role in ("change_to", "change_by") for s in joined):
            continue
        if at and sums[at - 1] in joined and sums[at - 1].role == "amount":
            sums[at - 1].role = "change_to"
