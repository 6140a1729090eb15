"""Confidence of quotes: what a tagger shares is likelier, what nobody shares on thin evidence is left out."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord import lexicons
from onrecord.schema import Quote
from onrecord.stages import store
from onrecord.stages.attribution.confidence import LEAST, probability, rating
from onrecord.stages.attribution.lexicon import possible_phrases, possible_verbs, saying_nouns, sense_of
from onrecord.stages.attribution.model import Attribution
from onrecord.stages.attribution.tagger import all_tagged, tagged
from onrecord.stages.quotes import QuoteFinder
from tests.support.trees import tree

DEMAND = """
    Reed NNP demanded nsubj
    demanded VBD - root demand
    a DT refund det
    refund_ NN demanded obj
    . . demanded punct
"""
PARTS = [(0, 1, "source"), (1, 2, "cue"), (2, 4, "content")]


def demand(*parts: tuple[int, int, str]) -> Doc:
    doc = tree(DEMAND)
    doc.spans["attribution"] = [Span(doc, start, end, label=label) for start, end, label in parts]
    return doc


def test_thin_finding_needs_the_consent_of_a_tagger() -> None:
    (quote,) = QuoteFinder().find(demand(*PARTS))
    assert (quote.text, quote.rule) == ("a refund", "object")
    assert not QuoteFinder().find(demand())


def test_without_a_tagger_the_rule_decides() -> None:
    (quote,) = QuoteFinder().find(tree(DEMAND))
    assert quote.confidence == 0.6


def test_refusals_keep_the_confidence_of_their_rule() -> None:
    doc = demand(*PARTS)
    assert rating(doc, Attribution([(0, 4)], None, "refusal", 0.85), all_tagged(doc)) == 0.85


def test_what_is_tagged_is_likelier() -> None:
    alone = {"bias": 1.0, "rule: clause": 1.0, "nothing tagged": 1.0, "length": 4.0}
    shared = {**alone, "nothing tagged": 0.0, "likeness to tagged content": 1.0, "cue tagged": 1.0}
    assert probability(alone) < probability(shared)
    assert 0 < probability({}) < 1 and probability({"no such feature": 9.0}) == probability({})


def test_weights_are_numbers_with_a_bias() -> None:
    weights = {row["feature"]: float(row["weight"]) for row in lexicons.load("quote_confidence")}
    assert "bias" in weights and len(weights) > 20 and 0 < LEAST < 1


def test_tagged_spans_come_in_text_order() -> None:
    doc = demand(*reversed(PARTS))
    assert [span.label_ for span in all_tagged(doc).to(0, "cue")] == ["cue"]
    assert [span.text for span in tagged(doc, "content")] == ["a refund"]
    assert not tagged(tree(DEMAND), "content")


TEXT = (
    "Hoping for rain, she SAYS the claim that fields dry up is hers. According to him, he hopes it pours, pointing "
    "out his doubts. He vows to stay. In his words: “No.” Told twice, they denied it; pleading went on."
)


def test_no_verb_of_saying_is_passed_over(shipped: Language) -> None:
    doc = shipped(TEXT)
    assert [t.i for t in possible_verbs(doc) if sense_of(t)] == [t.i for t in doc if sense_of(t)]
    found = {t.i for t in possible_phrases(doc, frozenset({"according", "words"}))}
    assert found >= {t.i for t in doc if t.lower_ in {"according", "words"} or t.lemma_ in saying_nouns()}


@pytest.mark.parametrize("text", ["Reed said the dam was safe.", "“The dam is safe,” Reed said."])
def test_plain_speech_is_likely(shipped: Language, text: str) -> None:
    (quote,) = store.get(shipped(text), Quote)
    assert isinstance(quote.confidence, float) and quote.confidence > 0.8
