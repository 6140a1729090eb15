"""The ledger of commitments as the page shows it: who, what became of it, and every claim it rests on."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from onrecord.aggregate.entries import Entry
from onrecord.aggregate.ledger import ledger
from onrecord.optional import MissingLibraryError
from onrecord.records import Records
from onrecord.schema import Commitment


def entries(records: Records) -> list[dict[str, Any]]:
    """Return the entries, each with its steps: the document, the claim, and what is new in it.

    Without the libraries of the extra ``answers`` nothing is joined, and every commitment is an entry of its own.
    """
    try:
        return [_entry(entry) for entry in ledger(records)]
    except MissingLibraryError:
        return [_alone(claim) for claim in records.claims if isinstance(claim, Commitment)]


def _entry(entry: Entry) -> dict[str, Any]:
    steps = []
    # One telling can change several things, the sum and the day for example.
    for (doc_id, claim), events in groupby(entry.history, key=lambda event: (event.place.doc_id, event.place.claim)):
        steps.append([doc_id, claim, [[event.what, event.before] for event in events]])
    actor = ", ".join(dict.fromkeys(actor.name for actor in entry.actors))
    return {"actor": actor, "state": entry.state, "due": entry.due, "steps": steps}


def _alone(claim: Commitment) -> dict[str, Any]:
    state = "denied" if claim.polarity == "denied" else "open"
    return {
        "actor": ", ".join(claim.committers),
        "state": state,
        "due": None,
        "steps": [[claim.doc_id, claim.id, [[claim.status, None]]]],
    }
