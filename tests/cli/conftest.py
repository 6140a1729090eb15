"""Running the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from onrecord.cli import main

TEXT = "Ada said Norvik will pay $5 in Bergen. Norvik promised to build ships."


class Done(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``onrecord`` with some arguments, on a terminal of fixed width."""
    monkeypatch.setenv("COLUMNS", "200")

    def command(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        assert isinstance(code, int)
        return Done(code, *capsys.readouterr())

    return command
