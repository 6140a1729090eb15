"""One utterance in several wordings."""

from __future__ import annotations

import pytest

from onrecord.aggregate.differences import match, shown, words
from onrecord.aggregate.variants import Utterance, variants
from tests.aggregate.build import articles

LONG = "We promised the islands a clean fleet, and we will give them one"


def said(*quotes: tuple[str, str]) -> list[Utterance]:
    """Return the utterances in articles a day apart, each a quote of somebody."""
    parts = [
        f"== a{at} | 2025-01-{at:02} | Paper {at}\n[{who}](entity) said [“{text}”](quote speaker='{who}')."
        for at, (who, text) in enumerate(quotes, 1)
    ]
    return variants(articles("\n\n".join(parts)))


def test_three_wordings_are_one_utterance_with_its_differences() -> None:
    (utterance,) = said(
        ("Ingrid Solheim", "We promised the islands a clean fleet,"),
        ("Ingrid Solheim", LONG),
        ("Ingrid Solheim", LONG.replace("clean", "green")),
    )
    assert utterance.text == f"“{LONG}”"
    assert [wording.differs_in for wording in utterance.wordings] == ["extent", "none", "words"]
    assert utterance.wordings[2].difference == (
        "We promised the islands a [-clean-] {+green+} fleet and we will give them one"
    )
    assert [place.doc_id for place in utterance.places] == ["a1", "a2", "a3"]


def test_marks_case_and_contractions_are_no_difference() -> None:
    (utterance,) = said(
        ("Ana Levy", "We will not sell the yard to anybody"), ("Ana Levy", "we won’t sell the yard—to anybody!")
    )
    assert utterance.wordings[1].differs_in == "none"


def test_a_surname_may_be_of_the_full_name_but_two_names_are_two() -> None:
    assert len(said(("Ingrid Solheim", LONG), ("Solheim", LONG))) == 1
    assert len(said(("Ingrid Solheim", "The fleet will be clean"), ("Ana Levy", "The fleet will be clean"))) == 2
    assert len(said(("Ingrid Solheim", LONG), ("Ana Levy", LONG))) == 1, "an article may have the wrong name"


def test_a_statement_and_its_negation_are_two() -> None:
    assert (
        len(said(("Ana Levy", "We will sell the yard next year"), ("Ana Levy", "We will not sell the yard next year")))
        == 2
    )


def test_a_figure_may_be_misheard_within_days_but_not_within_months() -> None:
    one, other = (f"The yard will cost £{number} billion in all" for number in (6, 9))
    (utterance,) = said(("Ana Levy", one), ("Ana Levy", other))
    assert utterance.wordings[1].differs_in == "numbers"
    marked = "== {0} | 2025-0{0}-01\n[Ana Levy](entity) said [“{1}”](quote speaker='Ana Levy')."
    assert len(variants(articles(f"{marked.format(1, one)}\n\n{marked.format(5, other)}"))) == 2


def test_what_stands_inside_a_quote_is_no_wording_of_it() -> None:
    inner = f"[{LONG}](quote mode=indirect speaker=Solheim)"
    marked = f"== a1\n[Solheim](entity) [She says {inner}](quote mode=indirect speaker=Levy)."
    assert len(variants(articles(marked))) == 2
    again = f"[“{LONG}”](quote speaker=Solheim)"
    assert len(variants(articles(f"== a1\n[Solheim](entity) said {again}. Later: {again}."))) == 1


def test_a_commonplace_of_nobody_named_is_no_part_of_what_somebody_said() -> None:
    marked = "== {0} | 2025-01-0{0}\n[Ana Levy](entity) said [“{1}”](quote {2})."
    whole = "The yard has new cranes, but there is still a long way to go before it pays"
    one = marked.format(1, whole, "speaker='Ana Levy'")
    assert len(variants(articles(one + "\n\n" + marked.format(2, "there is still a long way to go", "")))) == 2
    part = "but there is still a long way to go before it pays"
    assert len(variants(articles(one + "\n\n" + marked.format(2, part, "")))) == 1


def test_a_few_words_are_no_utterance_to_join() -> None:
    assert said(("Ana Levy", "No comment"), ("Ana Levy", "No comment")) == []


@pytest.mark.parametrize(
    ("full", "part", "expected"),
    [
        ("one two three four five six", "one two three four five six", "none"),
        ("one two three four five six seven eight nine", "three four five six seven", "extent"),
        ("a red boat sails at dawn", "a red boat sails at noon", "words"),
        ("one two three four five six", "seven eight nine ten", None),
        ("a b c d e f g h i j k l m n o p q r", "a d g j m p", None),
    ],
)
def test_match(full: str, part: str, expected: str | None) -> None:
    found = match(words(full), words(part))
    assert (None if found is None else found.differs_in) == expected


def test_differences_are_shown_as_wdiff_shows_them() -> None:
    assert shown(words("We did pay all."), words("We didn't pay.")) == "We did {+n't+} pay [-all-]"
    assert shown(words("We are here now"), words("We're here")) == "We're here [-now-]"
