"""How much two articles are about the same: the participants that both name, of whom rare ones tell more.

A short name that one article explains (*IPS*, the Israeli Prison Service) may stand for another in the next (the Inter
Press Service). The company it is in tells: an article on the same matter names the same people and places.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable

# The articles that explain a name are compared up to this many: what is in none of them is not in more of them.
_COMPARED = 50
# As if so many articles more had been read: in a run of three, nobody is rare.
_UNSEEN = 10


class Context:
    """The company that participants are in."""

    def __init__(self, named: Callable[[], Iterable[tuple[str, int]]], wanted: Collection[int]) -> None:
        """Read who is named where; held is what articles name that have a participant of interest.

        Args:
            named: Yields articles with the number of a participant each, article by article; it is called twice.
            wanted: The participants that :meth:`shared` will be asked for.
        """
        self._counts: Counter[int] = Counter()
        self._where: dict[int, list[str]] = defaultdict(list)
        articles: set[str] = set()
        last: set[int] = set()
        for doc_id, participant in named():
            if doc_id not in articles:
                articles.add(doc_id)
                last = set()
            if participant in last:
                continue
            last.add(participant)
            self._counts[participant] += 1
            if participant in wanted:
                self._where[participant].append(doc_id)
        self._all = len(articles)
        held = {doc_id for doc_ids in self._where.values() for doc_id in doc_ids}
        self._company: dict[str, set[int]] = defaultdict(set)
        for doc_id, participant in named():
            if doc_id in held:
                self._company[doc_id].add(participant)

    def shared(self, doc_id: str, one: int, other: int) -> float:
        """Return how much an article that names one has in common with the article on another that is most like it.

        Who stands in a single article of very many counts 1, who stands in all of them 0.
        """
        here = self._company[doc_id] - {one, other}
        found = (here & self._company[there] for there in self._where[other][:_COMPARED] if there != doc_id)
        return max((sum(map(self._weight, sorted(common))) for common in found), default=0.0)

    def _weight(self, participant: int) -> float:
        return math.log((self._all + _UNSEEN) / (1 + self._counts[participant])) / math.log(self._all + _UNSEEN)
