"""From one text to its claims."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord import extract, make_document
from onrecord.assemble import load
from onrecord.errors import InputError, PipelineError
from onrecord.schema import Claim, SubSpan

TEXT = "Ada said Norvik will pay $5 in Bergen. Norvik promised to build ships."


def test_a_text_becomes_a_document_with_claims(tiny_nlp: Language) -> None:
    result = extract(TEXT, published="2025-03-05", publisher="The Harbour", title="Ships", nlp=tiny_nlp)
    assert (result.document.text, result.document.published) == (TEXT, "2025-03-05")
    assert (result.document.publisher, result.document.title) == ("The Harbour", "Ships")
    assert {c.doc_id for c in result.claims} == {result.document.doc_id}
    assert "$5" in [c.text for c in result.claims if c.kind == "money"]


def test_a_document_keeps_what_it_says_of_itself(tiny_nlp: Language) -> None:
    document = make_document(TEXT, doc_id="ships", published="2025-03-05")
    result = extract(document, nlp=tiny_nlp)
    assert result.document is document
    assert {c.doc_id for c in result.claims} == {"ships"}
    with pytest.raises(InputError, match="it carries its own"):
        extract(document, published="2024-01-01", nlp=tiny_nlp)


def test_kinds_are_kept_by_name(tiny_nlp: Language) -> None:
    assert {c.kind for c in extract(TEXT, kinds=["money"], nlp=tiny_nlp).claims} == {"money"}
    assert extract(TEXT, kinds=[], nlp=tiny_nlp).claims == []
    with pytest.raises(InputError, match="unknown kinds: rumour; there are entity, quote, money, date"):
        extract(TEXT, kinds=["money", "rumour"], nlp=tiny_nlp)


def test_a_date_that_is_none_is_refused(tiny_nlp: Language) -> None:
    with pytest.raises(InputError, match="ISO 8601"):
        extract(TEXT, published="yesterday", nlp=tiny_nlp)


def test_a_text_too_long_for_the_pipeline_is_refused(tiny_model: str) -> None:
    nlp = load(tiny_model)
    nlp.max_length = 10
    with pytest.raises(PipelineError, match="ships: .*E088"):
        extract(make_document(TEXT, doc_id="ships"), nlp=nlp)


def test_an_empty_text_has_no_claims(nlp: Language) -> None:
    assert extract("", nlp=nlp).claims == []


def test_lone_surrogates_stay_in_the_text_of_every_span(tiny_nlp: Language) -> None:
    text = "Ada\ud800 said the \udfff ships cost $5."
    result = extract(text, nlp=tiny_nlp)
    assert result.document.text == text
    parts = [part for claim in result.claims for part in (claim, *_sub_spans(claim))]
    assert parts and all(part.text == text[part.start : part.end] for part in parts)


def _sub_spans(claim: Claim) -> list[SubSpan]:
    values = [getattr(claim, name) for name in claim.__struct_fields__]
    return [value for value in values if isinstance(value, SubSpan)]


def test_the_shipped_model_is_loaded_once_and_by_default(shipped: Language) -> None:
    from onrecord import assemble

    assert extract(TEXT).claims == extract(TEXT, nlp=shipped).claims
    assert assemble.default() is assemble.default()
