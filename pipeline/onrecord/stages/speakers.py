"""Speakers: who the source of each quote is, across sentences.

In *Ana Silva opened the bridge. “It is safe,” she said.* the quote's source is *she*; the stage sets its speaker to
``Ana Silva`` with basis ``earlier_sentence`` and links it to her first mention. Groups, documents and unnamed people
keep their own words; where the text names nobody the speaker stays null.
"""

from __future__ import annotations

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.grammar.labels import kept
from onrecord.schema import Entity, Link, Quote
from onrecord.stages import store
from onrecord.stages.speaker_rules.people import People
from onrecord.stages.speaker_rules.resolve import Resolver
from onrecord.stages.speaker_rules.settled import Settled

NAME = "onrecord_speakers"
LABELS = {
    "group": "PERSON",
    "anonymous": "PERSON",
    "document": "WORK",
    "organisation": "ORG",
    "person": "PERSON",
}


@Language.factory(NAME, requires=["token.dep", "token.head", "token.tag", "doc.sents"], default_config={})
def make_speakers(nlp: Language, name: str) -> SpeakerResolver:
    """Create the stage for a pipeline."""
    return SpeakerResolver(name)


class SpeakerResolver:
    """Fills the speaker fields of quotes found before; stateless."""

    def __init__(self, name: str = NAME) -> None:
        """Take the name the stage has in its pipeline."""
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Rewrite the quotes of a document with their speakers, and add the mentions they link to."""
        with kept(doc):
            quotes, mentions = self.find(doc)
        store.add(doc, Entity.kind, mentions)
        store.put(doc, "quote", quotes)
        return doc

    def find(self, doc: Doc) -> tuple[list[Quote], list[Entity]]:
        """Return the quotes with their speakers, and mentions of participants that are no names.

        Raises:
            MissingAnnotationError: if the document has no parse.
        """
        quotes, mentions = [], []
        for quote, settled in self.decisions(doc):
            mention = _mention(doc, quote, settled)
            if mention is not None:
                mentions.append(mention)
            quotes.append(_filled(quote, settled, mention))
        return sorted(quotes, key=lambda q: (q.start, -q.end)), mentions

    def decisions(self, doc: Doc) -> list[tuple[Quote, Settled]]:
        """Return the quotes of a document in the order of their sources, with what is decided about the speaker."""
        store.require(doc, self.name, "DEP", "TAG", "SENT_START")
        found = store.get(doc, Quote)
        resolver = Resolver(doc, store.text(doc), People(doc), found)
        return [(quote, resolver.settle(quote)) for quote in sorted(found, key=_place)]


def _place(quote: Quote) -> int:
    """Return where a quote is attributed: pronouns are read in the order of their sources."""
    if quote.source is not None:
        return quote.source.start
    return quote.start


def _filled(quote: Quote, settled: Settled, mention: Entity | None) -> Quote:
    targets = [p.claim for p in settled.participants]
    if not targets and mention is not None and settled.kind != "anonymous":
        targets = [mention.id]
    return msgspec.structs.replace(
        quote,
        speaker=settled.speaker,
        speaker_kind=settled.kind,
        speaker_basis=settled.basis,
        links=[Link("speaker", target) for target in targets],
    )


def _mention(doc: Doc, quote: Quote, settled: Settled) -> Entity | None:
    """Return the source as a mention of its participant where it is a pronoun or a description."""
    source = quote.source
    if source is None or not settled.wording or settled.speaker is None:
        return None
    label = settled.participants[0].label if settled.participants else LABELS.get(settled.kind, "PERSON")
    entity_id = settled.participants[0].entity_id if settled.participants else settled.speaker.lower()
    return store.make(
        doc,
        Entity,
        source.start,
        source.end,
        stage="speakers",
        rule=settled.wording,
        confidence=settled.confidence,
        label=label,
        mention=settled.wording,
        entity_id=entity_id,
        name=settled.speaker,
    )
