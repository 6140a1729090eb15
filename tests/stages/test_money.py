"""The money stage against sentences marked with the sums they hold, and what it must never do."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.schema import Money
from onrecord.stages import store
from onrecord.stages.money import MoneyStage
from tests.stages import cases
from tests.support.markup import differences, parse

CASES = Path(__file__).with_name("cases_money.txt")
nlp = spacy.blank("en")
stage = MoneyStage()


def find(text: str, publisher: str | None = None) -> list[Money]:
    doc = nlp.make_doc(text)
    store.set_context(doc, store.Context(doc_id="d", publisher=publisher))
    return store.get(stage(doc), Money)


def links(text: str) -> set[tuple[str, str, str]]:
    claims = find(text)
    name = {c.id: c.text for c in claims}
    return {(c.text, link.role, name[link.target]) for c in claims for link in c.links}


@pytest.mark.parametrize(("marked", "publisher"), cases.load_lines("cases_money", "publisher"))
def test_case(marked: str, publisher: str | None) -> None:
    text, expected = parse(marked.replace("⏎", "\n"))
    assert differences(expected, find(text, publisher), kinds=["money"]) == []


def test_every_group_has_cases() -> None:
    numbers = [int(n) for n in re.findall(r"^## (\d+) ", CASES.read_text(encoding="utf-8"), re.MULTILINE)]
    assert numbers == list(range(1, 34))
    assert len(cases.load_lines("cases_money", "publisher")) >= 300


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose to $3bn from $2bn.", {("$2bn", "change_of", "$3bn")}),
        ("It rose from $2bn to $3bn.", {("$2bn", "change_of", "$3bn")}),
        ("It fell $1m to $2m from $3m.", {("$1m", "change_of", "$2m"), ("$3m", "change_of", "$2m")}),
        ("It is $544bn -- $105bn more than last year.", {("$105bn", "change_of", "$544bn")}),
        ("A ship of NIS 1.6bn ($440m) sank.", {("$440m", "same_as", "NIS 1.6bn")}),
        ("A ship of 1.6bn shekels, or $440m, sank.", {("$440m", "same_as", "1.6bn shekels")}),
        ("It holds $3bn, of which $2bn is new.", {("$2bn", "part_of", "$3bn")}),
        ("It will pay $650,000, $180,000 of which is due.", {("$180,000", "part_of", "$650,000")}),
        ("It got $1m of the $5m.", {("$1m", "part_of", "$5m")}),
        (
            "It holds $9bn, including $2bn for rail and $1bn for roads.",
            {("$2bn", "part_of", "$9bn"), ("$1bn", "part_of", "$9bn")},
        ),
        (
            "Cheese rose from $1 to $2 and bread from $3 to $4.",
            {("$1", "change_of", "$2"), ("$3", "change_of", "$4")},
        ),
        ("It sold $3bn in rice, $2bn in tea.", set()),
    ],
)
def test_links(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert links(text) == expected


def test_persons_are_no_evidence_for_a_country() -> None:
    doc = nlp.make_doc("Sydney Holt paid $5m. Sydney also bought a yacht.")
    assert stage.find(doc)[0].currency == "AUD"
    named = [doc.char_span(0, 11, label="PERSON"), doc.char_span(22, 28, label="PERSON")]
    doc.ents = [span for span in named if span is not None]
    assert stage.find(doc)[0].currency == "USD"


def test_every_finding_names_its_rule_and_confidence() -> None:
    for claim in find("It paid $5m, 3-5 million euros, tens of millions of yen and 50 cents."):
        assert claim.stage == "money"
        assert claim.rule
        assert isinstance(claim.confidence, float) and 0.5 <= claim.confidence <= 1


def test_component_in_a_pipeline_and_over_bytes() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("onrecord_money")
    doc = pipeline("Sales rose to €3m.")
    restored = spacy.tokens.Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert store.get(restored, Money) == store.get(doc, Money) != []


@pytest.mark.parametrize("text", ["", "$", "5", "\r\n$5\r\nbn", "😀$5m😀", "\u200b$5", "$" * 50])
def test_odd_texts(text: str) -> None:
    for claim in find(text):
        assert text[claim.start : claim.end] == claim.text


PIECES = st.sampled_from(
    [
        "$",
        "€",
        "Rs",
        "US$",
        "5",
        "3.5",
        "1,000",
        "1.000",
        "million",
        "bn",
        "lakh",
        "crore",
        "dollars",
        "pounds",
        "cents",
        "to",
    ]
    + [
        "from",
        "rose",
        "and",
        "a",
        "half",
        "of",
        "tens",
        "-",
        "–",
        " ",
        " ",
        " ",
        "(",
        ")",
        ".",
        "\n",
        "between",
        "up",
        "per",
    ]
    + [
        "share",
        "or",
        "more",
        "than",
        "about",
        "several",
        "hundred",
        "twenty",
        "three",
        "quarters",
        "\u00a0",
        "Canada",
    ]
)


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join)))
def test_any_text_gives_sound_claims(text: str) -> None:
    claims = find(text)
    assert claims == find(text)
    ids = {c.id for c in claims}
    assert len(ids) == len(claims)
    for claim in claims:
        assert text[claim.start : claim.end] == claim.text
        assert claim.text == claim.text.strip()
        for amount in (claim.amount_min, claim.amount_max):
            assert amount is None or format(Decimal(amount), "f") == amount
        if claim.amount_min is not None and claim.amount_max is not None:
            assert Decimal(claim.amount_min) <= Decimal(claim.amount_max)
        assert (claim.currency is None) == (claim.currency_basis == "unresolved")
        assert all(link.target in ids and link.target != claim.id for link in claim.links)
