"""Rules are asked only where a word can tell them something; asking them everywhere finds no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord import grammar
from onrecord.grammar.labels import below, kept
from onrecord.stages.commitment_rules import proposals, search
from onrecord.stages.commitment_rules.scene import Scene
from onrecord.stages.commitment_rules.words import READ_IDS, VERB_IDS, Words

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "gold" / "documents.jsonl"


class AllWords(Words):
    """Says of every word that a rule may find something there."""

    def __init__(self, words: Words) -> None:
        self.__dict__.update(vars(words))
        self.cues = {i for i, tag in enumerate(words._tags) if tag in READ_IDS}
        self.infinitives = {i for i, tag in enumerate(words._tags) if tag in VERB_IDS}
        self.__dict__["telling"] = sorted(self.cues | self.infinitives)

    def is_under_modal(self, index: int) -> bool:
        return True


@pytest.mark.parametrize("line", DOCUMENTS.read_text(encoding="utf-8").splitlines()[:6])
def test_words_left_out_tell_nothing(shipped: Language, line: str) -> None:
    doc = shipped(json.loads(line)["text"])
    scene, everywhere = Scene(doc), Scene(doc)
    everywhere.words = AllWords(scene.words)
    assert len(scene.words.telling) < len(everywhere.words.telling) / 2
    found = search.read(doc, scene)
    assert found == search.read(doc, everywhere)
    assert proposals.beyond(found, scene) == proposals.beyond(found, everywhere)


def test_words_are_found_by_what_they_are(shipped: Language) -> None:
    doc = shipped("Tallin Rail will build 40 stations. It hopes to open them soon. Nobody is going to pay.")
    words = Scene(doc).words
    assert [doc[i].text for i in words.modals] == ["will"]
    assert [doc[i].text for i in sorted(words.infinitives)] == ["open", "pay"]
    assert {doc[i].text for i in words.cues} >= {"hopes"}
    under = [t.text for t in doc if t.tag_.startswith("VB") and words.is_under_modal(t.i)]
    assert "build" in under and "going" in under and "open" not in under


def test_a_kept_parse_is_read_once_and_for_one_text_only(shipped: Language) -> None:
    doc, other = shipped("Lima will lend Quito $2bn."), shipped("Quito agreed.")
    verb, verb_of_other = doc[2], other[1]
    plain = [t.i for t in below(verb)]
    with kept(doc):
        assert below(verb) is below(doc[2])
        assert [t.i for t in below(verb)] == plain
        assert [t.i for t in below(verb_of_other)] == [t.i for t in verb_of_other.children]
        assert grammar.modal(verb) == "will"
        with kept(other):
            assert [t.i for t in below(verb)] == plain
        assert below(verb) is below(doc[2])
    assert below(verb) is not below(doc[2])
