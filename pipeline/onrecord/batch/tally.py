"""Counts of a run."""

from __future__ import annotations

from collections import Counter

from onrecord.extraction import Extraction
from onrecord.schema import Counts, Quarantined


class Tally:
    """Count what goes through a run."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.documents = self.without = self.quarantined = self.characters = self.words = 0
        self.claims: Counter[str] = Counter()

    def add(self, result: Extraction | Quarantined) -> None:
        """Count one result."""
        if not isinstance(result, Extraction):
            self.quarantined += 1
            return
        self.documents += 1
        self.without += not result.claims
        self.characters += len(result.document.text)
        self.words += len(result.document.text.split())
        self.claims.update(claim.kind for claim in result.claims)

    def add_counts(self, counts: Counts) -> None:
        """Count what has been counted."""
        self.documents += counts.documents
        self.without += counts.documents_without_claims
        self.quarantined += counts.quarantined
        self.characters += counts.characters
        self.words += counts.words
        self.claims.update(counts.claims)

    def counts(self, *, renamed: int = 0) -> Counts:
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
