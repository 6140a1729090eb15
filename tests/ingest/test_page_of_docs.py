"""The commands of ``docs/ingest.md`` run as they stand there."""

from __future__ import annotations

import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from onrecord.ingest.readers import ENDINGS
from onrecord.schema import Provenance, Reading
from tests.cli.conftest import Run, run  # noqa: F401 (a fixture)
from tests.ingest.files import TEXT, archive, page, response, rows

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ingest.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
    if "onrecord ingest" in line
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT)
    (tmp_path / "pages" / "deep").mkdir(parents=True)
    (tmp_path / "pages" / "deep" / "a.html").write_text(page())
    (tmp_path / "articles.csv").write_text("id,body,text,date,outlet\n1,Bo paid.,Bo paid.,2025-03-05,Quay\n")
    (tmp_path / "known.csv").write_text("file,published\na.txt,2025-03-05\n")
    (tmp_path / "inputs.list").write_text("news\narticles.csv\n")
    rows(tmp_path / "dump.data", {"text": TEXT})
    rows(tmp_path / "dump.jsonl", {"content": {"body": TEXT}, "headline": "Ships", "link": "https://h.example/1"})
    archive(tmp_path / "crawl.warc.gz", response("https://h.example/1", page().encode()))
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_runs(command: str, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    piped, _, command = command.rpartition(" | ")
    if piped:
        data = io.BytesIO((folder / shlex.split(piped)[1]).read_bytes())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(data)))  # type: ignore[arg-type]
    if "--retry-failed" in command:
        rows(folder / "bad.jsonl", {"text": 5})
        assert run("ingest", "bad.jsonl", "-o", "outputs/documents").code == 1
        (folder / "bad.jsonl").write_text('{"text": "mended"}\n')
    done = run(*shlex.split(command, comments=True)[1:])
    assert done.code == 0, done.err


def test_the_python_example_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = PAGE.partition("```python\n")[2].partition("```")[0]
    exec(compile(code, "ingest.md", "exec"), {})
    assert capsys.readouterr().out == "1 0\n"


def test_the_page_names_all_endings_and_fields() -> None:
    named = set(re.findall(r"`(\.[a-z]+)`", PAGE))
    assert set(ENDINGS) <= named
    words = set(re.findall(r"[\w.-]+", PAGE))
    assert set(Provenance.__struct_fields__) <= words
    limit = Reading.__struct_defaults__[Reading.__struct_fields__.index("max_bytes") - len(Reading.__struct_fields__)]
    assert f"{limit // 10**6} MB" in PAGE
