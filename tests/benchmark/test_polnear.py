"""Contents, their sources, and tokens of both."""

from __future__ import annotations

from typing import Any

from onrecord.benchmark import polnear
from onrecord.schema import Claim, Quote
from tests.benchmark.claims import Text

TEXT = Text("“Fares will fall,” Ada Marsh said, “and soon.” The line doubts that they will fall by much in May.")


def quote(*contents: str, source: str | None, cue: str) -> Quote:
    return TEXT.claim(Quote, *contents, source=source, cue=cue, parts=("source", "cue"))


def counts(gold: list[Claim], pred: list[Claim]) -> dict[str, Any]:
    return dict(polnear.compare(TEXT.text, gold, pred))


SAID = quote("“Fares will fall,”", "“and soon.”", source="Ada Marsh", cue="said")
DOUBTS = quote("that they will fall by much in May", source="The line", cue="doubts")


def test_gold_against_itself_is_right_throughout() -> None:
    found = counts([SAID, DOUBTS], [SAID, DOUBTS])
    assert all(right == gold == pred for right, gold, pred in found.values())
    assert found["content_0.3"] == (2, 2, 2)
    assert found["content_0.3_marked"] == (1, 1, 1)
    assert found["token_content"] == (6 + 5 + 8,) * 3
    assert found["token_cue"] == (2, 2, 2)


def test_part_of_a_content_is_found_loosely_and_not_closely() -> None:
    pred = quote("they will fall", source="The line", cue="doubts")
    found = counts([DOUBTS], [pred])
    assert found["content_0.3"] == (1, 1, 1)
    assert found["content_0.8"] == (0, 1, 1)
    assert found["source"] == (1, 1, 1)


def test_source_is_right_if_it_shares_a_character() -> None:
    right = quote("that they will fall by much in May", source="line", cue="doubts")
    wrong = quote("that they will fall by much in May", source="Ada Marsh", cue="doubts")
    none = quote("that they will fall by much in May", source=None, cue="doubts")
    assert counts([DOUBTS], [right])["source_given_content"] == (1, 1, 1)
    assert counts([DOUBTS], [wrong])["source_given_content"] == (0, 1, 1)
    assert counts([DOUBTS], [none])["source"] == (0, 1, 0)


def test_attributions_without_a_source_are_no_part_of_the_measures_of_sources() -> None:
    none = quote("that they will fall by much in May", source=None, cue="doubts")
    found = counts([none], [none])
    assert found["content_0.3"] == (1, 1, 1)
    assert found["source_given_content"] == found["source"] == (0, 0, 0)


def test_missed_content_costs_its_source() -> None:
    found = counts([SAID, DOUBTS], [SAID])
    assert found["source"] == (1, 2, 1)
    assert found["source_given_content"] == (1, 1, 1)


def test_quotes_inside_others_are_left_out_by_the_guideline_of_the_corpus() -> None:
    inner = quote("will fall", source=None, cue="doubts")
    assert polnear.outermost([SAID, DOUBTS, inner]) == [SAID, DOUBTS]
    assert polnear.outermost([SAID, SAID]) == [SAID, SAID]


def test_every_measure_has_its_label_once() -> None:
    labels = [measure.label for measure in polnear.MEASURES]
    assert len(labels) == len(set(labels))
