"""Whom pronouns and descriptions mean, or that it is not certain."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from onrecord.lexicons import load
from onrecord.stages.coreference import Coreference
from onrecord.stages.coreference.ranking import KINDS, THRESHOLDS, shares

MAYOR = "Maria Lopez opened the bridge on Monday. She thanked the builders and praised their work."


def meant(nlp: Language, text: str, words: str, last: bool = False) -> str | None:
    start = text.rindex(words) if last else text.index(words)
    found = Coreference(nlp(text)).resolve(start, start + len(words))
    return found.name if found is not None else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (MAYOR, "She", "Maria Lopez"),
        ("Peter Brown met Maria Lopez on Monday. She thanked him for the bridge.", "him", "Peter Brown"),
        ("Maria Lopez, who is 40, sold her boat in May.", "her", "Maria Lopez"),
        ("Peter Brown said he would sell the boat.", "he", "Peter Brown"),
        ("Governor Maria Lopez opened the bridge. The governor thanked the builders.", "The governor", "Maria Lopez"),
    ],
)
def test_meaning(shipped: Language, text: str, words: str, name: str) -> None:
    assert meant(shipped, text, words) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Maria Lopez opened the bridge. He thanked the builders.", "He"),
        ("It rained on Monday. Maria Lopez opened the bridge.", "It"),
        ("A fisherman found the boat. He told nobody.", "He"),
        ("Officials met on Monday. They left early.", "They"),
        ("She opened the bridge.", "She"),
    ],
)
def test_nobody_rather_than_somebody_unlikely(shipped: Language, text: str, words: str) -> None:
    assert meant(shipped, text, words) is None


def test_nobody_is_he_in_their_own_words(shipped: Language) -> None:
    text = "Peter Brown praised Otto Vance on Monday. “He is the best mayor we ever had,” Brown said."
    assert meant(shipped, text, "He is"[:2], last=True) != "Peter Brown"


def test_a_chain_is_as_certain_as_its_weakest_link(shipped: Language) -> None:
    doc = shipped(f"{MAYOR} She left at noon. She came back at night.")
    found = [Coreference(doc).pronoun(token) for token in doc if token.lower_ == "she"]
    certain = [one.confidence for one in found if one is not None]
    assert certain == sorted(certain, reverse=True)


def test_spans_outside_and_texts_without_annotation_mean_nobody() -> None:
    doc = spacy.blank("en")("Maria Lopez said she left.")
    coreference = Coreference(doc)
    assert coreference.resolve(17, 20) is None
    assert coreference.resolve(5, 3) is None
    assert coreference.resolve(0, 1000) is None
    assert Coreference(spacy.blank("en")("")).resolve(0, 1) is None


def test_shares_and_that_of_nobody_make_one() -> None:
    rows = [{"same_sentence": 1.0, "last_name": 1.0}, {"further": 1.0}]
    likely = shares(rows, {"none": 1.0}, "person")
    assert len(likely) == 2 and 0 < sum(likely) < 1
    assert likely[0] > likely[1]


def test_weights_have_every_class_and_thresholds_ask_for_more_than_half() -> None:
    rows = load("antecedent_weights")
    assert {"feature", *KINDS} == set(rows[0])
    assert all(0.5 < THRESHOLDS[kind] < 1 for kind in KINDS)
