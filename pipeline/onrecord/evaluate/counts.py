"""The sufficient statistics of every measure: per document, how many are right, in gold, and predicted.

All scores, intervals and tests are computed from these counts, so a document is matched once however often it
is resampled (Post 2018 keeps BLEU's statistics per sentence in the same way).
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.evaluate import names
from onrecord.evaluate.attributes import ATTRIBUTES
from onrecord.evaluate.compare import Compared
from onrecord.evaluate.links import ROLES, Targets, distinct
from onrecord.evaluate.measures import ALL, EXACT, OVERLAP, Measure, types_of
from onrecord.schema import Claim, Document

# Documents by measures by (right, gold, predicted).
Counts = npt.NDArray[np.int64]
RIGHT, GOLD, PRED = range(3)


class Table(NamedTuple):
    """Counts of every document, and what its rows and columns are."""

    documents: list[Document]
    measures: list[Measure]
    counts: Counts

    def columns(self, wanted: Sequence[Measure]) -> Counts:
        """Return the counts of some measures."""
        place = {measure: at for at, measure in enumerate(self.measures)}
        return self.counts[:, [place[measure] for measure in wanted]]


class Counter:
    """Counts documents for a fixed list of measures."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        """Remember where each measure goes."""
        self._columns = {measure: at for at, measure in enumerate(measures)}

    def count(self, compared: Compared) -> npt.NDArray[np.int32]:
        """Return the counts of one document, one row for each measure."""
        rows = [[0, 0, 0] for _ in self._columns]
        targets = Targets(compared)
        for kind in compared.kinds:
            self._spans(rows, compared, kind)
            self._attributes(rows, compared, kind)
            self._links(rows, compared, kind, targets)
        return np.array(rows, dtype=np.int32)

    def _row(self, rows: list[list[int]], *measure: str) -> list[int]:
        return rows[self._columns[Measure(*measure)]]  # type: ignore[arg-type]

    def _spans(self, rows: list[list[int]], compared: Compared, kind: str) -> None:
        gold, pred = compared.gold[kind], compared.pred[kind]
        by_type = [Tally(chain.from_iterable(map(types_of, claims))) for claims in (gold, pred)]
        for match in (EXACT, OVERLAP):
            pairs = [pair for pair in compared.pairs[kind] if pair.exact or match == OVERLAP]
            for scope in (kind, ALL):
                _add(self._row(rows, scope, "spans", "", match), len(pairs), len(gold), len(pred))
            right = Tally(name for pair in pairs for name in _both(gold[pair.gold], pred[pair.pred]))
            for name in {**by_type[0], **by_type[1]}:
                found = (right[name], by_type[0][name], by_type[1][name])
                _add(self._row(rows, kind, "type", name, match), *found)

    def _attributes(self, rows: list[list[int]], compared: Compared, kind: str) -> None:
        gold, pred = compared.gold[kind], compared.pred[kind]
        matched = list(compared.matched(kind))
        for attribute in ATTRIBUTES[kind]:
            right = [(g, p) for g, p in matched if attribute.same(g, p, compared.same_name)]
            _add(self._row(rows, kind, "attribute", attribute.name, OVERLAP), len(right), len(gold), len(pred))
            if attribute.filled is None:
                continue
            row = self._row(rows, kind, "filled", attribute.name, OVERLAP)
            value, filled = attribute.value, attribute.filled
            if attribute.listed:
                both = sum(names.common(value(g), value(p), compared.same_name) for g, p in matched)
                _add(row, both, *(sum(names.distinct(value(claim)) for claim in side) for side in (gold, pred)))
            else:
                both = sum(filled(value(g)) for g, _ in right)
                _add(row, both, *(sum(filled(value(claim)) for claim in side) for side in (gold, pred)))

    def _links(self, rows: list[list[int]], compared: Compared, kind: str, targets: Targets) -> None:
        if not ROLES[kind]:
            return
        roles = {GOLD: _roles(compared.gold[kind]), PRED: _roles(compared.pred[kind])}
        roles[RIGHT] = [link.role for g, p in compared.matched(kind) for link, _ in targets.matched(g, p)]
        for what, found in roles.items():
            for scope in (kind, ALL):
                self._row(rows, scope, "links", "", OVERLAP)[what] += len(found)
            for role in found:
                row = self._columns.get(Measure(kind, "link", role, OVERLAP))
                if row is not None:
                    rows[row][what] += 1


def _both(gold: Claim, pred: Claim) -> list[str]:
    """Return the types that two claims have in common."""
    return [one for one, other in zip(types_of(gold), types_of(pred), strict=True) if one == other]


def _roles(claims: list[Claim]) -> list[str]:
    return [link.role for claim in claims for link in distinct(claim)]


def _add(row: list[int], right: int, gold: int, pred: int) -> None:
    row[RIGHT] += right
    row[GOLD] += gold
    row[PRED] += pred
