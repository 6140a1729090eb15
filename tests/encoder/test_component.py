"""The encoder of the shipped model: valid trees, and results that depend on the text alone."""

from __future__ import annotations

import pickle

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.assemble import load
from onrecord.encoder.component import Encoder
from onrecord.errors import PipelineError

TEXTS = [
    "",
    " ",
    "\n\n",
    "Yes",
    "LISBON — The port authority said on Monday that it will lend the ferry company €20m.\n\n"
    "“We’re late,” said Rui Alves.",
    "\t\tIndented.  Two  spaces.\r\nNext line\u00a0here \U0001f6a2 🚢.",
    "word " * 700,
    "(" * 300,
    "Ana met Bo. " * 120,
]


@pytest.fixture(scope="module")
def encoder(shipped: Language) -> Encoder:
    component = shipped.get_pipe("onrecord_encoder")
    assert isinstance(component, Encoder)
    return component


def annotated(encoder: Encoder, nlp: Language, texts: list[str]) -> list[Doc]:
    return list(encoder.pipe([nlp.make_doc(t) for t in texts]))


def layers(doc: Doc) -> list[tuple[object, ...]]:
    parts = [(s.start, s.end, s.label_) for s in doc.spans["attribution"]] if "attribution" in doc.spans else []
    words = [(t.tag_, t.pos_, str(t.morph), t.head.i, t.dep_, t.is_sent_start, t.ent_iob_, t.ent_type_) for t in doc]
    return [*words, *parts]


def test_trees_are_valid(encoder: Encoder, shipped: Language) -> None:
    for doc in annotated(encoder, shipped, TEXTS):
        for sentence in doc.sents:
            assert sum(t.head.i == t.i for t in sentence) == 1
            assert all(sentence.start <= t.head.i < sentence.end for t in sentence)
        for token in doc:
            assert len(list(token.ancestors)) < len(doc)
            assert (token.dep_ == "ROOT") == (token.head.i == token.i)


def test_every_word_is_annotated(encoder: Encoder, shipped: Language) -> None:
    for doc in annotated(encoder, shipped, TEXTS):
        assert all(t.tag_ and t.pos_ and t.dep_ for t in doc)
        assert all((t.tag_ == "_SP") == t.is_space for t in doc)


def test_neighbours_in_a_batch_change_nothing(encoder: Encoder, shipped: Language) -> None:
    together = annotated(encoder, shipped, TEXTS)
    alone = [encoder(shipped.make_doc(t)) for t in TEXTS]
    assert [layers(d) for d in together] == [layers(d) for d in alone]


def test_number_of_threads_changes_nothing(encoder: Encoder, shipped: Language) -> None:
    one = Encoder(shipped.vocab, "one", threads=1, window=encoder.window).from_bytes(encoder.to_bytes())
    two = Encoder(shipped.vocab, "two", threads=2, window=encoder.window).from_bytes(encoder.to_bytes())
    first, second = annotated(one, shipped, TEXTS), annotated(two, shipped, TEXTS)
    assert [layers(d) for d in first] == [layers(d) for d in second]


def test_pickled_component_gives_the_same(encoder: Encoder, shipped: Language) -> None:
    again = pickle.loads(pickle.dumps(encoder))
    assert layers(again(Doc(again.vocab, words=["Ana", "said", "so"]))) == layers(
        encoder(Doc(shipped.vocab, words=["Ana", "said", "so"]))
    )


def test_news_sentence(shipped: Language) -> None:
    doc = shipped("The port authority said on Monday that Maria Alves, its director, will resign in May.")
    said = next(t for t in doc if t.text == "said")
    assert said.dep_ == "ROOT"
    assert said.lemma_ == "say"
    assert [(e.text, e.label_) for e in doc.ents] == [("Maria Alves", "PERSON")]
    parts = {s.label_: s.text for s in doc.spans["attribution"]}
    assert parts["source"] == "The port authority"
    assert parts["cue"].startswith("said")


def test_component_without_weights_says_what_to_do() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_encoder")
    with pytest.raises(PipelineError, match="has no weights"):
        nlp("Text.")


def test_half_a_model_folder_is_refused(encoder: Encoder, shipped: Language, tmp_path: object) -> None:
    encoder.to_disk(f"{tmp_path}/model")
    with open(f"{tmp_path}/model/labels.json", "rb") as handle:
        assert handle.read(1) == b"{"
    import os

    os.remove(f"{tmp_path}/model/labels.json")
    with pytest.raises(PipelineError, match=r"labels\.json missing"):
        Encoder(shipped.vocab, "broken").from_disk(f"{tmp_path}/model")


def test_labels_outlive_what_spacy_is_to_forget(shipped: Language) -> None:
    text = "In this case Norvik, a shipyard in Bergen, will hire 200 welders, Ms Berg said; case closed."
    fresh = load()

    def read(nlp: Language) -> list[tuple[str, str]]:
        with nlp.memory_zone():
            return [(token.tag_, token.dep_) for token in nlp(text)]

    assert read(fresh) == read(fresh) == read(shipped)
