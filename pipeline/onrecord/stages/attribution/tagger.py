"""What a trained tagger has marked as sources, cues and contents, looked up by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Span

GROUP = "attribution"
REACH = 200
"""Tokens on either side among which the parts of one attribution are looked for."""


class Nearby:
    """Spans in text order, looked up by place: no sentence is longer than ``REACH`` tokens."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """Take spans sorted by their first token."""
        self._spans: dict[str, list[Span]] = {}
        for span in spans:
            self._spans.setdefault(span.label_, []).append(span)
        self._starts = {label: [span.start for span in found] for label, found in self._spans.items()}

    def all(self, label: str) -> Sequence[Span]:
        """Return all spans with a label."""
        return self._spans.get(label, ())

    def to(self, place: int, label: str) -> list[Span]:
        """Return the spans with a label that begin near a token."""
        starts = self._starts.get(label, [])
        return self._spans.get(label, [])[bisect_left(starts, place - REACH) : bisect_right(starts, place + REACH)]


def all_tagged(doc: Doc) -> Nearby:
    """Return all spans a tagger has marked."""
    return Nearby(sorted(doc.spans.get(GROUP, ()), key=lambda s: s.start))


def tagged(doc: Doc, label: str) -> list[Span]:
    """Return the spans a tagger has marked with a label, in text order; none if no tagger has run."""
    return sorted((s for s in doc.spans.get(GROUP, ()) if s.label_ == label), key=lambda s: s.start)
