"""Words, tags, heads and sentences of one document."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.benchmark import ud
from onrecord.benchmark.alignment import aligned
from onrecord.benchmark.ud import Parse
from onrecord.formats import Conversion, conllu
from onrecord.formats.conllu import Tree, Word

ROWS = """1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
1\tca\tcan\tAUX\tMD\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tpay\tpay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tFares\tfare\tNOUN\tNNS\t_\t2\tnsubj:pass\t_\t_
2\trose\trise\tVERB\tVBD\t_\t0\troot\t_\t_
"""
TEXT = "can't pay. Fares rose"


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    (tmp_path / "one.conllu").write_text(ROWS, encoding="utf-8")
    [found] = conllu.trees(tmp_path, Conversion())
    assert found.document.text == TEXT
    return found


def word(form: str, start: int, upos: str = "X", xpos: str = "X", head: int = -1, deprel: str = "root") -> Word:
    return Word(start, start + len(form), form, upos, xpos, head, deprel, False)


def right() -> list[Word]:
    return [
        word("ca", 0, "AUX", "MD", 2, "aux"),
        word("n't", 2, "PART", "RB", 2, "advmod"),
        word("pay", 6, "VERB", "VB"),
        word(".", 9, "PUNCT", ".", 2, "punct"),
        word("Fares", 11, "NOUN", "NNS", 5, "nsubj"),
        word("rose", 17, "VERB", "VBD"),
    ]


def test_everything_right_subtypes_left_out(tree: Tree) -> None:
    found = ud.compare(tree, Parse(right(), [(0, 10), (11, 21)]))
    assert all(counts == (6, 6, 6) for key, counts in found.items() if key != "sentences")
    assert found["sentences"] == (2, 2, 2)


def test_wrong_heads_labels_tags_and_sentences(tree: Tree) -> None:
    words = right()
    words[3] = word(".", 9, "PUNCT", ":", 1, "punct")
    words[4] = word("Fares", 11, "PROPN", "NNS", 5, "obj")
    words[5] = word("rose", 17, "VERB", "VBD", 2, "conj")
    found = ud.compare(tree, Parse(words, [(0, 21)]))
    assert found["sentences"] == (0, 2, 1)
    assert (found["upos"], found["xpos"]) == ((5, 6, 6), (5, 6, 6))
    # The full stop hangs elsewhere, and the second root is none.
    assert (found["uas"], found["las"]) == ((4, 6, 6), (3, 6, 6))


def test_other_tokens_cost_words_and_whatever_hangs_from_them(tree: Tree) -> None:
    words = [word("can't", 0, "AUX", "MD", 1, "aux"), word("pay.", 6, "VERB", "VB"), *right()[4:]]
    words[2:] = [word("Fares", 11, "NOUN", "NNS", 3, "nsubj"), word("rose", 17, "VERB", "VBD")]
    found = ud.compare(tree, Parse(words, [(0, 10), (11, 21)]))
    assert found["words"] == (2, 6, 4)
    assert found["sentences"] == (2, 2, 2)
    assert found["las"] == (2, 6, 4)


@pytest.mark.parametrize(
    ("forms", "pairs"),
    [
        (["ca", "n't"], {0: 0, 1: 1, 2: 2}),
        (["can", "'t"], {2: 2}),
        (["can't"], {2: 1}),
        (["c", "a", "n't"], {1: 2, 2: 3}),
    ],
)
def test_contractions_align_by_form(tree: Tree, forms: list[str], pairs: dict[int, int]) -> None:
    system, at = [], 0
    for form in forms:
        system.append(word(form, at))
        at += len(form)
    assert aligned(tree.words[:3], [*system, word("pay", 6)]) == pairs


def test_parse_of_a_doc(shipped_or_tiny: Parse) -> None:
    assert [w.form for w in shipped_or_tiny.words] == ["Ada", "said", "Norvik", "will", "pay", "."]
    assert sum(w.head == ud.ROOT for w in shipped_or_tiny.words) == len(shipped_or_tiny.sentences)
    assert all(w.deprel == "root" for w in shipped_or_tiny.words if w.head == ud.ROOT)


@pytest.fixture
def shipped_or_tiny(tiny_nlp: object) -> Parse:
    return ud.parse_of(tiny_nlp("\n\nAda said Norvik will pay. \n"))  # type: ignore[operator]
