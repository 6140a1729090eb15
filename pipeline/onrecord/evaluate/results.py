"""What an evaluation found, for programs: look up one score, make a dict or a data frame, print tables."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.evaluate import tables
from onrecord.evaluate.agreement import Alpha
from onrecord.evaluate.breakdown import Part
from onrecord.evaluate.measures import Measure
from onrecord.evaluate.scores import Interval, Score

if TYPE_CHECKING:
    import pandas as pd


class Difference(NamedTuple):
    """What the second system does better (or worse) than the first on one measure.

    Attributes:
        measure: What was measured.
        first: F1 of the first system.
        second: F1 of the second.
        difference: Second less first; None if either is undefined.
        interval: 95 % interval of the difference from paired resamples.
        p: From the randomisation test, not corrected for the number of measures.
    """

    measure: Measure
    first: float | None
    second: float | None
    difference: float | None
    interval: Interval | None
    p: float | None

    @classmethod
    def of(cls, first: Score, second: Score, interval: Interval | None, p: float | None) -> Difference:
        """Build it from two scores of the same measure."""
        both = first.f1 is not None and second.f1 is not None
        difference = second.f1 - first.f1 if first.f1 is not None and second.f1 is not None else None
        return cls(first.measure, first.f1, second.f1, difference, interval if both else None, p if both else None)


@dataclass(frozen=True)
class Evaluation:
    """Scores of one comparison.

    Attributes:
        scores: One for every measure, in the order of the tables.
        signature: What produced the figures, in one line.
        gold_fingerprint: Hash of the gold documents compared and their claims.
        inputs_fingerprint: Hash of the texts, dates and publishers that the prediction was made from.
        documents: Number of documents compared.
        warnings: What was left out, in words.
        groups: Scores of parts of the documents, if asked for.
        differences: Of a second system from the first, if there is one.
        alphas: Krippendorff's alpha of every attribute, of two annotations.
        agreement: Whether the two sides are annotators of equal standing.
    """

    scores: list[Score]
    signature: str
    gold_fingerprint: str
    inputs_fingerprint: str
    documents: int
    warnings: list[str] = field(default_factory=list)
    groups: list[Part] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    alphas: list[Alpha] = field(default_factory=list)
    agreement: bool = False

    def __getitem__(self, key: str) -> Score:
        """Return the score of a measure by its key, such as ``quote.spans.overlap``."""
        for found in self.scores:
            if found.measure.key == key:
                return found
        raise KeyError(key)

    def table(self, format: str = "text") -> str:
        """Return the scores as tables for people: ``text`` or ``markdown``."""
        return tables.render(self, format)

    def _repr_html_(self) -> str:
        """Return the tables for notebooks."""
        return f"<pre>{html.escape(self.table())}</pre>"

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values; fractions are between 0 and 1 and not rounded."""
        found: dict[str, Any] = {
            "signature": self.signature,
            "gold_fingerprint": self.gold_fingerprint,
            "inputs_fingerprint": self.inputs_fingerprint,
            "documents": self.documents,
            "warnings": self.warnings,
            "scores": [_score(s) for s in self.scores],
        }
        if self.groups:
            found["groups"] = [
                {"by": part.values, "documents": part.documents, "scores": [_score(s) for s in part.scores]}
                for part in self.groups
            ]
        if self.differences:
            found["differences"] = [{"key": d.measure.key, **_plain(d)} for d in self.differences]
        if self.agreement:
            found["alphas"] = [_plain(alpha) for alpha in self.alphas]
        return found

    def to_frame(self) -> pd.DataFrame:
        """Return the scores as a data frame, one row per measure and indexed by its key."""
        import pandas as pd

        frame = pd.DataFrame([_score(s) for s in self.scores]).set_index("key")
        limits = frame.pop("interval")
        frame["low"] = [None if pair is None else pair[0] for pair in limits]
        frame["high"] = [None if pair is None else pair[1] for pair in limits]
        return frame


def _score(found: Score) -> dict[str, Any]:
    measure = found.measure
    about = {"key": measure.key, "kind": measure.kind, "group": measure.group, "name": measure.name}
    return {**about, "match": measure.match, **_plain(found)}


def _plain(record: Any) -> dict[str, Any]:
    values = record._asdict()
    values.pop("measure", None)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
