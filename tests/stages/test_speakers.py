"""Speakers: who is meant, on hand-written trees with hand-placed names and on marked texts with the model."""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.errors import MissingAnnotationError
from onrecord.schema import Entity, Quote
from onrecord.stages import store
from onrecord.stages.entities import EntitiesStage
from onrecord.stages.quotes import QuoteFinder
from onrecord.stages.speakers import SpeakerResolver
from tests.stages.cases import load
from tests.support.markup import differences, parse
from tests.support.trees import tree

OPENED = """
    {given} NNP {surname} compound
    {surname} NNP opened nsubj
    opened VBD - root open
    it_ PRP opened obj
    . . opened punct
"""
SAID = """
    {subject} said nsubj {lemma}
    said VBD - root
    it PRP safe nsubj
    was VBD safe cop
    safe_ JJ said ccomp
    . . said punct
"""


def resolve(*tables: str, names: dict[str, str]) -> tuple[Doc, list[Quote]]:
    """Return a text with the names given as recognised, their labels by surface form, and its quotes."""
    doc = Doc.from_docs([tree(table) for table in tables])
    spans = [
        doc.char_span(found.start(), found.end(), label=label)
        for surface, label in names.items()
        for found in re.finditer(surface, doc.text)
    ]
    doc.set_ents([span for span in spans if span is not None])
    doc = SpeakerResolver()(QuoteFinder()(EntitiesStage()(doc)))
    return doc, store.get(doc, Quote)


def opened(given: str, surname: str) -> str:
    return OPENED.format(given=given, surname=surname)


def said(word: str, tag: str) -> str:
    return SAID.format(subject=f"{word} {tag}", lemma=word.lower().removesuffix("s"))


def test_a_named_source_is_its_canonical_name() -> None:
    names = {"Ana Silva": "PERSON", "(?<!Ana )Silva": "PERSON"}
    _, (quote,) = resolve(opened("Ana", "Silva"), said("Silva", "NNP"), names=names)
    assert (quote.speaker, quote.speaker_basis) == ("Ana Silva", "same_clause")


def test_a_name_the_recogniser_missed_keeps_its_words() -> None:
    _, (quote,) = resolve(said("Silva", "NNP"), names={})
    assert (quote.speaker, quote.speaker_kind, quote.speaker_basis) == ("Silva", "unknown", "same_clause")


def test_a_pronoun_is_the_person_named_before() -> None:
    doc, (quote,) = resolve(opened("Ana", "Silva"), said("She", "PRP"), names={"Ana Silva": "PERSON"})
    assert (quote.speaker, quote.speaker_kind, quote.speaker_basis) == ("Ana Silva", "person", "earlier_sentence")
    entities = store.get(doc, Entity)
    assert [link.target for link in quote.links] == [entities[0].id]
    assert ("She", "pronoun", "Ana Silva") in [(e.text, e.mention, e.name) for e in entities]


def test_a_pronoun_is_nobody_whose_given_name_it_does_not_fit() -> None:
    _, (quote,) = resolve(opened("Peter", "Silva"), said("She", "PRP"), names={"Peter Silva": "PERSON"})
    assert (quote.speaker, quote.speaker_basis) == (None, "none")


def test_a_pronoun_without_anybody_before_it_stays_null() -> None:
    _, (quote,) = resolve(said("He", "PRP"), names={})
    assert (quote.speaker, quote.speaker_basis, quote.links) == (None, "none", [])


@pytest.mark.parametrize(
    ("word", "tag", "kind", "basis"),
    [
        ("Officials", "NNS", "group", "same_clause"),
        ("Figures", "NNS", "document", "same_clause"),
        ("Critics", "NNS", "group", "same_clause"),
    ],
)
def test_sources_without_a_name_keep_their_words(word: str, tag: str, kind: str, basis: str) -> None:
    doc, (quote,) = resolve(said(word, tag), names={})
    assert (quote.speaker, quote.speaker_kind, quote.speaker_basis) == (word, kind, basis)
    (mention,) = store.get(doc, Entity)
    assert [link.target for link in quote.links] == [mention.id]


def test_the_reporter_is_not_named() -> None:
    _, (quote,) = resolve(said("I", "PRP"), names={})
    assert (quote.speaker, quote.speaker_kind) == (None, "unknown")


def test_it_is_the_organisation_in_focus() -> None:
    _, (quote,) = resolve(opened("Acme", "Motors"), said("It", "PRP"), names={"Acme Motors": "ORG"})
    assert (quote.speaker, quote.speaker_kind) == ("Acme Motors", "organisation")


def test_ids_and_spans_stay_those_of_the_quotes() -> None:
    doc = Doc.from_docs([tree(opened("Ana", "Silva")), tree(said("She", "PRP"))])
    before = QuoteFinder().find(doc)
    after = store.get(SpeakerResolver()(QuoteFinder()(doc)), Quote)
    assert [(q.id, q.start, q.end) for q in before] == [(q.id, q.start, q.end) for q in after]


def test_missing_parse_is_named() -> None:
    with pytest.raises(MissingAnnotationError, match="onrecord_speakers needs DEP"):
        SpeakerResolver().find(spacy.blank("en")("Ana Silva said so."))


def test_no_quotes_is_no_trouble() -> None:
    assert SpeakerResolver().find(spacy.blank("en")("")) == ([], [])


@pytest.mark.parametrize("marked", load("cases_speakers"))
def test_marked_texts(shipped: Language, marked: str) -> None:
    text, expected = parse(marked)
    claims = store.get(shipped(text), Quote)
    assert not differences(expected, claims, kinds=["quote"])


def test_a_pair_is_linked_to_its_members(shipped: Language) -> None:
    doc = shipped("Peru and Chile signed the pact on Monday. Both countries said the border would stay open.")
    (quote,) = store.get(doc, Quote)
    names = {claim.id: claim.name for claim in store.get(doc, Entity)}
    assert [names[link.target] for link in quote.links] == ["Peru", "Chile"]


def test_one_pronoun_with_two_verbs_of_saying_is_one_person(shipped: Language) -> None:
    doc = shipped("Maria Lopez opened the bridge. She said it was safe, adding that it would stay open.")
    assert {quote.speaker for quote in store.get(doc, Quote)} == {"Maria Lopez"}


def test_whoever_is_named_in_what_he_said_is_somebody_else(shipped: Language) -> None:
    doc = shipped("Otto Vance met Peter Brown in Oslo. He said Brown had left early.")
    (quote,) = store.get(doc, Quote)
    assert quote.speaker != "Peter Brown"


def test_decisions_tell_what_they_rest_on(shipped: Language) -> None:
    doc = shipped("Maria Lopez opened the bridge. “It is safe,” she said.")
    ((_, settled),) = SpeakerResolver().decisions(doc)
    assert settled.evidence == "agreed"
    mention = next(claim for claim in store.get(doc, Entity) if claim.text == "she")
    assert mention.confidence == settled.confidence == 0.95
