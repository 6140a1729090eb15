"""Exit codes, one-line errors, and the options all commands share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import PipelineError, SchemaError
from tests.cli.conftest import Run

COMMANDS = ["extract", "show", "explain", "validate", "info"]


def test_help_lists_the_commands_and_exit_codes(run: Run) -> None:
    for arguments in (["--help"], ["-h"]):
        done = run(*arguments)
        assert done.code == 0 and all(command in done.out for command in COMMANDS)
        assert "130 interrupted" in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert (done.code, done.err) == (0, "") and "Usage: onrecord" in done.out


def test_help_imports_no_spacy() -> None:
    code = (
        "import sys; sys.argv = ['onrecord', 'extract', '--help']\n"
        "from onrecord.cli import main\n"
        "try: main()\n"
        "finally: assert 'spacy' not in sys.modules and 'onnxruntime' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("onrecord ")
    done = subprocess.run([sys.executable, "-m", "onrecord", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("onrecord ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["guess"],
        ["extract"],
        ["extract", "a.txt"],
        ["extract", "nothing.txt", "-o", "run"],
        ["extract", "-", "-o", "run", "-j", "0"],
        ["extract", "-", "-o", "-", "--kinds", "rumour"],
        ["extract", "-", "-o", "-", "--published", "soon"],
        ["validate", "nothing"],
        ["show", "nothing.txt"],
        ["explain"],
    ],
)
def test_wrong_usage_and_input_exit_with_2(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err and done.err


def test_an_input_error_is_one_line(run: Run) -> None:
    assert run("validate", "nothing").err == (
        "onrecord: nothing: no documents.jsonl or documents.jsonl.gz there; give the folder of a run, or of gold\n"
    )


def test_a_model_that_is_missing_exits_with_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ada paid.")
    for arguments in (
        ["extract", tmp_path / "a.txt", "-o", tmp_path / "run", "-m", "no_such_model"],
        ["explain", "Ada paid.", "-m", "no_such_model"],
        ["info", "-m", "no_such_model"],
    ):
        done = run(*arguments)
        assert done.code == 3
        assert done.err == (
            "onrecord: model 'no_such_model' is not installed; run python -m spacy download no_such_model, "
            "or name another model or its folder\n"
        )


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (SchemaError("two\nlines"), 1, "onrecord: two lines"),
        (PipelineError("a", "b"), 3, "onrecord: a; b"),
        (OSError(28, "No space left on device", "run"), 2, "onrecord: run: No space left on device"),
        (ZeroDivisionError("x"), 3, "onrecord: ZeroDivisionError: x; this is a bug, --debug shows where"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_every_error_is_one_line_unless_debugging(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, line: str
) -> None:
    def fail(folder: str) -> None:
        raise error

    monkeypatch.setattr("onrecord.validate.validate", fail)
    done = run("validate", "x")
    assert (done.code, done.err.strip()) == (code, line)
    if isinstance(error, Exception):
        with pytest.raises(type(error)):
            run("--debug", "validate", "x")
