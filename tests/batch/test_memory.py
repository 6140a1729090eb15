"""What a process remembers of the texts it has read does not grow with them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord import jsonl
from onrecord.batch import outcomes
from onrecord.batch.outcomes import Work, process
from onrecord.schema import make_document

TEXTS = [f"Ada Marsh said the {word} boats were sailing to the islands." for word in ("larger", "older", "newest")]


def test_lemmas_are_forgotten_before_they_are_many_and_come_out_the_same(
    shipped: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [make_document(text, doc_id=f"d{n}") for n, text in enumerate(TEXTS)]
    cache = shipped.get_pipe("lemmatizer").cache  # type: ignore[attr-defined]
    before = process(shipped, given, Work())
    assert len(cache) > 2
    monkeypatch.setattr(outcomes, "_MOST_LEMMAS", 2)
    assert process(shipped, [], Work()) == [] and not cache
    assert jsonl.dumps(process(shipped, given, Work())) == jsonl.dumps(before)


def test_words_of_a_text_are_no_longer_known_after_it(shipped: Language) -> None:
    known = len(shipped.vocab.strings)
    process(shipped, [make_document("Quibberly Snorfang owes Trundlewick $5.")], Work())
    assert len(shipped.vocab.strings) == known and "Trundlewick" not in shipped.vocab.strings
