"""The commands of ``docs/runs.md`` run as they stand there, with a smaller model."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord import records
from onrecord.batch import grouping, outcomes, parts, shards, workers
from onrecord.batch import run as runs
from onrecord.batch.stream import TIME_LIMIT
from tests.cli.conftest import TEXT, Run, run  # noqa: F401 (a fixture)
from tests.ingest.files import page, rows

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "runs.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if "onrecord " in line]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text(page())
    (tmp_path / "articles.csv").write_text("text,published\nBo paid $5.,2025-03-05\n")
    rows(tmp_path / "articles.jsonl", {"text": TEXT})
    return tmp_path


def test_the_commands_run(
    folder: Path,
    run: Run,  # noqa: F811
    tiny_model: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert len(COMMANDS) > 8
    for command in COMMANDS:
        piped, _, command = command.rpartition(" | ")
        if piped:
            data = io.BytesIO((folder / shlex.split(piped)[1]).read_bytes())
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(data)))  # type: ignore[arg-type]
        if "--retry-failed" in command:
            rows(folder / "bad.jsonl", {"text": 5})
            assert run("extract", "bad.jsonl", "-o", "outputs/run", "-m", tiny_model).code == 1
            rows(folder / "bad.jsonl", {"text": TEXT})
        if "--resume" in command:
            # Of the run that it goes on with there may be nothing yet, but no other that is complete.
            shutil.rmtree(folder / "outputs")
        more = ["-m", tiny_model] if "extract" in command else []
        done = run(*shlex.split(command, comments=True)[1:], *more)
        assert done.code == 0, (command, done.err)


def test_the_python_example_runs(
    folder: Path, tiny_nlp: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runs, "load", lambda model: tiny_nlp)
    code = PAGE.partition("```python\n")[2].partition("```")[0]
    exec(compile(code, "runs.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 0" and "money $5" in lines


def test_the_page_names_files_and_limits() -> None:
    for name in (*parts.NAMES, shards.TIMINGS, "manifest.json", records.shard_name(records.CLAIMS, 1)):
        assert f"`{name}`" in PAGE
    assert f"{shards.SIZE:,}" in PAGE and f"{TIME_LIMIT:g} seconds" in PAGE
    assert f"{workers.RECYCLED_AFTER} parts" in PAGE
    limit = f"{outcomes.SIZE} documents, {grouping.MOST_CHARACTERS:,} characters, {grouping.MOST_ITEMS:,} items"
    assert limit in PAGE
