"""From a processed ``Doc`` to its claims.

Example:
    ``claims(nlp("Ada Marsh said on Monday it would cost $5."))`` gives an entity, a quote, a date and a sum,
    in the order of the text.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from spacy.tokens import Doc

from onrecord.schema import KINDS, Claim
from onrecord.stages import store


def claims(doc: Doc, kinds: Collection[str] | None = None) -> list[Claim]:
    """Return all claims on a Doc by start, end, kind and id.

    Args:
        doc: A Doc the stages have processed.
        kinds: Kinds to keep; by default all. Links to claims of other kinds are left out with them, so that
            no link of the result points at nothing.
    """
    found = [claim for kind in KINDS.values() for claim in store.get(doc, kind)]
    if kinds is not None:
        kept = {c.id for c in found if c.kind in kinds}
        found = [_without(c, kept) for c in found if c.id in kept]
    return sorted(found, key=lambda c: (c.start, c.end, c.kind, c.id))


def _without(claim: Claim, kept: Collection[str]) -> Claim:
    links = [link for link in claim.links if link.target in kept]
    return claim if len(links) == len(claim.links) else msgspec.structs.replace(claim, links=links)


def register() -> None:
    """Make the claims of a Doc readable as ``doc._.claims``, unless that name is taken."""
    if not Doc.has_extension("claims"):
        Doc.set_extension("claims", getter=claims)
