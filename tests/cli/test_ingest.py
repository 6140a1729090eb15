"""``onrecord ingest``, and the options about input that ``extract`` shares with it."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import pytest

from onrecord import jsonl, records
from onrecord.cli import extract, ingest
from onrecord.schema import Document
from onrecord.validate import validate
from tests.cli.conftest import TEXT, Run
from tests.ingest.files import archive, page, response, rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    given = tmp_path / "in"
    given.mkdir()
    (given / "a.txt").write_text(TEXT)
    (given / "b.txt").write_text(TEXT)
    (given / "c.html").write_text(page())
    archive(given / "d.warc.gz", response("https://h.example/1", page([TEXT] * 3).encode()))
    return given


def documents(out: Path) -> list[Document]:
    return list(jsonl.read(out / "documents.jsonl", Document))


def test_a_folder_of_documents_is_written_and_summed_up(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("ingest", folder, "-o", tmp_path / "out", "--published", "2025-03-05")
    assert (done.code, done.out) == (0, "")
    assert [line.split()[:2] for line in done.err.splitlines()] == [
        ["documents", "4"],
        ["duplicates", "1"],
        ["written", "to"],
    ]
    assert [d.doc_id for d in documents(tmp_path / "out")][:3] == ["a", "b", "c"]


def test_what_is_set_aside_is_a_finding(run: Run, folder: Path, tmp_path: Path) -> None:
    rows(folder / "e.jsonl", {"body": "Bo paid.", "odd": 1}, {"body": 5})
    done = run("ingest", folder, "-o", tmp_path / "out", "--text-key", "body", "--dedupe", "drop")
    assert done.code == 1
    assert f"set aside  2  see {tmp_path / 'out' / 'quarantine.jsonl'}" in done.err
    assert "ignored 'odd' of 1 documents" in done.err
    assert f"onrecord ingest --retry-failed {tmp_path / 'out'} -o OTHER_FOLDER" in done.err
    again = run("ingest", "--retry-failed", tmp_path / "out", "-o", tmp_path / "again", "--dedupe", "off")
    assert again.code == 1
    assert [d.doc_id for d in documents(tmp_path / "again")] == ["b"]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["--dedupe", "maybe"], "--dedupe maybe; it is mark, drop or off"),
        (["--language", "English please"], "'English please' is no language code"),
        (["--format", "docx"], "no format 'docx'; there are text"),
        (["--published", "soon"], "published 'soon' is not an ISO 8601 date"),
        (["--metadata", "none.csv"], "none.csv: cannot be read"),
        (["--files-from", "none.list"], "none.list: cannot be read"),
    ],
)
def test_options_that_make_no_sense(run: Run, folder: Path, tmp_path: Path, options: list[str], error: str) -> None:
    done = run("ingest", folder, "-o", tmp_path / "out", *options)
    assert done.code == 2 and done.err.startswith(f"onrecord: {error}") and done.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_inputs_may_be_listed_in_a_file(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "list").write_text(f"{folder}/a.txt\n{folder}/*.html\n")
    assert run("ingest", "--files-from", tmp_path / "list", "-o", tmp_path / "out").code == 0
    assert [d.doc_id for d in documents(tmp_path / "out")] == ["a", "c"]
    assert run("ingest", "-o", tmp_path / "out").code == 2


def test_extract_reads_all_that_ingest_reads(run: Run, folder: Path, tmp_path: Path, tiny_model: str) -> None:
    rows(folder / "e.jsonl", {"body": TEXT + " Ada paid $9.", "when": "5 March 2025"})
    keys = ("--text-key", "body", "--date-key", "when", "--dedupe", "drop")
    ingested = run("ingest", folder, "-o", tmp_path / "documents", *keys)
    extracted = run("extract", folder, "-o", tmp_path / "run", "-m", tiny_model, *keys)
    assert (ingested.code, extracted.code) == (1, 1)
    assert records.read(tmp_path / "run").documents == documents(tmp_path / "documents")
    assert records.read(tmp_path / "run").documents[-1].published == "2025-03-05"
    assert validate(tmp_path / "run").failures == []
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text())
    assert manifest["options"]["reading"]["keys"] == {"text": "body", "published": "when"}
    retried = run("extract", "--retry-failed", tmp_path / "run", "-o", tmp_path / "again", "-m", tiny_model)
    assert retried.code == 0 and [d.doc_id for d in records.read(tmp_path / "again").documents] == ["b"]


def test_both_commands_have_the_same_options_about_input() -> None:
    one, other = (inspect.signature(module.command).parameters for module in (ingest, extract))
    assert set(one) <= set(other)
    assert {name: one[name].annotation for name in one if name != "out"} == {
        name: other[name].annotation for name in one if name != "out"
    }
    different = {name for name in one if name != "out" and one[name].default != other[name].default}
    assert different == {"dedupe"}
