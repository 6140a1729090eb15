"""Runs written by hand: articles in marks, with the fields that joining across documents does not read filled in.

An article begins with a line ``== name | day | outlet | url`` (only the name must be there). In its marks (see
:mod:`tests.support.markup`) a commitment is linked to the sums and dates inside it, commitments and quotes are linked
to the entities they name, and ``rule`` holds the group of the gold: claims of one ``rule`` are one participant, one
utterance or one undertaking.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.records import Records, write
from onrecord.schema import KINDS, Claim, Document, Link, SubSpan, claim_id, make_document
from tests.support.markup import Expected, parse

_DEFAULTS: dict[str, dict[str, Any]] = {
    "entity": {"label": "PERSON", "mention": "name"},
    "quote": {
        "mode": "direct",
        "cue": None,
        "source": None,
        "speaker": None,
        "speaker_kind": "person",
        "speaker_basis": "same_clause",
        "polarity": "asserted",
    },
    "money": {
        "amount_min": None,
        "amount_max": None,
        "bound": "exact",
        "approx": False,
        "currency": "USD",
        "currency_basis": "explicit",
        "role": "amount",
        "per": None,
        "sign": "positive",
    },
    "date": {
        "type": "DATE",
        "value": None,
        "start_date": None,
        "end_date": None,
        "granularity": None,
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
        "cue": None,
        "committers": [],
        "beneficiaries": [],
    },
}


def articles(marked: str) -> Records:
    """Return the documents and claims of articles in marks."""
    documents: list[Document] = []
    claims: list[Claim] = []
    for name, day, outlet, url, body in _parts(marked):
        text, expected = parse(body)
        documents.append(make_document(text, doc_id=name, published=day, publisher=outlet, url=url))
        claims += _claims(documents[-1], expected)
    return Records(documents, claims)


def write_run(folder: Path, marked: str) -> Path:
    """Write articles in marks as a run."""
    write(folder, articles(marked))
    return folder


def _parts(marked: str) -> Iterator[tuple[str, str | None, str | None, str | None, str]]:
    for part in ("\n" + marked.strip()).split("\n== ")[1:]:
        head, _, body = part.partition("\n")
        cells = [cell.strip() or None for cell in head.split("|")]
        name, day, outlet, url = (cells + [None] * 4)[:4]
        assert name is not None
        yield name, day, outlet, url, body.strip()


def _claims(document: Document, expected: list[Expected]) -> list[Claim]:
    made = [_claim(document, one) for one in expected]
    named = {getattr(claim, "name", None): claim.id for claim in reversed(made) if claim.kind == "entity"}
    for at, claim in enumerate(made):
        links = []
        for role, field in (("committer", "committers"), ("beneficiary", "beneficiaries"), ("speaker", "speaker")):
            held = getattr(claim, field, None) or []
            for name in [held] if isinstance(held, str) else held:
                links += [Link(role, named[name])] if name in named else []
        if claim.kind == "commitment":
            inside = [c for c in made if claim.start <= c.start and c.end <= claim.end]
            links += [Link("amount", c.id) for c in inside if c.kind == "money"][:1]
            links += [Link("deadline", c.id) for c in inside if c.kind == "date"][:1]
        made[at] = _replaced(claim, links=[*claim.links, *links])
    return made


def _claim(document: Document, one: Expected) -> Claim:
    text = document.text[one.start : one.end]
    fields: dict[str, Any] = {**_DEFAULTS[one.kind], **one.fields}
    if one.kind == "entity":
        fields.setdefault("name", text)
        fields.setdefault("entity_id", fields["name"].casefold().replace(" ", "-"))
    if one.kind == "date" and fields["end_date"] is None and fields["value"] is not None:
        fields |= _days(fields["value"])
    if one.kind == "commitment":
        fields["cue"] = fields["cue"] or text.split()[0]
        fields.setdefault("action", text[len(fields["cue"]) :].removeprefix(" to").strip())
    for part in ("cue", "source", "action", "condition"):
        if isinstance(fields.get(part), str):
            fields[part] = _sub_span(document.text, one, fields[part])
    id_ = claim_id(document.doc_id, one.kind, one.start, one.end)
    return KINDS[one.kind](id=id_, doc_id=document.doc_id, start=one.start, end=one.end, text=text, **fields)


def _sub_span(text: str, one: Expected, part: str) -> SubSpan:
    start = text.find(part, one.start)
    assert start >= 0, f"{part!r} does not stand in or after {text[one.start : one.end]!r}"
    return SubSpan(start, start + len(part), part)


def _days(value: str) -> dict[str, str]:
    from onrecord.aggregate.due import parse

    period = parse(value)
    return {"start_date": period.first, "end_date": period.last}


def _replaced(claim: Claim, **fields: Any) -> Claim:
    import msgspec

    return msgspec.structs.replace(claim, **fields)
