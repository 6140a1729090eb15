"""Claims to try records on: one valid example of each kind, over one short text."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.schema import KINDS, Claim, Document, Extent, Link, SubSpan, make_document

TEXT = "Ada Marsh said Norvik would pay $5 by 2030."
_FIELDS: dict[str, dict[str, Any]] = {
    "entity": {"label": "PERSON", "mention": "name", "entity_id": "e1", "name": "Ada Marsh"},
    "quote": {
        "mode": "indirect",
        "cue": SubSpan(10, 14, "said"),
        "source": SubSpan(0, 9, "Ada Marsh"),
        "speaker": "Ada Marsh",
        "speaker_kind": "person",
        "speaker_basis": "same_clause",
        "polarity": "asserted",
        "links": [Link("speaker", "entity")],
    },
    "money": {
        "amount_min": "5",
        "amount_max": "5",
        "bound": "exact",
        "approx": False,
        "currency": "USD",
        "currency_basis": "symbol",
        "role": "amount",
        "per": None,
        "sign": "positive",
    },
    "date": {
        "type": "DATE",
        "value": "2030",
        "start_date": "2030-01-01",
        "end_date": "2030-12-31",
        "granularity": "year",
        "bound": "by",
        "approx": "none",
        "basis": "explicit",
        "calendar": "gregorian",
    },
    "commitment": {
        "act": "announce",
        "direction": "do",
        "polarity": "affirmed",
        "force": "binding",
        "conditional": False,
        "condition": None,
        "status": "new",
        "specificity": "specific",
        "voice": "reported",
        "cue": SubSpan(22, 27, "would"),
        "action": SubSpan(28, 42, "pay $5 by 2030"),
        "committers": ["Norvik"],
        "beneficiaries": [],
        "links": [Link("amount", "money"), Link("deadline", "date"), Link("said_in", "quote")],
    },
}
_SPANS = {"entity": (0, 9), "quote": (15, 42), "money": (32, 34), "date": (38, 42), "commitment": (22, 42)}


def example(kind: str, **fields: Any) -> Claim:
    """Return the claim of a kind in ``TEXT``, its id the name of the kind, with some fields replaced."""
    start, end = _SPANS[kind]
    claim = KINDS[kind](
        id=kind,
        doc_id="ferries",
        start=start,
        end=end,
        text=TEXT[start:end],
        sentence=Extent(0, len(TEXT)),
        stage="test",
        rule="by_hand",
        confidence=0.5,
        **_FIELDS[kind],
    )
    return msgspec.structs.replace(claim, **fields)


def examples() -> list[Claim]:
    """Return one claim of each kind; they link to each other."""
    return [example(kind) for kind in KINDS]


def document(**fields: Any) -> Document:
    """Return the document the examples are in."""
    return msgspec.structs.replace(make_document(TEXT, doc_id="ferries", published="2025-03-05"), **fields)
