"""Counts of a run."""

from __future__ import annotations

from collections import Counter

from onrecord.batch.stream import Result
from onrecord.extraction import Extraction
from onrecord.schema import Counts


class Tally:
    """Count what goes through a run."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.documents = self.without = self.quarantined = self.characters = self.words = 0
        self.claims: Counter[str] = Counter()

    def add(self, result: Result) -> None:
        """Count one result."""
        if not isinstance(result, Extraction):
            self.quarantined += 1
            return
        self.documents += 1
        self.without += not result.claims
        self.characters += len(result.document.text)
        self.words += len(result.document.text.split())
        self.claims.update(claim.kind for claim in result.claims)

    def counts(self, *, renamed: int) -> Counts:
        """Return the counts as the manifest holds them."""
        return Counts(
            documents=self.documents,
            documents_without_claims=self.without,
            quarantined=self.quarantined,
            renamed=renamed,
            characters=self.characters,
            words=self.words,
            claims=dict(sorted(self.claims.items())),
        )
