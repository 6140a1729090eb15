"""What a claim says, in a few words."""

from __future__ import annotations

from onrecord.schema import Claim, Commitment, Date, Entity, Money, Quote


def gist(claim: Claim) -> str:
    """Return what a claim says, in a few words."""
    if isinstance(claim, Entity):
        return f"{claim.label} {claim.name}"
    if isinstance(claim, Quote):
        polarity = "" if claim.polarity == "asserted" else f", {claim.polarity}"
        return f"{claim.speaker or 'nobody named'} ({claim.mode}{polarity})"
    if isinstance(claim, Money):
        low, high = claim.amount_min or "…", claim.amount_max or "…"
        amount = low if low == high else f"{low} to {high}"
        about = "about " if claim.approx else ""
        per = f" per {claim.per}" if claim.per else ""
        return f"{about}{amount} {claim.currency or 'of an unknown currency'}{per}"
    if isinstance(claim, Date):
        days = f" ({claim.start_date or '…'} to {claim.end_date or '…'})" if claim.start_date else ""
        return f"{claim.bound} {claim.value}{days}" if claim.value else f"unresolved ({claim.basis})"
    assert isinstance(claim, Commitment)
    return f"{', '.join(claim.committers) or 'nobody named'}: {claim.act} ({claim.force}, {claim.status})"
