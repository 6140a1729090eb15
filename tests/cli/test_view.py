"""``onrecord view``."""

from __future__ import annotations

from pathlib import Path

from onrecord.records import write
from tests.cli.conftest import Run
from tests.view.build import ferries


def test_a_run_becomes_a_page(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "run", ferries())
    done = run("view", tmp_path / "run", "-o", tmp_path / "page.html", "--title", "Ferries & fares")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"{tmp_path / 'page.html'}: 1 documents, 11 claims, 0.1 MB\n"
    assert '<h1 id="title" dir="auto">Ferries &amp; fares</h1>' in (tmp_path / "page.html").read_text("utf-8")


def test_what_is_no_run_is_an_error_of_usage(run: Run, tmp_path: Path) -> None:
    done = run("view", tmp_path, "-o", tmp_path / "page.html")
    assert done.code == 2 and "no documents.jsonl" in done.err and not (tmp_path / "page.html").exists()
