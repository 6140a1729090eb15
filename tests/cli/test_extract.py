"""``onrecord extract``."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import records
from onrecord.schema import Claim
from onrecord.validate import validate
from tests.cli.conftest import TEXT, Run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    return path


def test_a_run_is_written_and_summed_up_on_standard_error(
    run: Run, article: Path, tmp_path: Path, tiny_model: str
) -> None:
    out = tmp_path / "run"
    done = run("extract", article, "-o", out, "-m", tiny_model, "--published", "2025-03-05")
    assert (done.code, done.out) == (0, "")
    lines = [line.split() for line in done.err.splitlines()]
    money = sum(c.kind == "money" for c in records.read(out).claims)
    assert ["documents", "1"] in [line[:2] for line in lines]
    assert ["money", str(money)] in lines and "words/s" in done.err
    assert validate(out).failures == []
    assert records.read(out).documents[0].published == "2025-03-05"


def test_documents_set_aside_are_findings(run: Run, article: Path, tmp_path: Path, tiny_model: str) -> None:
    (tmp_path / "bad.jsonl").write_text('{"title": "no text"}\n{"text": "Ada paid $5.", "author": "Bo"}\n')
    out = tmp_path / "run"
    done = run("extract", article, tmp_path / "bad.jsonl", article, "-o", out, "-m", tiny_model)
    assert done.code == 1
    assert f"see {out / 'quarantine.jsonl'}" in done.err
    assert "1 documents renamed" in done.err and "ignored 'author' of 1 documents" in done.err


def test_claims_go_to_standard_output(
    run: Run, article: Path, tmp_path: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("extract", article, "-o", "run", "-m", tiny_model)
    before = sorted(tmp_path.iterdir())
    done = run("extract", article, "-o", "-", "-m", tiny_model)
    assert (done.code, done.err) == (0, "")
    assert done.out == Path("run", "claims.jsonl").read_text(encoding="utf-8")
    assert sorted(tmp_path.iterdir()) == before


def test_kinds_and_rows_from_standard_input(run: Run, tiny_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps({"text": TEXT, "doc_id": "a"}).encode() + b"\n{broken\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]
    done = run("extract", "-", "-o", "-", "-m", tiny_model, "--kinds", " money,,")
    assert done.code == 1
    assert {(c["kind"], c["doc_id"]) for c in map(json.loads, done.out.splitlines())} == {("money", "a")}
    assert done.err.startswith("onrecord: -:2: not JSON") and done.err.count("\n") == 1


def test_nothing_is_drawn_where_there_is_no_terminal(run: Run, article: Path, tmp_path: Path, tiny_model: str) -> None:
    done = run("extract", article, "-o", tmp_path / "run", "-m", tiny_model, "-j", "1")
    assert "\x1b" not in done.err and "\r" not in done.err


def test_a_reader_that_goes_away_is_no_error(article: Path, tmp_path: Path, tiny_model: str) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps({"text": TEXT}) + "\n" for _ in range(2000)))
    command = [sys.executable, "-m", "onrecord", "extract", str(many), "-o", "-", "-m", tiny_model]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()


def test_claims_are_records(run: Run, article: Path, tiny_model: str) -> None:
    from onrecord import jsonl

    done = run("extract", article, "-o", "-", "-m", tiny_model)
    assert all(jsonl.loads(line, Claim).doc_id == "article" for line in done.out.splitlines())


def test_engines(run: Run, article: Path, tmp_path: Path, tiny_model: str) -> None:
    done = run("extract", article, "-o", "-", "-m", tiny_model, "--engine", "ray")
    assert (done.code, done.out) == (2, "")
    assert "--engine ray writes a run" in done.err
    done = run("extract", article, "-o", tmp_path / "run", "-m", tiny_model, "--engine", "spark")
    assert done.code == 2
    assert "choose one of local, ray" in done.err
    done = run("extract", article, "-o", tmp_path / "run", "-m", tiny_model, "--ray-address", "auto")
    assert done.code == 2
    assert "add --engine ray" in done.err
