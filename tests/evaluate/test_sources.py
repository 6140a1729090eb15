"""Folders, files and records as input, and what is said about those that do not fit."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

import onrecord
from onrecord import jsonl, records
from onrecord.errors import InputError
from onrecord.evaluate import evaluate
from onrecord.evaluate.sources import Side
from onrecord.records import Records
from tests.evaluate.build import claim, document

DOCUMENTS = [document(name) for name in "abc"]
CLAIMS = [claim("date", at, at + 4, doc_id=name, id=f"{name}{at}") for name in "abc" for at in (0, 10)]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    records.write(tmp_path / "gold", Records(DOCUMENTS, CLAIMS))
    return tmp_path / "gold"


@pytest.fixture
def pred(tmp_path: Path) -> Path:
    records.write(tmp_path / "pred", Records(DOCUMENTS, CLAIMS[1:]))
    return tmp_path / "pred"


def packed(folder: Path) -> Path:
    out = folder.with_name(folder.name + "-packed")
    out.mkdir()
    found = records.read(folder)
    jsonl.write(out / "documents.jsonl.gz", found.documents)
    jsonl.write(out / "claims.jsonl.gz", found.claims)
    return out


def test_folder_file_gzip_and_records_are_the_same(gold: Path, pred: Path) -> None:
    wanted = evaluate(gold, pred, resamples=10).to_dict()
    shutil.copy(pred / "claims.jsonl", pred / "mine.jsonl")
    for one, other in (
        (str(gold), pred / "claims.jsonl"),
        (gold / "claims.jsonl", pred / "mine.jsonl"),
        (packed(gold), packed(pred)),
        (records.read(gold), records.read(pred)),
    ):
        assert evaluate(one, other, resamples=10).to_dict() == wanted


def test_it_is_called_as_the_package_says(gold: Path, pred: Path) -> None:
    assert onrecord.evaluate(gold, pred, resamples=0)["date.spans.exact"].right == 5
    frame = onrecord.evaluate(gold, pred, resamples=10).to_frame()
    assert frame.loc["date.spans.exact", ["gold", "pred", "right"]].tolist() == [6, 5, 5]


def test_claims_in_any_order_reach_their_documents() -> None:
    mixed = Side(Records(DOCUMENTS, CLAIMS[::2] + CLAIMS[1::2]))
    mixed.only({"a", "c"})
    assert [c.id for c in mixed.claims("c")] == ["c0", "c10"]
    assert [c.id for c in mixed.claims("a")] == ["a0", "a10"]
    mixed.finish()


def test_documents_that_are_on_one_side_only() -> None:
    some = Records(DOCUMENTS[:2], CLAIMS[:4])
    less = evaluate(Records(DOCUMENTS, CLAIMS), some, resamples=0)
    assert less.warnings == ["records lacks 1 of 3 documents, whose claims count as missed"]
    assert less["date.spans.exact"][1:4] == (6, 4, 4)
    more = evaluate(some, Records(DOCUMENTS, CLAIMS), resamples=0)
    assert more.warnings == ["records has 1 documents that records lacks; they are ignored"]
    assert more["date.spans.exact"][1:4] == (4, 4, 4)


def fails(one: object, two: object, **options: object) -> str:
    with pytest.raises(InputError) as caught:
        evaluate(one, two, resamples=0, **options)  # type: ignore[arg-type]
    assert caught.value.hint, "say what to try"
    return str(caught.value)


def test_no_document_in_common(gold: Path) -> None:
    message = fails(gold, Records([document("x")], []))
    assert "no document of" in message and "there: x; wanted: a, b, c" in message


def test_another_text_under_the_same_name(gold: Path) -> None:
    other = [document("a", "another text"), *DOCUMENTS[1:]]
    assert "document 'a' has another text" in fails(gold, Records(other, []))


def test_an_altered_text(gold: Path) -> None:
    altered = msgspec.structs.replace(DOCUMENTS[0], text="changed")
    assert "document 1: the text of 'a' was altered" in fails(gold, Records([altered], []))


def test_a_document_twice(gold: Path) -> None:
    assert "document 2: doc_id 'a' again" in fails(gold, Records([DOCUMENTS[0]] * 2, []))


def test_empty_files(gold: Path, tmp_path: Path) -> None:
    records.write(tmp_path / "empty", Records([], []))
    assert f"{tmp_path / 'empty'}: no document there" in fails(tmp_path / "empty", gold)
    assert "no document of" in fails(gold, tmp_path / "empty")


def test_a_line_that_is_no_claim_is_named(gold: Path, pred: Path) -> None:
    file = pred / "claims.jsonl"
    lines = file.read_text().splitlines()
    for line, fault in (
        ("{", "not JSON"),
        ('{"kind": "date"}', "missing required field `doc_id`"),
        ('{"kind": "date", "doc_id": "a"}', "missing required field"),
        ('{"kind": "dream", "doc_id": "a"}', "Invalid value 'dream'"),
        (lines[0].replace('"doc_id":"a"', '"doc_id":"z"'), "document 'z' is not among the documents"),
        (lines[0].replace('"start":10', '"start":11'), "offsets count Unicode code points"),
    ):
        file.write_text("\n".join([*lines, line]) + "\n")
        message = fails(gold, pred)
        assert f"{file}:6: " in message and fault in message, message


def test_a_fault_in_a_document_that_is_ignored_is_named_too(pred: Path) -> None:
    file = pred / "claims.jsonl"
    file.write_text(file.read_text() + '{"kind": "date", "doc_id": "c"}\n')
    assert f"{file}:6: " in fails(Records(DOCUMENTS[:1], CLAIMS[:2]), pred)


def test_paths_that_are_not_there(gold: Path, tmp_path: Path) -> None:
    assert "there is no such file or folder" in fails(gold, tmp_path / "nowhere")
    assert "no documents.jsonl or documents.jsonl.gz there" in fails(gold, tmp_path)
    (tmp_path / "alone.jsonl").write_text("")
    assert "beside it" in fails(gold, tmp_path / "alone.jsonl")


def test_arguments_that_do_not_fit(gold: Path) -> None:
    assert "unknown kind 'dream'" in fails(gold, gold, kinds=["dream"])
    assert "no kind named" in fails(gold, gold, kinds=[])
    assert "cannot break down by 'weather'" in fails(gold, gold, by=["weather"])
    assert "three are given" in fails(gold, gold, other=gold, agreement=True)
