"""Agreement of two annotators on values: Krippendorff's alpha for nominal data.

Where a claim is and how far it goes are questions of unitising, which alpha for categories does not answer: span
agreement is given as F1, which is the same whoever is taken for gold (Hripcsak & Rothschild 2005). Alpha is
computed over the claims that both found, matched by overlap, so it says how well two annotators agree on a value
once they agree that there is a claim.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.evaluate.attributes import ATTRIBUTES, Attribute
from onrecord.evaluate.bootstrap import intervals, weights
from onrecord.evaluate.compare import Compared
from onrecord.evaluate.scores import Floats, Interval


class Alpha(NamedTuple):
    """Agreement on one attribute.

    Attributes:
        kind: Kind of claim.
        attribute: Name of the attribute.
        units: Number of claims both annotators found.
        observed: Share of them with the same value; None without units.
        alpha: Krippendorff's alpha; None without units, or where all values are the same, so that there is
            nothing to agree on.
        interval: 95 % bootstrap interval of alpha over documents.
    """

    kind: str
    attribute: str
    units: int
    observed: float | None
    alpha: float | None
    interval: Interval | None


class Units:
    """The values of both annotators, claim by claim, of every attribute that has categories."""

    def __init__(self, kinds: Collection[str]) -> None:
        """Prepare for some kinds."""
        self._documents = 0
        self._attributes = [(k, a) for k in ATTRIBUTES if k in kinds for a in ATTRIBUTES[k] if a.nominal]
        self._rows: list[list[int]] = [[] for _ in self._attributes]
        self._values: list[list[tuple[int, int]]] = [[] for _ in self._attributes]
        self._codes: list[dict[Any, int]] = [{} for _ in self._attributes]

    def add(self, compared: Compared) -> None:
        """Take in one document."""
        for at, (kind, attribute) in enumerate(self._attributes):
            codes = self._codes[at]
            for one, other in compared.matched(kind):
                value = _category(attribute, one)
                # What counts as the same value (a surname, 0.5 and 0.50) is one category.
                same = attribute.same(one, other, compared.same_name)
                again = value if same else _category(attribute, other)
                self._rows[at].append(self._documents)
                self._values[at].append((codes.setdefault(value, len(codes)), codes.setdefault(again, len(codes))))
        self._documents += 1

    def alphas(self, resamples: int, seed: int) -> list[Alpha]:
        """Return agreement on every attribute, with intervals from resampled documents."""
        times = list(weights(self._documents, resamples, seed)) if self._documents > 1 else []
        found = []
        for at, (kind, attribute) in enumerate(self._attributes):
            values = np.array(self._values[at], dtype=np.int64).reshape(-1, 2)
            rows = np.array(self._rows[at], dtype=np.int64)
            samples = [alpha(values, block[row][rows]) for block in times for row in range(len(block))]
            value = alpha(values, np.ones(len(values)))
            (interval,) = intervals(np.array(samples).reshape(-1, 1), self._documents)
            found.append(
                Alpha(
                    kind,
                    attribute.name,
                    len(values),
                    float((values[:, 0] == values[:, 1]).mean()) if len(values) else None,
                    None if np.isnan(value) else value,
                    None if np.isnan(value) else interval,
                )
            )
        return found


def alpha(values: npt.NDArray[np.int64], times: Floats) -> float:
    """Return Krippendorff's alpha for two coders and nominal data (Krippendorff 2004, section 11.3).

    One less the ratio of observed to expected disagreement: ``1 - (n - 1) * d / (n ** 2 - sum(n_c ** 2))``, with
    ``n`` values, ``n_c`` of them of category c, and ``d`` values in units whose two values differ.

    Args:
        values: Categories as numbers, one row per unit and one column per coder.
        times: How often each unit counts.
    """
    if not len(values):
        return float("nan")
    total = 2 * float(times.sum())
    differing = 2 * float(times[values[:, 0] != values[:, 1]].sum())
    by_category = np.bincount(values.ravel(), weights=np.repeat(times, 2))
    expected = total * total - float((by_category**2).sum())
    return 1 - (total - 1) * differing / expected if expected else float("nan")


def _category(attribute: Attribute, claim: Any) -> Any:
    value = attribute.value(claim)
    return tuple(sorted(value)) if attribute.listed else value
