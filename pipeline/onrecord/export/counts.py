"""Counting what goes into a split: labels, and what the records leave open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from msgspec import UNSET

from onrecord.export.facts import Part
from onrecord.schema import KINDS, Claim, Commitment, Date, Document, Money, Quote

LOW_CONFIDENCE = 0.5
# Fields of an open set of values whose distribution says something all the same.
_OPEN = {"money": ("currency", "per")}


@cache
def labels(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of which a distribution is given: those with a closed set of values."""
    hints = get_type_hints(KINDS[kind])
    closed = [name for name in KINDS[kind].__struct_fields__ if _closed(hints[name])]
    return (*closed, *_OPEN.get(kind, ()))


def _closed(annotation: Any) -> bool:
    options = (annotation, *get_args(annotation))
    return any(option is bool or get_origin(option) is Literal for option in options)


class Tally:
    """Count the documents and claims of one split."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.documents = self.characters = 0
        self.groups: set[str] = set()
        self.claims: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
        self._labels: dict[str, dict[str, Counter[str]]] = {k: defaultdict(Counter) for k in KINDS}
        self._open: dict[str, list[int]] = {}

    def add(self, document: Document, group: str, licence_known: bool, claims: Sequence[Claim]) -> None:
        """Count one document and its claims."""
        self.documents += 1
        self.characters += len(document.text)
        self.groups.add(group)
        self._count("documents without a date of publication", document.published is None)
        self._count("documents of unknown licence", not licence_known)
        self._count("documents without a claim", not claims)
        for claim in claims:
            self.claims[claim.kind] += 1
            for field in labels(claim.kind):
                self._labels[claim.kind][field][_written(getattr(claim, field))] += 1
            self._count_open(claim)

    def _count_open(self, claim: Claim) -> None:
        if claim.confidence is not UNSET:
            self._count(f"claims with a confidence below {LOW_CONFIDENCE}", claim.confidence < LOW_CONFIDENCE)
        if isinstance(claim, Quote):
            self._count("quotes without a speaker", claim.speaker is None)
        elif isinstance(claim, Money):
            self._count("sums without a currency", claim.currency is None)
        elif isinstance(claim, Date):
            self._count("dates without a value", claim.value is None)
        elif isinstance(claim, Commitment):
            self._count("commitments without a committer", not claim.committers)

    def _count(self, what: str, found: bool) -> None:
        pair = self._open.setdefault(what, [0, 0])
        pair[0] += found
        pair[1] += 1

    def part(self, records: dict[str, str]) -> Part:
        """Return the counts, of values the commonest first; ``records`` are the hashes of what was counted."""
        labelled = {
            kind: {field: _by_frequency(self._labels[kind][field]) for field in labels(kind)}
            for kind in KINDS
            if self.claims[kind]
        }
        return Part(
            documents=self.documents,
            groups=len(self.groups),
            characters=self.characters,
            claims=dict(self.claims),
            labels=labelled,
            left_open={what: (found, total) for what, (found, total) in sorted(self._open.items())},
            records=records,
        )


def _by_frequency(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _written(value: Any) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)
