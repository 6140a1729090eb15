"""The participants of a document as plain data on the Doc, for all later stages."""

from __future__ import annotations

import msgspec
from spacy.tokens import Doc

from onrecord.schema import Entity
from onrecord.schema.claims import EntityLabel
from onrecord.stages import store

KEY = "participants"


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """One participant of a document.

    Attributes:
        entity_id: Its id in the document, made of the words of its name.
        name: Its canonical name, the fullest in the document.
        label: Its label.
        claim: Id of the entity claim that links point to, the first named mention's.
        aliases: The other forms of its name, in order of appearance.
        mentions: Code points of its named mentions.
        roles: What the text calls it besides, in order of appearance: titles, appositions, predicates.
        role_starts: Where each role is given.
        gender: What its titles tell.
    """

    entity_id: str
    name: str
    label: EntityLabel
    claim: str
    aliases: list[str] = []
    mentions: list[tuple[int, int]] = []
    roles: list[str] = []
    role_starts: list[int] = []
    gender: str | None = None


def put_participants(doc: Doc, participants: list[Participant]) -> None:
    """Store the participants of a Doc; called by the entities stage."""
    doc.user_data.setdefault(store.KEY, {})[KEY] = [msgspec.to_builtins(p) for p in participants]


def participants(doc: Doc) -> list[Participant]:
    """Return the participants of a Doc in order of first mention; none before the entities stage has run."""
    stored = doc.user_data.get(store.KEY, {}).get(KEY, [])
    return msgspec.convert(stored, list[Participant])


def add_mention(doc: Doc, start: int, end: int, participant: Participant, mention: str) -> Entity:
    """Add a nominal or pronoun mention of a participant to the entity claims of a Doc, once for each span.

    Args:
        doc: A document the entities stage has run over.
        start: First code point of the mention.
        end: One past its last.
        participant: Who is meant.
        mention: ``nominal`` or ``pronoun``.
    """
    for known in store.get(doc, Entity):
        if (known.start, known.end) == (start, end):
            return known
    claim = store.make(
        doc,
        Entity,
        start,
        end,
        stage="entities",
        rule=f"{mention}.resolved",
        confidence=0.7,
        label=participant.label,
        mention=mention,
        entity_id=participant.entity_id,
        name=participant.name,
    )
    store.add(doc, Entity.kind, [claim])
    return claim
