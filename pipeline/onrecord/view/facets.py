"""What a claim can be found by beyond its kind: who speaks or commits, in which currency, about which days.

A claim is found by what it is joined to as well. Ada Marsh's sums are the sums in what she said and in what she
undertook to do; a commitment is found by the days of its deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from onrecord.schema import Claim, Commitment, Date, Entity, Money, Quote

_PASSED_ON = {"amount", "deadline", "begin"}
Days = tuple[str, str]


class Facets(msgspec.Struct):
    """What one claim is found by; days are pairs of a first and a last one."""

    who: set[str] = msgspec.field(default_factory=set)
    currencies: set[str] = msgspec.field(default_factory=set)
    days: set[Days] = msgspec.field(default_factory=set)


def facets(claims: Sequence[Claim]) -> dict[str, Facets]:
    """Return the facets of the claims of one document by their ids."""
    found = {claim.id: _own(claim) for claim in claims}
    values = [claim for claim in claims if isinstance(claim, Money | Date)]
    for claim in claims:
        if isinstance(claim, Commitment):
            targets = [link.target for link in claim.links if link.role in _PASSED_ON]
            _join(found[claim.id], (found[target] for target in targets if target in found))
        elif isinstance(claim, Quote):
            inside = (value.id for value in values if claim.start <= value.start and value.end <= claim.end)
            _join(found[claim.id], (found[id] for id in inside))
    return found


def _own(claim: Claim) -> Facets:
    if isinstance(claim, Quote):
        return Facets(who=set() if claim.speaker is None else {claim.speaker})
    if isinstance(claim, Commitment):
        return Facets(who=set(claim.committers))
    if isinstance(claim, Entity):
        return Facets(who={claim.name})
    if isinstance(claim, Money):
        return Facets(currencies=set() if claim.currency is None else {claim.currency})
    first, last = claim.start_date or claim.end_date, claim.end_date or claim.start_date
    return Facets(days=set() if first is None or last is None else {(first, last)})


def _join(whole: Facets, values: Iterable[Facets]) -> None:
    for value in values:
        whole.currencies |= value.currencies
        whole.days |= value.days
        value.who |= whole.who
