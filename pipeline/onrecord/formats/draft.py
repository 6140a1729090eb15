"""A claim in the making: the record of a mark with what a person changed, or a new claim."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from onrecord.errors import InputError
from onrecord.formats import defaults, shape
from onrecord.formats.conversion import Conversion
from onrecord.formats.page import Mark, Page, Span, parts_of, pieces_of
from onrecord.schema import Claim
from onrecord.text.offsets import strip


class Draft(msgspec.Struct, kw_only=True):
    """A claim as plain values.

    Attributes:
        key: Key of its mark.
        kind: Its kind.
        where: Place in the file, for errors.
        record: The claim the mark was written from.
        fields: Its values so far.
        moved: Whether it is new, or over other characters than its record.
        answered: Attributes to which the person gave a value the record does not have.
        drawn: Links the person drew, as role and key of the target.
        undrawn: Links the person removed between claims that are both still there.
    """

    key: str
    kind: str
    where: str
    record: Claim | None
    fields: dict[str, Any]
    moved: bool
    answered: set[str] = set()
    drawn: list[tuple[str, str]] = []
    undrawn: list[tuple[str, str]] = []


Ties = dict[tuple[str, str], list[Mark]]
"""The marks a relation leads to, by key of its source and label."""


def draft_of(mark: Mark, page: Page, ties: Ties | None, conversion: Conversion) -> Draft:
    """Return the draft of a mark; id and links are missing yet.

    Args:
        mark: A mark that is a claim.
        page: The page it is on.
        ties: Relations of the page, None if the format has none.
        conversion: Takes the notes.
    """
    kind = shape.kind_of(mark.label)
    assert kind is not None, "only marks that are claims come here"
    record = mark.record
    fields: dict[str, Any] = {} if record is None else msgspec.to_builtins(record)
    before = {name: fields.get(name) for name in ("start", "end", "fragments", "cue")}
    fields |= {"kind": kind, "doc_id": page.document.doc_id}
    if page.altered:
        # Its offsets are those of another text, and no tool shows it.
        fields.pop("sentence", None)
    _set_span(fields, mark, page)
    parts = None if ties is None else _parts(mark, page, kind, ties)
    if record is None:
        fields |= defaults.fields(kind, page.document.text, fields["start"], fields["end"], parts or {})
        conversion.note(f"new {kind} claims; attributes nobody filled in have the defaults of docs/formats.md")
    if parts is not None or record is None:
        _set_parts(fields, kind, parts or {}, page.document.text)
    answered = _set_attributes(fields, mark, kind)
    moved = record is None or before != {name: fields.get(name) for name in before}
    where = mark.where or f"{page.document.doc_id}: {kind} {fields['start']}:{fields['end']}"
    return Draft(key=mark.key, kind=kind, where=where, record=record, fields=fields, moved=moved, answered=answered)


def _set_span(fields: dict[str, Any], mark: Mark, page: Page) -> None:
    text = page.document.text
    if mark.record is not None and page.cut(text, pieces_of(mark.record)) == mark.pieces:
        return
    pieces = _joined(text, mark.pieces)
    if not pieces:
        raise InputError(f"{mark.where}: a span of white space alone", "remove it, or move it over words")
    start, end = pieces[0][0], max(end for _, end in pieces)
    fields |= {"start": start, "end": end, "text": text[start:end]}
    fields.pop("fragments", None)
    if len(pieces) > 1:
        fields["fragments"] = [list(piece) for piece in pieces]
    fields.pop("sentence", None)
    for other in () if page.altered else page.records:
        if other.sentence is not UNSET and other.sentence.start <= start < other.sentence.end:
            fields["sentence"] = msgspec.to_builtins(other.sentence)
            break


def _joined(text: str, pieces: list[Span]) -> list[Span]:
    """Return pieces in order, white space at their ends cut, those with nothing but white space between as one."""
    joined: list[Span] = []
    for start, end in sorted(pieces):
        start, end = strip(text, start, end)
        if start == end:
            continue
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _parts(mark: Mark, page: Page, kind: str, ties: Ties) -> dict[str, Span]:
    """Return the sub-spans drawn for a mark by name."""
    stored = {} if mark.record is None else parts_of(mark.record)
    parts: dict[str, Span] = {}
    for name in shape.PARTS[kind]:
        drawn = ties.get((mark.key, shape.part_relation(name)), [])
        # Of several the first in the text; a claim has one of each.
        for part in sorted(drawn, key=lambda m: m.pieces)[:1]:
            old = stored.get(name)
            if old is not None and _as_drawn(page, old.start, old.end) == part.pieces:
                parts[name] = (old.start, old.end)
            else:
                parts[name] = strip(page.document.text, part.pieces[0][0], part.pieces[-1][1])
    return parts


def _as_drawn(page: Page, start: int, end: int) -> list[Span]:
    return page.cut(page.document.text, [(start, end)])


def _set_parts(fields: dict[str, Any], kind: str, parts: dict[str, Span], text: str) -> None:
    if kind == "commitment" and not {"cue", "action"} <= parts.keys():
        parts = defaults.commitment_parts(text, fields["start"], fields["end"], parts)
    for name in shape.PARTS[kind]:
        fields[name] = None
        if name in parts:
            start, end = parts[name]
            fields[name] = {"start": start, "end": end, "text": text[start:end]}


def _set_attributes(fields: dict[str, Any], mark: Mark, kind: str) -> set[str]:
    """Put the attributes the format shows into a claim, and return the names of those that changed."""
    if kind == "entity":
        fields["label"] = mark.label
    changed = set()
    for name, value in mark.fields.items():
        attribute = shape.ATTRIBUTES[kind].get(name)
        if attribute is None:
            continue
        if value is None and (mark.record is None or not attribute.nullable):
            continue  # Nothing was chosen: what it was, or the default, stays where something must be.
        if not _fits(value, attribute):
            raise InputError(f"{mark.where}: {name} is {value!r}", "it is text" if attribute.free else "choose a value")
        if name not in fields or fields[name] != value:
            fields[name] = value
            changed.add(name)
    return changed


def _fits(value: Any, attribute: shape.Attribute) -> bool:
    """Return whether a value has the type of an attribute; whether it is one it takes, the schema says."""
    if attribute.many:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return value is None or isinstance(value, bool if attribute.flag else str)
