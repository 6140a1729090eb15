"""Is confidence worth its name? Of the claims with some confidence, how many are right?

A claim is right here if its span is matched, by overlap, with one in gold; its attributes are not looked at.
"""

from __future__ import annotations

from collections import defaultdict

from onrecord.evaluate.compare import Compared
from onrecord.evaluate.tables import Column, Grid, markdown, text

BINS = 10
Counted = list[float]
"""Of one bin: claims, the sum of their confidence, and how many are right."""


class Reliability:
    """Collects how often claims are right by their confidence."""

    def __init__(self) -> None:
        """Begin with no claims."""
        self._bins: dict[str, dict[int, Counted]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0, 0.0]))

    def add(self, compared: Compared) -> None:
        """Take in one document."""
        for kind in compared.kinds:
            matched = {pair.pred for pair in compared.pairs[kind]}
            for at, claim in enumerate(compared.pred[kind]):
                confidence = claim.confidence
                if isinstance(confidence, int | float):
                    held = self._bins[kind][min(int(confidence * BINS), BINS - 1)]
                    held[0] += 1
                    held[1] += confidence
                    held[2] += at in matched

    def error(self, kind: str) -> float:
        """Return the expected calibration error: the mean gap between confidence and share right, over claims."""
        bins = self._bins[kind].values()
        claims = sum(number for number, _, _ in bins)
        return sum(abs(said - right) for _, said, right in bins) / claims if claims else 0.0

    def table(self, format: str = "text") -> str:
        """Return a table with a row for each kind and bin, and the calibration error of each kind."""
        columns = [Column("kind", right=False), *map(Column, ("confidence", "claims", "mean", "right"))]
        rows = []
        for kind, bins in self._bins.items():
            for bin, (number, said, right) in sorted(bins.items()):
                between = f"{bin / BINS:.1f} to {(bin + 1) / BINS:.1f}"
                rows.append(
                    [kind, between, f"{number:,.0f}", f"{100 * said / number:.1f}", f"{100 * right / number:.1f}"]
                )
            rows.append([kind, "calibration error", "", "", f"{100 * self.error(kind):.1f}"])
        return (markdown if format == "markdown" else text)(Grid(columns, rows))
