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


NOBODY = Settled(None, "unknown", "none")
