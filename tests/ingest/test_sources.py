"""From paths to the files that hold documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ingest.sources import Source, sources
from onrecord.errors import InputError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.TXT",
        "a.json",
        "c.jsonl",
        "d.jsonl.gz",
        "page.html",
        ".hidden.txt",
        "sub/e.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "f.txt").write_bytes(b"")
    return tmp_path


def names(found: list[Source], folder: Path) -> list[str]:
    return [Path(source.path).relative_to(folder).as_posix() for source in found]


def test_a_folder_is_searched_through_in_order(folder: Path) -> None:
    found = sources([folder])
    assert names(found, folder) == ["a.TXT", "b.txt", "c.jsonl", "d.jsonl.gz", "sub/e.txt"]
    assert [s.format for s in found] == ["text", "text", "rows", "rows", "text"]


def test_files_come_in_the_order_given(folder: Path) -> None:
    assert names(sources([folder / "c.jsonl", str(folder / "a.TXT")]), folder) == ["c.jsonl", "a.TXT"]
    assert sources(["-"]) == [Source("-", "stdin")]


def test_the_folder_of_the_output_is_left_out(folder: Path) -> None:
    assert names(sources([folder], skip=folder / "sub"), folder)[-1] == "d.jsonl.gz"
    assert names(sources([folder / "sub"], skip=folder / "sub"), folder) == ["sub/e.txt"]


def test_a_run_folder_means_its_documents(tmp_path: Path) -> None:
    for name in ("documents.jsonl", "claims.jsonl", "quarantine.jsonl", "manifest.json", "timings.json"):
        (tmp_path / name).write_bytes(b"")
    assert names(sources([tmp_path]), tmp_path) == ["documents.jsonl"]


def test_what_cannot_be_used_is_named(folder: Path) -> None:
    for path, reason in (
        (folder / "nothing.txt", "no such file or folder"),
        (folder / "page.html", "cannot read this kind of file; give .txt or .jsonl or .jsonl.gz"),
        (folder / ".git" / "empty", "no .txt or .jsonl or .jsonl.gz file in this folder"),
    ):
        if path.name == "empty":
            path.mkdir()
        with pytest.raises(InputError, match=reason):
            sources([folder / "b.txt", path])
