"""What the speakers stage settles about a quote: who speaks, of what kind, and where the text says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.stages.speaker_rules.people import Participant

Kind = Literal["person", "organisation", "group", "document", "anonymous", "unknown"]
Basis = Literal["same_clause", "same_sentence", "earlier_sentence", "later_sentence", "none"]
KINDS: dict[str, Kind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "organisation", "FAC": "organisation", "LOC": "organisation",
    "PRODUCT": "organisation", "EVENT": "organisation", "NORP": "group", "WORK": "document", "LAW": "document",
}  # fmt: skip


Evidence = Literal[
    "words", "name", "agreed", "ranked", "focus", "unnamed", "neuter", "plural", "speech", "description", "role",
    "floating",
]  # fmt: skip
"""What a speaker was told by: the source's own words, its name; for *he* and *she* the trained ranking and the focus,
one of them alone, or an unnamed speaker before; *it*; *they*; the speech around *I*; words that describe one
participant; a role that the last speaker may have; for speech without a source the words around it."""
CONFIDENCE: dict[Evidence, float] = {
    "words": 0.87, "name": 0.98, "agreed": 0.95, "ranked": 0.9, "focus": 0.75, "unnamed": 0.85, "neuter": 0.85,
    "plural": 0.8, "speech": 0.9, "description": 0.9, "role": 0.75, "floating": 0.8,
}  # fmt: skip
"""How often a speaker told so is right on the development articles; ``benchmarks/speakers.py`` measures it."""


@dataclass(frozen=True)
class Settled:
    """Who said a quote: the name, what it is, where it stands, and the participants it links to.

    ``wording`` is the source where it is no name itself and needs a mention of its own ("he", "officials").
    """

    speaker: str | None
    kind: Kind
    basis: Basis
    participants: tuple[Participant, ...] = ()
    wording: Literal["", "pronoun", "nominal"] = ""
    evidence: Evidence = "words"

    @property
    def confidence(self) -> float:
        """How likely the speaker is right, if the quote and its source are."""
        return CONFIDENCE[self.evidence]


NOBODY = Settled(None, "unknown", "none")
