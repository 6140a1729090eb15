"""The commitments of a run as the entries of a ledger, each with the claims it rests on."""

from __future__ import annotations

from typing import Any

from onrecord.records import Records
from onrecord.schema import Commitment


def entries(records: Records) -> list[dict[str, Any]]:
    """Return the entries: who is committed, and the steps of the commitment by document, claim and what happened.

    What was denied ("did not promise") is no commitment of anybody's, and is no entry.
    """
    return [
        {"actor": ", ".join(claim.committers), "steps": [[claim.doc_id, claim.id, claim.status]]}
        for claim in records.claims
        if isinstance(claim, Commitment) and claim.polarity == "affirmed"
    ]
