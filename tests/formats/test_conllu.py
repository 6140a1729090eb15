"""Treebanks in CoNLL-U, written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.formats import Conversion, conllu, convert, registry

ROWS = """# newdoc id = ferries
# meta::dateCreated = 2024-03-06
# newpar
# sent_id = 1
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tpay\tpay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t!\t!\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
1.1\tsoon\tsoon\tADV\tRB\t_\t_\t_\t1:advmod\t_
2\tnow\tnow\tADV\tRB\t_\t1\tadvmod\t_\tSpaceAfter=No|Typo=No

# newpar id = p2
1\tNow\tnow\tADV\tRB\t_\t0\troot\t_\t_

# newdoc id = tolls
1\tTolls\ttoll\tNOUN\tNNS\t_\t2\tnsubj:pass\t_\t_
2\trose\trise\tVERB\tVBD\t_\t0\troot\t_\t_
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "en-dev.conllu"
    path.write_text(ROWS, encoding="utf-8")
    return path


def trees(path: Path) -> tuple[list[conllu.Tree], Conversion]:
    conversion = Conversion()
    return list(conllu.trees(path, conversion)), conversion


def test_text_has_blanks_and_paragraphs(file: Path) -> None:
    found, _ = trees(file)
    assert [t.document.text for t in found] == ["Don't pay! Go now\n\nNow", "Tolls rose"]
    assert [(t.document.doc_id, t.document.published) for t in found] == [("ferries", "2024-03-06"), ("tolls", None)]


def test_words_of_a_contraction_stand_where_it_does(file: Path) -> None:
    [tree, _], _ = trees(file)
    assert [(w.form, tree.document.text[w.start : w.end], w.multiword) for w in tree.words[:3]] == [
        ("Do", "Don't", True),
        ("n't", "Don't", True),
        ("pay", "pay", False),
    ]


def test_heads_are_places_among_the_words_of_the_document(file: Path) -> None:
    [tree, _], _ = trees(file)
    assert [w.head for w in tree.words] == [2, 2, -1, 2, -1, 4, -1]
    assert [tree.document.text[a:b] for a, b in tree.sentences] == ["Don't pay!", "Go now", "Now"]


def test_file_that_names_no_document_is_one(tmp_path: Path) -> None:
    path = tmp_path / "one.conllu"
    path.write_text("1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_", encoding="utf-8")
    [tree], _ = trees(path)
    assert (tree.document.doc_id, tree.document.text, len(tree.words)) == ("one", "Go", 1)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("1\tGo\tgo", "3 columns, not 10"),
        ("1\tGo\tgo\tVERB\tVB\t_\t7\troot\t_\t_", "head '7' is no word"),
        ("1-x\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_", "'1-x' numbers no token"),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text(f"# sent_id = 1\n{line}\n", encoding="utf-8")
    found, conversion = trees(path)
    assert found == []
    assert f"bad.conllu:2: {fault}" in conversion.failures[0]


def test_as_a_format_gives_texts_alone(file: Path, tmp_path: Path) -> None:
    assert registry.of_source(file).name == "conllu"
    done = convert(file, tmp_path / "records", target_format="onrecord")
    assert done.counts == {"documents": 2}
    assert done.losses == {"words with their trees": 9}
