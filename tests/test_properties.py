"""What holds for every text: no error, spans that verify, and the same bytes each time and each way."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from onrecord import jsonl
from onrecord.assemble import import_factories
from onrecord.extraction import claims_in, extract, prepare
from onrecord.record_checks import claim_faults, document_faults, link_faults
from onrecord.schema import Claim, Document, make_document

# Pieces that set off the rules, to be cut up and mixed with characters of any kind.
MARKS = "“|”|\"|'|‘|’|«|»|„|''|``| |\n|\r\n|-|–|—|,|.|:|(|)|%|$|€|£|US$|Rs|?".split("|")
ODD = "\u00a0 \u202e \u2066 \x00 \u200b \ufeff \ud800 \udc00 \U0001f600 e\u0301".split(" ")
NUMBERS = "5|1,5|2.50|10|1999|2030|bn|million|lakh crore|a barrel|each|between|and|up to|about".split("|")
DATES = "Friday|March|next|last|two years ago|Q3|mid-|the 1990s|FY25|9/11|by|from|until|today".split("|")
WORDS = (
    "Ada Marsh|Mr Bo|Norvik|the ministry|she|we|said|denied|according to|that|will|would not|promised|"
    "plans to|agreed to|pay|build|ships|if|to"
).split("|")
PIECES = [*MARKS, *ODD, *NUMBERS, *DATES, *WORDS]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda between: between.join(pieces))
)
PUBLISHED = st.sampled_from([None, "2025-03-05", "2024-02-29T00:30:00Z", "2025-12", "2025", "0001-01-01", "9999-12-31"])
# The fixtures are pipelines, which no example changes.
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="session")
def bare() -> Language:
    """Sentences and the stages that need no more: no parse, no names."""
    import_factories()
    nlp = spacy.blank("en")
    for factory in ("sentencizer", "onrecord_money", "onrecord_dates"):
        nlp.add_pipe(factory)
    return nlp


@pytest.fixture(scope="session", params=["bare", "tiny_nlp", "shipped"])
def nlp(request: pytest.FixtureRequest) -> Language:
    """Pipelines from the least to the most."""
    pipeline: Language = request.getfixturevalue(request.param)
    return pipeline


def lines(claims: list[Claim]) -> bytes:
    return b"\n".join(jsonl.dumps(claim) for claim in claims)


def faults(document: Document, claims: list[Claim]) -> list[str]:
    kinds = {claim.id: claim.kind for claim in claims}
    found = [*document_faults(document)]
    for claim in claims:
        found += [*claim_faults(claim, document.text), *link_faults(claim, kinds, set())]
        assert jsonl.loads(jsonl.dumps(claim), Claim) == claim
        assert claim.doc_id == document.doc_id and claim.stage and claim.rule and claim.confidence
    return found if len(kinds) == len(claims) else [*found, "two claims have one id"]


@few
@given(text=TEXTS, published=PUBLISHED)
def test_any_text_gives_claims_that_verify(nlp: Language, text: str, published: str | None) -> None:
    result = extract(text, published=published, nlp=nlp)
    assert faults(result.document, result.claims) == []
    assert jsonl.loads(jsonl.dumps(result.document), Document) == result.document


@few
@given(text=TEXTS)
def test_the_same_text_gives_the_same_bytes(nlp: Language, text: str) -> None:
    first = extract(text, published="2025-03-05", nlp=nlp)
    assert lines(extract(text, published="2025-03-05", nlp=nlp).claims) == lines(first.claims)


@settings(parent=few, max_examples=20)
@given(texts=st.lists(TEXTS, min_size=2, max_size=5))
def test_pipes_give_the_bytes_of_single_calls(nlp: Language, texts: list[str]) -> None:
    documents = [make_document(text, published="2025-03-05") for text in texts]
    singly = [lines(extract(document, nlp=nlp).claims) for document in documents]
    assert piped(nlp, documents) == singly


def piped(nlp: Language, documents: list[Document], n_process: int = 1) -> list[bytes]:
    docs = list(nlp.pipe([prepare(nlp, d) for d in documents], batch_size=2, n_process=n_process))
    return [lines(claims_in(d, doc)) for d, doc in zip(documents, docs, strict=True)]


ARTICLES = [
    "Ada Marsh said on Friday that Norvik would pay $5 billion by 2030. “We will build 12 ships,” she added.",
    "",
    "\u202eNorvik\u2066 promised \x00 €3m–€5m\r\n\r\nto the ministry, if it agreed to pay 50 cents a barrel.",
    "“One,” said Bo. “Two " + "\U0001f600" * 5 + " three ’ ‘ four « five, according to Norvik, in March.",
    "the " * 400 + "$5",
]


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [make_document(text, doc_id=f"a{n}", published="2025-03-05") for n, text in enumerate(ARTICLES)]


def test_two_processes_give_the_same_bytes(nlp: Language, documents: list[Document]) -> None:
    assert piped(nlp, documents, n_process=2) == piped(nlp, documents)


def test_a_pipeline_that_was_saved_gives_the_same_bytes(
    nlp: Language, documents: list[Document], tmp_path: Path
) -> None:
    before = piped(nlp, documents)
    nlp.to_disk(tmp_path / "saved")
    assert piped(spacy.load(tmp_path / "saved"), documents) == before
    again = spacy.util.load_model_from_config(nlp.config, meta=nlp.meta)
    assert piped(again.from_bytes(nlp.to_bytes()), documents) == before


@pytest.mark.slow
def test_an_article_of_a_hundred_thousand_characters(nlp: Language) -> None:
    text = "\n".join(ARTICLES[0] + f" It cost ${n}." for n in range(900))
    assert len(text) > 100_000
    result = extract(text, published="2025-03-05", nlp=nlp)
    assert faults(result.document, result.claims) == []
    assert sum(claim.kind == "money" for claim in result.claims) >= 900


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "1," * 50_000, "“" * 50_000 + "”" * 50_000, "a." * 50_000],
    ids=["letters", "figures", "marks", "stops"],
)
def test_a_hundred_thousand_characters_of_one_sort_are_read_in_linear_time(shipped: Language, text: str) -> None:
    result = extract(text, published="2025-03-05", nlp=shipped)
    assert faults(result.document, result.claims) == []
