"""From paths to the files that hold documents."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest.sources import Source, listed, sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.TXT",
        "a.json",
        "c.jsonl",
        "d.jsonl.gz",
        "page.html",
        "picture.png",
        ".hidden.txt",
        "sub/e.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "f.txt").write_bytes(b"")
    return tmp_path


def names(found: Iterable[Source], folder: Path) -> list[str]:
    return [Path(source.path).relative_to(folder).as_posix() for source in found]


def test_a_folder_is_searched_through_in_order(folder: Path) -> None:
    found = list(sources([folder]))
    assert names(found, folder) == ["a.TXT", "b.txt", "c.jsonl", "d.jsonl.gz", "page.html", "sub/e.txt"]
    assert [s.format for s in found] == ["text", "text", "jsonl", "jsonl", "html", "text"]


def test_files_come_in_the_order_given(folder: Path) -> None:
    assert names(sources([folder / "c.jsonl", str(folder / "a.TXT")]), folder) == ["c.jsonl", "a.TXT"]
    assert list(sources(["-"])) == [Source("-", "stdin")]


def test_the_folder_of_the_output_is_left_out(folder: Path) -> None:
    assert names(sources([folder], skip=folder / "sub"), folder)[-1] == "page.html"
    assert names(sources([folder / "sub"], skip=folder / "sub"), folder) == ["sub/e.txt"]


def test_a_run_folder_means_its_documents(tmp_path: Path) -> None:
    for name in ("documents", "claims", "quarantine", "provenance", "documents-00000", "claims-00000"):
        (tmp_path / f"{name}.jsonl").write_bytes(b"")
    (tmp_path / "manifest.json").write_bytes(b"")
    assert names(sources([tmp_path]), tmp_path) == ["documents-00000.jsonl", "documents.jsonl"]


def test_patterns_are_filled_in_sorted_order(folder: Path) -> None:
    assert names(sources([f"{folder}/**/*.txt"]), folder) == ["b.txt", "sub/e.txt"]
    assert names(sources([f"{folder}/*"]), folder) == [
        "a.TXT", "b.txt", "c.jsonl", "d.jsonl.gz", "page.html", "sub/e.txt"
    ]  # fmt: skip
    (folder / "odd[1].txt").write_bytes(b"")
    assert names(sources([folder / "odd[1].txt"]), folder) == ["odd[1].txt"], "a file's own name is no pattern"
    with pytest.raises(InputError, match="no file matches"):
        sources([f"{folder}/*.docx"])


def test_a_format_that_is_named_holds_for_files_of_any_name(folder: Path) -> None:
    assert list(sources([folder / "picture.png"], format="text")) == [Source(f"{folder}/picture.png", "text")]
    with pytest.raises(InputError, match="no format 'word'; there are text, markdown"):
        sources([folder], format="word")


def test_a_file_may_list_paths(folder: Path) -> None:
    (folder / "list").write_text(f"{folder}/b.txt\n\n{folder}/sub\r\n")
    assert names(sources(listed(str(folder / "list"))), folder) == ["b.txt", "sub/e.txt"]
    with pytest.raises(InputError, match="cannot be read"):
        listed(str(folder / "none"))


def test_what_is_no_regular_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_bytes(b"")
    assert names(sources([tmp_path]), tmp_path) == ["a.txt"]
    with pytest.raises(InputError, match="not a regular file"):
        sources([tmp_path / "pipe.txt"])


def test_what_cannot_be_used_is_named(folder: Path) -> None:
    for path, reason in (
        (folder / "nothing.txt", "no such file or folder"),
        (folder / "picture.png", "cannot read this kind of file; give .txt, "),
        (folder / ".git" / "empty", r"no \.txt, .* file in this folder"),
    ):
        if path.name == "empty":
            path.mkdir()
        with pytest.raises(InputError, match=reason):
            sources([folder / "b.txt", path])
