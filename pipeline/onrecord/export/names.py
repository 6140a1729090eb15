"""Making records ready for their names to be dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
from msgspec import UNSET

from onrecord.record_checks import INVENTORY
from onrecord.schema import Claim, Commitment, Document, Entity, Link, Quote


def opaque(document: Document, claims: Sequence[Claim]) -> tuple[Document, list[Claim], int]:
    """Return records whose names can be dropped, and how many names are lost in making them so.

    Ids of participants are often made of their names: a hash takes their place. Headline and address, which name
    people too and stand in no text, are left out; so are names that do not stand in the text.
    """
    lost = 0

    def known(name: str) -> bool:
        nonlocal lost
        lost += name not in document.text
        return name in document.text

    def hidden(claim: Claim) -> Claim:
        links = [Link(link.role, _opaque_target(document, link.target)) for link in claim.links]
        if isinstance(claim, Entity):
            entity_id = _opaque_id(document, claim.entity_id)
            name = claim.name if known(claim.name) else claim.text
            return msgspec.structs.replace(claim, links=links, entity_id=entity_id, name=name)
        if isinstance(claim, Quote) and claim.speaker is not None and not known(claim.speaker):
            return msgspec.structs.replace(claim, links=links, speaker=None)
        if isinstance(claim, Commitment):
            lists = {field: [n for n in getattr(claim, field) if known(n)] for field in ("committers", "beneficiaries")}
            return msgspec.structs.replace(claim, links=links, **lists)
        return msgspec.structs.replace(claim, links=links)

    changed = [hidden(claim) for claim in claims]
    inventory = document.entities
    if inventory is not UNSET:
        inventory = [
            msgspec.structs.replace(
                entity,
                id=_opaque_id(document, entity.id),
                name=entity.name if known(entity.name) else "",
                aliases=[alias for alias in entity.aliases if known(alias)],
            )
            for entity in inventory
        ]
    return msgspec.structs.replace(document, title=None, url=None, entities=inventory), changed, lost


def _opaque_id(document: Document, entity_id: str) -> str:
    return hashlib.sha256(f"{document.sha256}\x1f{entity_id}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _opaque_target(document: Document, target: str) -> str:
    if not target.startswith(INVENTORY):
        return target
    return INVENTORY + _opaque_id(document, target.removeprefix(INVENTORY))
