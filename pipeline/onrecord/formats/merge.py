"""From a page that a person may have edited to claims: what the person did wins over the stored record.

A mark that is as it was written gives back its record unchanged, so that a file nobody edited converts to the
same bytes. A mark that was moved, relabelled or given other attributes gives the record with those changes; what
says how the pipeline came by it (stage, rule, confidence) is left out then, for a person did. Links to claims
that are gone are dropped, and a new mark becomes a claim with :mod:`onrecord.formats.defaults`.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from onrecord.errors import InputError
from onrecord.formats import shape
from onrecord.formats.conversion import Conversion
from onrecord.formats.draft import Draft, Ties, draft_of
from onrecord.formats.match import match
from onrecord.formats.offsets import settle
from onrecord.formats.page import Arc, Mark, Page
from onrecord.record_checks import INVENTORY, LINK_KINDS, claim_faults
from onrecord.schema import Claim, claim_id


def claims_of(page: Page, conversion: Conversion) -> list[Claim]:
    """Return the claims of a page.

    Claims come in the order they had; once any was added or moved, in the order of the text.

    Raises:
        InputError: naming the place of what cannot be a claim.
    """
    settle(page, conversion)
    text = page.document.text
    page.altered = any(text[claim.start : claim.end] != claim.text for claim in page.records)
    _gather_fragments(page, conversion)
    marks = _claim_marks(page, conversion)
    match(marks, page)
    ties = _ties(page)
    drafts = {mark.key: draft_of(mark, page, ties, conversion) for mark in marks}
    _note_removed(page, marks, conversion)
    _name_ids(drafts, page.document.doc_id)
    links = _Links(page, drafts, conversion)
    for draft in drafts.values():
        links.set(draft)
    for draft in drafts.values():
        _name_people(draft, drafts)
    claims = [_finish(draft, text) for draft in drafts.values()]
    order = {claim.id: index for index, claim in enumerate(page.records)}
    if any(claim.id not in order for claim in claims):
        return sorted(claims, key=lambda c: (c.start, c.end, c.kind, c.id))
    return sorted(claims, key=lambda c: order[c.id])


def _gather_fragments(page: Page, conversion: Conversion) -> None:
    """Give the pieces that stand as marks of their own back to the mark they continue."""
    by_key = {mark.key: mark for mark in page.marks}
    before = {arc.target: arc.source for arc in page.arcs or () if arc.label == shape.CONTINUES}
    loose = 0
    fragments = [mark for mark in page.marks if mark.label == shape.FRAGMENT]
    page.marks = [mark for mark in page.marks if mark.label != shape.FRAGMENT]
    for mark in fragments:
        root, seen = mark.key, {mark.key}
        while root in before and before[root] not in seen:
            root = before[root]
            seen.add(root)
        owner = by_key.get(root)
        if owner is None or owner.label == shape.FRAGMENT:
            loose += 1
        else:
            owner.pieces = sorted([*owner.pieces, *mark.pieces])
    conversion.note("fragments that continue no claim; they were left out", loose)


def _ties(page: Page) -> Ties | None:
    if page.arcs is None:
        return None
    by_key = {mark.key: mark for mark in page.marks}
    ties: Ties = {}
    for arc in page.arcs:
        if arc.target in by_key:
            ties.setdefault((arc.source, arc.label), []).append(by_key[arc.target])
    return ties


def _claim_marks(page: Page, conversion: Conversion) -> list[Mark]:
    used = {arc.target for arc in page.arcs or ()}
    marks = []
    for mark in page.marks:
        if shape.kind_of(mark.label) is not None:
            marks.append(mark)
        elif mark.label not in shape.PART_LABELS:
            conversion.note(f"spans labelled {mark.label!r}, which is no kind of claim; they were left out")
        elif page.arcs is not None and mark.key not in used:
            conversion.note(f"spans labelled {mark.label!r} that no relation ties to a claim; they were left out")
    return marks


def _note_removed(page: Page, marks: list[Mark], conversion: Conversion) -> None:
    kept = {mark.record.id for mark in marks if mark.record is not None}
    conversion.note("claims removed since they were written", len({c.id for c in page.records} - kept))


def _name_ids(drafts: dict[str, Draft], doc_id: str) -> None:
    """Give every draft an id: its own while it is the same span, else one from its content."""
    taken: set[str] = {draft.record.id for draft in drafts.values() if draft.record is not None and not draft.moved}
    for draft in drafts.values():
        if draft.record is not None and not draft.moved:
            draft.fields["id"] = draft.record.id
            continue
        fields = draft.fields
        cue = fields.get("cue")
        salt = f"{cue['start']}-{cue['end']}" if cue else ""
        for number in range(len(drafts) + 1):
            distinct = f"{salt}#{number}" if number else salt
            span = (fields["start"], fields["end"], fields.get("fragments", ()))
            fields["id"] = claim_id(doc_id, draft.kind, *span, distinct)
            if fields["id"] not in taken:
                break
        taken.add(fields["id"])
        if draft.kind == "entity" and "entity_id" not in fields:
            fields["entity_id"] = _participant(fields["name"], drafts) or fields["id"]


def _participant(name: str, drafts: dict[str, Draft]) -> str | None:
    """Return the participant that has a name, None if there is none."""
    entities = [d.fields for d in drafts.values() if d.kind == "entity" and "entity_id" in d.fields]
    return next((e["entity_id"] for e in entities if e["name"].casefold() == name.casefold()), None)


class _Links:
    """Sets the links of drafts: those of the record that are still drawn, then those drawn since."""

    def __init__(self, page: Page, drafts: dict[str, Draft], conversion: Conversion) -> None:
        self._drafts = drafts
        self._conversion = conversion
        self._drawn: dict[str, list[Arc]] | None = None if page.arcs is None else {}
        self._key_of = {d.record.id: key for key, d in drafts.items() if d.record is not None}
        known = {*shape.ROLES, *(shape.part_relation(part) for part in shape.PART_LABELS), shape.CONTINUES}
        strangers = Counter(arc.label for arc in page.arcs or () if arc.label not in known)
        for label, number in strangers.items():
            conversion.note(f"relations called {label!r}, which is no role of a link; they were left out", number)
        for arc in page.arcs or ():
            if arc.label in shape.ROLES and self._drawn is not None:
                self._drawn.setdefault(arc.source, []).append(arc)

    def set(self, draft: Draft) -> None:
        """Fill in the links of a draft, and what the person changed about them."""
        drawn = None if self._drawn is None else [(a.label, a.target) for a in self._drawn.get(draft.key, ())]
        links: list[dict[str, str]] = []
        kept: set[tuple[str, str]] = set()
        for link in draft.record.links if draft.record is not None else ():
            if link.target.startswith(INVENTORY):
                links.append({"role": link.role, "target": link.target})
                continue
            target = self._key_of.get(link.target)
            if target is None:
                self._conversion.note("links dropped, for the claim they point at is gone")
            elif drawn is None or (link.role, target) in drawn:
                links.append({"role": link.role, "target": self._drafts[target].fields["id"]})
                kept.add((link.role, target))
            else:
                draft.undrawn.append((link.role, target))
        for role, target in dict.fromkeys(drawn or ()):
            if (role, target) not in kept and self._may_point(role, draft, target):
                links.append({"role": role, "target": self._drafts[target].fields["id"]})
                draft.drawn.append((role, target))
        draft.fields["links"] = links

    def _may_point(self, role: str, draft: Draft, target: str) -> bool:
        wanted = LINK_KINDS.get(role, draft.kind)
        found = self._drafts.get(target)
        if found is not None and found.kind == wanted and target != draft.key:
            return True
        self._conversion.note(f"{role} links that do not point at another {wanted} claim; they were left out")
        return False


# The fields that name whom the links of a role point at.
_NAMES = {"speaker": "speaker", "committer": "committers", "beneficiary": "beneficiaries"}


def _name_people(draft: Draft, drafts: dict[str, Draft]) -> None:
    """Where the person drew links and left the names alone, take the names of the entities."""
    for role, field in _NAMES.items():
        if field not in draft.fields or field in draft.answered:
            continue
        old = [drafts[target].fields["name"] for r, target in draft.undrawn if r == role]
        new = [drafts[target].fields["name"] for r, target in draft.drawn if r == role]
        if isinstance(draft.fields[field], list):
            names = [name for name in draft.fields[field] if name not in old]
            draft.fields[field] = [*names, *(name for name in dict.fromkeys(new) if name not in names)]
        elif new:
            draft.fields[field] = new[0]
        elif draft.fields[field] in old:
            draft.fields[field] = None


def _finish(draft: Draft, text: str) -> Claim:
    record = draft.record
    fields = dict(draft.fields)
    if record is not None:
        if fields == msgspec.to_builtins(record):
            return record
        # A link that follows its target to another id is no change of the claim that holds it.
        same = {**fields, "links": None} == {**msgspec.to_builtins(record), "links": None}
        if not same or draft.drawn or draft.undrawn:
            for name in ("stage", "rule", "confidence"):
                fields.pop(name, None)
    try:
        claim: Claim = msgspec.convert(fields, Claim)
    except msgspec.ValidationError as error:
        raise InputError(f"{draft.where}: {error}", "docs/claims.md lists the values every field takes") from None
    for fault in claim_faults(claim, text):
        raise InputError(f"{draft.where}: {fault}", "correct the annotation and convert again")
    return claim
