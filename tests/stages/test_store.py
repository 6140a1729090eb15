import gc
import weakref

import spacy

from onrecord.schema import Extent
from onrecord.stages import store

TEXT = "Rosa Lind left.  The mill\u00a0closed.\n"


def test_places_are_those_of_the_text() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    doc = nlp(TEXT)
    assert store.text(doc) == doc.text == TEXT
    assert store.length(doc) == len(TEXT)
    for token in doc:
        for offset in range(token.idx, token.idx + len(token)):
            assert store.token_at(doc, offset) == token.i
            assert store.sentence_at(doc, offset) == Extent(token.sent.start_char, token.sent.end_char)
    assert store.text_between(doc, 5, 9) == "Lind"
    assert store.text_between(doc, 9, 9) == ""


def test_an_empty_doc_has_places_too() -> None:
    doc = spacy.blank("en")("")
    assert (store.text(doc), store.length(doc), store.token_at(doc, 0)) == ("", 0, 0)
    assert store.sentence_at(doc, 0) == Extent(0, 0)


def test_tokens_are_read_anew_after_retokenizing() -> None:
    doc = spacy.blank("en")(TEXT)
    assert store.token_at(doc, TEXT.index("left")) == 2
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    assert store.token_at(doc, TEXT.index("left")) == 1


def test_a_doc_is_not_kept_alive() -> None:
    doc = spacy.blank("en")(TEXT)
    store.text(doc)
    gone = weakref.ref(doc)
    del doc
    gc.collect()
    assert gone() is None
