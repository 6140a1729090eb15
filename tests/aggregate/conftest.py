"""Runs to ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aggregate.build import write_run

MakeRun = Callable[[str], Path]


@pytest.fixture
def make_run(tmp_path: Path) -> MakeRun:
    """Write articles in marks as a run of their own."""
    made: list[Path] = []

    def make(marked: str) -> Path:
        made.append(write_run(tmp_path / f"run{len(made)}", marked))
        return made[-1]

    return make
