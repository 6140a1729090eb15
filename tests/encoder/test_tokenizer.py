"""The figure rules on top of spaCy's English tokenizer."""

from __future__ import annotations

import pytest
import spacy

from onrecord.encoder.tokenizer import extend


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    nlp = spacy.blank("en")
    extend(nlp)
    return nlp


@pytest.mark.parametrize(
    "tokens",
    [
        "$ 100 bn",
        "€ 20 m .",
        "US$ 4.7 bn",
        "R$ 500 m",
        "HK$ 3 bn",
        "Rs 16,189 - crore",
        "GBP 9,250 - a - year",
        "Ksh 5 bn ,",
        "COP30",
        "G20",
        "U.S. - based",
        "12 km",
        "1990s",
        "$ 70 - a - share",
        "ministers / officials",
    ],
)
def test_figures_are_split(nlp: spacy.language.Language, tokens: str) -> None:
    assert [t.text for t in nlp(tokens.replace(" ", ""))] == tokens.split()


@pytest.mark.parametrize("mark", ["(", "$", "“", "'", "\U0001f600"])
def test_long_runs_of_marks_are_one_token(nlp: spacy.language.Language, mark: str) -> None:
    # Not a matter of taste but of time: one token a mark takes time that grows with the square of their number.
    assert [t.text for t in nlp(f"Yes {mark * 16_000} no")] == ["Yes", mark * 16_000, "no"]


def test_rules_survive_serialisation(nlp: spacy.language.Language) -> None:
    again = spacy.blank("en").from_bytes(nlp.to_bytes())
    text = "It paid $100bn, €20m. It owes Rs500 crore and £3m-£5m."
    assert [t.text for t in again(text)] == [t.text for t in nlp(text)]
