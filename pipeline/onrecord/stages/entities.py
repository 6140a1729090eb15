"""Participants: the named mentions of a document and which of them name the same participant.

>>> nlp = spacy.blank("en")
>>> ruler = nlp.add_pipe("entity_ruler")
>>> ruler.add_patterns([{"label": "PERSON", "pattern": "Ana Silva"}, {"label": "PERSON", "pattern": "Silva"}])
>>> _ = nlp.add_pipe("onrecord_entities")
>>> [(c.text, c.name) for c in store.get(nlp("Ana Silva left. Ms Silva said why."), Entity)]
[('Ana Silva', 'Ana Silva'), ('Silva', 'Ana Silva')]

Names come from ``doc.ents``. Here their spans and labels are repaired, forms of one name are joined, and each
participant gets its canonical name and what the text calls it besides. Nominal and pronoun mentions are
added by the stages that need them.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.schema import Entity
from onrecord.stages import store
from onrecord.stages.participants import Participant, put_participants
from onrecord.stages.participants.descriptions import Descriptions
from onrecord.stages.participants.group import Group
from onrecord.stages.participants.grouping import group
from onrecord.stages.participants.labels import settled
from onrecord.stages.participants.mentions import find_mentions
from onrecord.stages.participants.roles import roles
from onrecord.values.organisations import is_acronym

CONFIDENCE = {"full": 0.95, "variant": 0.9, "acronym": 0.9, "short": 0.9, "nearest": 0.7}


@Language.factory("onrecord_entities", requires=["doc.ents"], assigns=["doc.user_data"])
def make_entities(nlp: Language, name: str) -> EntitiesStage:
    """Create the entities stage. It needs a named-entity recogniser; a parser adds what people are called."""
    return EntitiesStage()


class EntitiesStage:
    """Finds the named mentions of a document and its participants."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the entity claims and the table of participants of a document to it."""
        described = Descriptions(doc)
        groups = group(settled(doc, find_mentions(doc), described), store.text(doc))
        claims = _claims(doc, groups)
        store.put(doc, Entity.kind, sorted((c for found in claims for c in found), key=lambda c: c.start))
        put_participants(
            doc, [_row(g, found, roles(doc, g, described)) for g, found in zip(groups, claims, strict=True)]
        )
        return doc

    def find(self, doc: Doc) -> list[Entity]:
        """Return the named mentions of a document in text order; the document is not changed."""
        groups = group(settled(doc, find_mentions(doc), Descriptions(doc)), store.text(doc))
        return sorted((c for found in _claims(doc, groups) for c in found), key=lambda c: c.start)


def _claims(doc: Doc, groups: list[Group]) -> list[list[Entity]]:
    ids: dict[str, int] = {}
    named = [(g, g.name) for g in groups]
    return [_mentions(doc, g, name, _entity_id(name, ids)) for g, name in named]


def _entity_id(name: str, taken: dict[str, int]) -> str:
    """Return a readable id made of the words of a name, numbered where two participants share it."""
    slug = "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split()) or "participant"
    taken[slug] = taken.get(slug, 0) + 1
    return slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"


def _mentions(doc: Doc, found: Group, name: str, entity_id: str) -> list[Entity]:
    forms = {text: _form(text, name) for text in {mention.text for mention in found.mentions}}
    claims = []
    for mention in found.mentions:
        form = "nearest" if mention.start in found.unsure else forms[mention.text]
        claim = store.make(
            doc,
            Entity,
            mention.start,
            mention.end,
            stage="entities",
            rule=f"name.{form}",
            confidence=CONFIDENCE[form],
            label=found.label,
            mention="name",
            entity_id=entity_id,
            name=name,
        )
        claims.append(claim)
    return claims


def _form(text: str, name: str) -> str:
    """Return how a form of a name relates to the canonical name."""
    if text == name:
        return "full"
    if is_acronym(text, name):
        return "acronym"
    return "short" if len(text.split()) < len(name.split()) else "variant"


def _row(found: Group, claims: list[Entity], given: list[tuple[int, str]]) -> Participant:
    name = claims[0].name
    return Participant(
        entity_id=claims[0].entity_id,
        name=name,
        label=found.label,
        claim=claims[0].id,
        aliases=[form for form in dict.fromkeys(m.text for m in found.mentions) if form != name],
        mentions=[(m.start, m.end) for m in found.mentions],
        roles=[text for _, text in given],
        role_starts=[at for at, _ in given],
        gender=found.gender,
    )
