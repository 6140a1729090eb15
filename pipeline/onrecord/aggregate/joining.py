"""Commitments of many articles joined where they are one undertaking: same actor, same action, same object.

Articles are taken from the earliest on, and each of their commitments goes to the entry of the same actor it is most
like, or begins one. Likeness is of words (:mod:`onrecord.aggregate.actions`); the same sum or deadline, and a word that
looks back (*delayed*, *reaffirmed*), make less likeness enough. What tells two undertakings apart keeps them apart,
however alike their words are: another actor, or another sum told in one article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal

from onrecord.aggregate import actions
from onrecord.aggregate.actions import Action, Weights
from onrecord.aggregate.commitments import Made

ALIKE = 0.62
"""Least likeness of two commitments of one actor that are one; chosen on the tuning articles of the tests."""
_LOOKS_BACK = frozenset({"reaffirmed", "modified", "delayed", "withdrawn", "fulfilled", "broken", "historical"})
_FOR_LOOKING_BACK = 0.17
_FOR_SAME_VALUE = 0.15
_AGAINST_OTHER_VALUES = 0.12
_AGAINST_OPPOSITE = 0.15
_AGAINST_FURTHER = 0.25
# An article seldom tells of an undertaking twice, but often of several that are alike.
_AGAINST_ONE_ARTICLE = 0.1
# A headline rounds a sum by so much.
_ROUNDED = Decimal("0.05")
# An actor of thousands of undertakings is compared where most words are shared.
_COMPARED = 60
_ENDS = 4


def join(made: Sequence[Made]) -> list[list[int]]:
    """Return the numbers of commitments that are one undertaking, each group and all groups from the earliest on.

    Args:
        made: Commitments in the order of time.
    """
    read = [actions.read(one.action, one.spans, one.committers) for one in made]
    weigh = Weights(read)
    groups: list[list[int]] = []
    # For each actor and word the groups that have it.
    by_word: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, one in enumerate(made):
        best, found = 0.0, -1
        for group in _candidates(one, read[number], by_word):
            for other in _compared(groups[group]):
                score = _likeness(one, made[other], read[number], read[other], weigh)
                if score > best:
                    best, found = score, group
        if best >= ALIKE:
            groups[found].append(number)
        else:
            found = len(groups)
            groups.append([number])
        for actor in one.actors:
            for word in read[number].words:
                by_word[actor, word].add(found)
    return groups


def _candidates(one: Made, action: Action, by_word: dict[tuple[str, str], set[int]]) -> list[int]:
    """Return groups of the same actors that share words, those that share most first, then the latest."""
    shared: Counter[int] = Counter()
    for actor in one.actors:
        for word in action.words:
            shared.update(by_word.get((actor, word), ()))
    return sorted(shared, key=lambda group: (-shared[group], -group))[:_COMPARED]


def _compared(group: list[int]) -> list[int]:
    """Return the members of a group that stand for all: what is told hundreds of times is told alike."""
    return group if len(group) <= 2 * _ENDS else [*group[:_ENDS], *group[-_ENDS:]]


def _likeness(one: Made, other: Made, action: Action, earlier: Action, weigh: Weights) -> float:
    score = actions.similarity(action, earlier, weigh)
    if score == 0:
        return 0.0
    if action.further:
        score -= _AGAINST_FURTHER
    back = one.status in _LOOKS_BACK or action.changes
    if back:
        score += _FOR_LOOKING_BACK
    if not back and one.place.doc_id == other.place.doc_id and _two_sums(one, other):
        return 0.0
    same = [s for s in (_same_sum(one, other), _same_deadline(one, other)) if s is not None]
    if one.place.doc_id != other.place.doc_id:
        score += _FOR_SAME_VALUE * sum(same)
    else:
        score -= _AGAINST_ONE_ARTICLE
        if same and not any(same) and not back:
            score -= _AGAINST_OTHER_VALUES * len(same)
    if (one.direction, one.polarity) != (other.direction, other.polarity) and not back:
        score -= _AGAINST_OPPOSITE
    return score


def _same_sum(one: Made, other: Made) -> bool | None:
    """Whether two commitments name the same sum; None if one of them names none, or in another currency."""
    if one.amount is None or other.amount is None or one.amount.currency != other.amount.currency:
        return None
    return one.amount.ends == other.amount.ends


def _two_sums(one: Made, other: Made) -> bool:
    """Whether two commitments of one article name sums that are not one sum rounded."""
    if _same_sum(one, other) is not False or one.amount is None or other.amount is None:
        return False
    ends = zip(one.amount.ends, other.amount.ends, strict=True)
    return any(a is not None and b is not None and abs(a - b) > _ROUNDED * max(abs(a), abs(b)) for a, b in ends)


def _same_deadline(one: Made, other: Made) -> bool | None:
    if one.deadline is None or other.deadline is None or None in (one.deadline.due, other.deadline.due):
        return None
    return one.deadline.due == other.deadline.due
