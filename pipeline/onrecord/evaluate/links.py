"""Links: right if the role is, and both ends are matched."""

from __future__ import annotations

from msgspec import UNSET

from onrecord.evaluate import names
from onrecord.evaluate.compare import Compared
from onrecord.record_checks import INVENTORY
from onrecord.schema import KINDS, Claim, Entity, Link

ROLES: dict[str, tuple[str, ...]] = {
    "entity": (),
    "quote": ("speaker",),
    "money": ("change_of", "same_as", "part_of"),
    "date": ("anchor",),
    "commitment": ("committer", "beneficiary", "amount", "deadline", "begin", "said_in"),
}


class Targets:
    """Which targets of links are the same on both sides of one document.

    A claim is the same as the one it is matched with. Links to a participant may point at any mention of it,
    so two participants are the same if any mention of one is matched with a mention of the other, or if their
    canonical names are the same. A participant of a gold inventory (``entity:<id>``) has no mentions; it goes by
    its name and its aliases.
    """

    def __init__(self, compared: Compared) -> None:
        """Index the claims of both sides."""
        self._compared = compared
        self._gold = _index(compared.gold)
        self._pred = _index(compared.pred)
        self._claims = {(g.id, p.id) for kind in KINDS for g, p in compared.matched(kind)}
        self._participants = {
            (g.entity_id, p.entity_id)
            for g, p in compared.matched("entity")
            if isinstance(g, Entity) and isinstance(p, Entity)
        }
        inventory = compared.document.entities
        self._inventory = {} if inventory is UNSET else {entry.id: entry for entry in inventory}

    def same(self, gold: str, pred: str) -> bool:
        """Whether the target of a gold link is the target of a predicted one."""
        if (gold, pred) in self._claims:
            return True
        found = self._pred.get(pred)
        if not isinstance(found, Entity):
            return False
        wanted = self._gold.get(gold)
        if isinstance(wanted, Entity):
            if (wanted.entity_id, found.entity_id) in self._participants:
                return True
            return self._compared.same_name(wanted.name, found.name)
        participant = self._inventory.get(gold.removeprefix(INVENTORY)) if gold.startswith(INVENTORY) else None
        if participant is None:
            return False
        if self._compared.same_name(participant.name, found.name):
            return True
        return names.key(found.name) in {names.key(alias) for alias in participant.aliases}

    def matched(self, gold: Claim, pred: Claim) -> list[tuple[Link, Link]]:
        """Return the links of two matched claims that are the same, one to one."""
        found = []
        rest = distinct(pred)
        for link in distinct(gold):
            for other in rest:
                if link.role == other.role and self.same(link.target, other.target):
                    found.append((link, other))
                    rest.remove(other)
                    break
        return found

    def text(self, side: str, target: str) -> str:
        """Return what a target is called on one side (``gold`` or ``pred``), for people to read."""
        claim = (self._gold if side == "gold" else self._pred).get(target)
        if isinstance(claim, Entity):
            return claim.name
        if claim is not None:
            return claim.text
        participant = self._inventory.get(target.removeprefix(INVENTORY))
        return participant.name if participant is not None else target


def distinct(claim: Claim) -> list[Link]:
    """Return the links of a claim, each once."""
    return list(dict.fromkeys(claim.links))


def _index(claims: dict[str, list[Claim]]) -> dict[str, Claim]:
    return {claim.id: claim for group in claims.values() for claim in group}
