"""Participants: the inventory of an article, the records of their mentions, and whom a key stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from authoring.notation import Annotation, AnnotationError, Participant
from authoring.spans import Span, fragments_of, paragraph_named
from onrecord.schema import Entity, claim_id


class Person(NamedTuple):
    """A participant as links and speakers need it; ``record`` is the id of its first mention."""

    name: str
    label: str
    named: bool
    record: str


def mentions(doc_id: str, text: str, annotation: Annotation) -> list[Entity]:
    """Return the records of all named mentions and of the nominal ones the annotation asks for.

    Raises:
        AnnotationError: Two participants share a name, or a name does not stand in the article.
    """
    return [
        *_named(doc_id, text, annotation.participants),
        *_nominal(doc_id, text, annotation),
    ]


def roster(records: Sequence[Entity]) -> dict[str, Person]:
    """Return the participants by key."""
    people: dict[str, Person] = {}
    for entity in sorted(records, key=lambda claim: claim.start):
        people.setdefault(entity.entity_id, Person(entity.name, entity.label, entity.mention == "name", entity.id))
    return people


def _named(doc_id: str, text: str, participants: Sequence[Participant]) -> Iterator[Entity]:
    """Yield a record for each listed name wherever it stands; where names nest, the longest counts."""
    owners: dict[str, Participant] = {}
    for participant in participants:
        for name in participant.names:
            if owners.setdefault(name, participant) is not participant:
                raise AnnotationError(f"{doc_id}: {name!r} names {owners[name].key} and {participant.key}")
    if not owners:
        return
    longest_first = sorted(owners, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    missing = set(owners)
    for match in pattern.finditer(text):
        missing.discard(match[0])
        yield _record(doc_id, text, match.span(), owners[match[0]], kind="name")
    if missing:
        raise AnnotationError(f"{doc_id}: in the inventory but not in the article: {sorted(missing)}")


def _nominal(doc_id: str, text: str, annotation: Annotation) -> Iterator[Entity]:
    for block in annotation.blocks:
        for entry in block.entries:
            if entry.kind == "entity":
                label, written = entry.fields[0].split(maxsplit=1)
                span = fragments_of(text, paragraph_named(text, block.opening), written)[0]
                words = text[span[0] : span[1]]
                who = Participant(entry.label or words, label, (words,))
                yield _record(doc_id, text, span, who, kind="nominal")


def _record(doc_id: str, text: str, span: Span, participant: Participant, *, kind: str) -> Entity:
    record = {
        "kind": "entity",
        "id": claim_id(doc_id, "entity", *span),
        "doc_id": doc_id,
        "start": span[0],
        "end": span[1],
        "text": text[span[0] : span[1]],
        "label": participant.label,
        "mention": kind,
        "entity_id": participant.key,
        "name": participant.names[0],
    }
    return msgspec.convert(record, Entity)
