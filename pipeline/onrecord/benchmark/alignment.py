"""Which word of a system stands for which word of a treebank (Zeman et al. 2018, section 5).

Words are aligned by their characters; inside a contraction, which the treebank spells out ("can't": *ca*, *n't*),
by the longest common subsequence of their forms.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.formats.conllu import Word


def aligned(gold: Sequence[Word], system: Sequence[Word]) -> dict[int, int]:
    """Return the word of the system that stands for each word of the treebank, where there is one."""
    found: dict[int, int] = {}
    one = other = 0
    while one < len(gold) and other < len(system):
        if gold[one].multiword and system[other].end > gold[one].start:
            one, other = _contraction(gold, system, one, other, found)
        elif (gold[one].start, gold[one].end) == (system[other].start, system[other].end):
            found[one] = other
            one, other = one + 1, other + 1
        elif gold[one].start <= system[other].start:
            one += 1
        else:
            other += 1
    return found


def _contraction(
    gold: Sequence[Word], system: Sequence[Word], one: int, other: int, found: dict[int, int]
) -> tuple[int, int]:
    """Align the words of a contraction, and return where to go on."""
    start, end = gold[one].start, gold[one].end
    first = one
    while one < len(gold) and gold[one].start == start and gold[one].multiword:
        one += 1
    while other < len(system) and system[other].start < start:
        other += 1
    begun = other
    while other < len(system) and system[other].end <= end:
        other += 1
    wanted = [word.form.casefold() for word in gold[first:one]]
    given = [word.form.casefold() for word in system[begun:other]]
    found.update({first + a: begun + b for a, b in _common(wanted, given)})
    return one, other


def _common(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of the longest common subsequence."""
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for a in reversed(range(len(one))):
        for b in reversed(range(len(other))):
            same = one[a] == other[b]
            best[a][b] = best[a + 1][b + 1] + 1 if same else max(best[a + 1][b], best[a][b + 1])
    pairs, a, b = [], 0, 0
    while a < len(one) and b < len(other):
        if one[a] == other[b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a + 1][b] >= best[a][b + 1]:
            a += 1
        else:
            b += 1
    return pairs
