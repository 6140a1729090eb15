"""Runs into storage behind fsspec."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord import batch
from onrecord.batch.storage import Folder, Storage, storage
from onrecord.errors import InputError

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'onrecord[ray]'")

TEXT = "Ada said Norvik will pay $5 in Bergen."


@pytest.fixture
def memory() -> Iterator[Any]:
    files = fsspec.filesystem("memory")
    yield files
    for path in files.ls("/", detail=False):
        files.rm(path, recursive=True)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps({"text": f"{TEXT} Ada paid ${n}."}) for n in range(40)))
    return path


@pytest.fixture(params=["memory", "file", "folder"])
def place(request: pytest.FixtureRequest, tmp_path: Path, memory: Any) -> Storage:
    urls = {"memory": "memory://bucket/run", "file": (tmp_path / "run").as_uri(), "folder": str(tmp_path / "run")}
    return storage(urls[request.param])


def test_storage_is_the_same_everywhere(place: Storage) -> None:
    assert place.names() == []
    assert place.read("a") is None
    assert place.lines("deep/log") == []
    with place.held():
        place.write("a", b"one")
        place.write("deep/b", b"two")
        place.append("deep/log", b"1\n")
        place.append("deep/log", b"2\n")
        assert place.lines("deep/log") == [b"1", b"2"]
        place.move("deep/b", "b")
        place.move("nothing", "c")
        assert [name for name in place.names() if not name.startswith(".")] == ["a", "b"]
        place.write("a", b"three")
        assert (place.read("a"), place.read("b"), place.read("deep/b")) == (b"three", b"two", None)
        place.remove("deep")
        place.remove("deep")
        place.append("deep/log", b"anew\n")
        assert place.lines("deep/log") == [b"anew"]
        place.remove("a")
        assert place.read("a") is None


def test_a_log_goes_on_for_whoever_opens_it_next(memory: Any) -> None:
    for number in range(3):
        storage("memory://bucket/run").append("log", b"%d\n" % number)
    assert storage("memory://bucket/run").lines("log") == [b"0", b"1", b"2"]


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_a_run_leaves_the_bytes_it_leaves_in_a_folder(
    kind: str, rows: Path, tmp_path: Path, memory: Any, tiny_model: str
) -> None:
    batch.extract_run([rows], tmp_path / "plain", model=tiny_model)
    url = "memory://bucket/run" if kind == "memory" else (tmp_path / "run").as_uri()
    batch.extract_run([rows], url, model=tiny_model)
    place, plain = storage(url), Folder(tmp_path / "plain")
    assert place.names() == plain.names()
    for name in plain.names():
        if name != "timings.json":
            assert place.read(name) == plain.read(name)
    assert place.lines(".unfinished/journal.jsonl") == []


def test_an_interrupted_run_goes_on(rows: Path, memory: Any, tiny_model: str, tmp_path: Path) -> None:
    url = "memory://bucket/run"

    def stop(step: batch.Step) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.extract_run([rows], url, model=tiny_model, progress=stop)
    with pytest.raises(InputError, match="--resume"):
        batch.extract_run([rows], url, model=tiny_model)
    summary = batch.extract_run([rows], url, model=tiny_model, resume=True)
    batch.extract_run([rows], tmp_path / "plain", model=tiny_model)
    assert summary.timings.resumed == 32
    assert storage(url).read("claims.jsonl") == Folder(tmp_path / "plain").read("claims.jsonl")


def test_storage_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, memory: Any) -> None:
    with pytest.raises(InputError, match="give a path, or a URL that fsspec knows"):
        storage("nowhere://bucket/run")
    place = storage("memory://bucket/run")

    def refuse(*args: object, **more: object) -> None:
        raise RuntimeError("no rights")

    monkeypatch.setattr(type(memory), "pipe_file", refuse)
    with pytest.raises(InputError, match=r"memory://bucket/run/a: cannot be used \(RuntimeError: no rights\)"):
        place.write("a", b"one")
