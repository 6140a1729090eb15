"""Mentions of a treebank with coreference, and names counted against their chains."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.benchmark import coreference
from onrecord.benchmark.coreference import Annotated, Mention
from onrecord.formats import Conversion

ROWS = """1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-x-cf1-2,3-coref
2\tpainter\tpainter\tNOUN\tNN\t_\t5\tnsubj\t_\t_
3\tAda\tAda\tPROPN\tNNP\t_\t2\tflat\t_\t_
4\tMarsh\tMarsh\tPROPN\tNNP\t_\t3\tflat\t_\tEntity=1)
5\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
6\tNorvik\tNorvik\tPROPN\tNNP\t_\t5\tobj\t_\tEntity=(2-organization-new-x-cf2-1-coref)|SpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

1\tShe\tshe\tPRON\tPRP\t_\t4\tnsubj\t_\tEntity=(1-person-giv-x-cf1-1-ana)
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\t_
5\tthe\tthe\tDET\tDT\t_\t6\tdet\t_\tEntity=(2-organization-giv-x-cf2-2-coref
6\tfirm\tfirm\tNOUN\tNN\t_\t4\tobj\t_\tEntity=2)
7\tto\tto\tADP\tIN\t_\t9\tcase\t_\t_
8-9\ther\t_\t_\t_\t_\t_\t_\t_\t_
8\ther\ther\tPRON\tPRP$\t_\t9\tnmod:poss\t_\tEntity=(4-person-new-x-cf3-2-sgl(1-person-giv-x-cf1-1-ana)
9\tson\tson\tNOUN\tNN\t_\t4\tobl\t_\tEntity=4)|SpaceAfter=No
10\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
"""


@pytest.fixture
def annotated(tmp_path: Path) -> Annotated:
    (tmp_path / "one.conllu").write_text(ROWS.replace("8-9\ther\t_\t_\t_\t_\t_\t_\t_\t_\n", ""), encoding="utf-8")
    [found] = coreference.golds(tmp_path, Conversion())
    return found


def asked(annotated: Annotated) -> list[tuple[str, str, str]]:
    text = annotated.document.text
    return [(text[m.start : m.end], m.form, m.chain) for m in coreference.asked(annotated)]


def test_pronouns_and_definite_descriptions_are_asked_for(annotated: Annotated) -> None:
    assert asked(annotated) == [
        ("She", "pronoun", "1"),
        ("the firm", "nominal", "2"),
        ("her", "pronoun", "1"),
        ("her son", "nominal", "4"),
    ]


def test_names_of_chains_are_those_of_their_named_mentions(annotated: Annotated) -> None:
    assert set(annotated.names) == {"1", "2"}
    assert "Ada Marsh" in annotated.names["1"] and annotated.names["2"] == ["Norvik", "Norvik"]


def test_a_surname_is_right_and_silence_costs_recall_alone(annotated: Annotated) -> None:
    found = coreference.compare(annotated, ["Marsh", None, "Ada Marsh", None])
    assert found["named"] == (2, 3, 2)
    assert found["named_pronouns"] == (2, 2, 2)
    assert found["named_nominals"] == (0, 1, 0)
    assert found["all"] == (2, 3, 2)


def test_wrong_names_and_names_for_the_unnamed_cost_precision(annotated: Annotated) -> None:
    found = coreference.compare(annotated, ["Norvik", "Norvik", None, "Ada Marsh"])
    assert found["named"] == (1, 3, 2)
    assert found["all"] == (1, 3, 3)


def test_words_of_contractions_have_places_of_their_own(tmp_path: Path) -> None:
    rows = (
        "1-2\tAda's\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "1\tAda\tAda\tPROPN\tNNP\t_\t3\tnmod:poss\t_\tEntity=(1-person-new-x-cf1-1-coref\n"
        "2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\tEntity=1)\n"
        "3\tson\tson\tNOUN\tNN\t_\t0\troot\t_\t_\n"
    )
    (tmp_path / "one.conllu").write_text(rows, encoding="utf-8")
    [found] = coreference.golds(tmp_path, Conversion())
    assert found.mentions == [Mention(0, 3, "1", "name", "person", 0)]


def test_a_document_is_counted(annotated: Annotated, shipped: Language) -> None:
    found = coreference.count(annotated, shipped(annotated.document.text))
    assert found["named_pronouns"][1] == 2
    assert found["named"][0] <= found["named"][2] <= 3
