"""The commands and examples of ``docs/answers.md`` run as they stand there, and the page names all there is."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import get_args

import pytest

from onrecord.aggregate.columns import TABLES
from onrecord.aggregate.exports import tables
from onrecord.aggregate.exports.datasette import VIEWS, metadata
from onrecord.aggregate.history import What
from onrecord.aggregate.recipes import RECIPES
from tests.cli.conftest import Run, run  # noqa: F401 (a fixture)

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("onrecord ")
]
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
WORDS = set(re.findall(r"[\w.-]+", PAGE))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "outputs" / "sample", tmp_path / "outputs" / "sample")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_runs(command: str, folder: Path, run: Run) -> None:  # noqa: F811
    done = run(*shlex.split(command, comments=True)[1:])
    assert done.code == 0, done.err


def test_the_python_examples_run(folder: Path) -> None:
    exec(compile("\n".join(EXAMPLES), "answers.md", "exec"), {})


def test_the_page_names_recipes_tables_events_views_and_queries() -> None:
    queries = metadata("answers")["databases"]["answers"]["queries"]
    wanted = {*RECIPES, *TABLES, *tables.TABLES, *get_args(What), *VIEWS, *queries}
    assert wanted - WORDS == set()


def test_the_page_has_real_output() -> None:
    assert "raised €400 million → €500 million" in PAGE, "run `make readme`"
