"""Loading a data set as the page shows it, where the library is installed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "datasets.md"


def code(library: str) -> str:
    """Return the block of the page that loads with a library."""
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    (block,) = [b for b in blocks if f"import {library}" in b or f"from {library}" in b]
    return str(block)


@pytest.fixture(autouse=True)
def _beside(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the page stands: beside a data set called ``ferries``."""
    (tmp_path / "ferries").symlink_to(built / "set")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.mark.parametrize("library", ["pandas", "duckdb", "datasets"])
def test_the_page_shows_what_works(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip(library)
    exec(compile(code(library), str(PAGE), "exec"), {})
    assert "Ada Marsh" in capsys.readouterr().out
