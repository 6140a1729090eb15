"""Every moment of a run at which the machine may stop or the disk refuse to write."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from onrecord import batch
from onrecord.batch import parts, run
from onrecord.batch.journal import JOURNAL, UNFINISHED
from onrecord.batch.lock import LOCK, locked
from onrecord.batch.outcomes import SIZE, Outcome
from onrecord.errors import InputError
from onrecord.schema import Document, Model
from onrecord.validate import validate
from tests.faults.killing import contents

SHARD = 40
# What a run does to a disk; all of it goes through these.
_CALLS = ("replace", "fsync", "unlink", "rmdir", "truncate")
KILLED = 9


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Three parts, which make two shards."""
    lines = [json.dumps({"text": f"Ada paid ${n}.", "doc_id": f"d{n}"}) for n in range(SIZE * 2 + 5)]
    lines.insert(9, "{not json")
    (tmp_path / "rows.jsonl").write_text("\n".join(lines))
    return tmp_path / "rows.jsonl"


@pytest.fixture(autouse=True)
def _no_pipeline(monkeypatch: pytest.MonkeyPatch, tiny_nlp: Language) -> None:
    """The files are what matters here, not what is in them."""

    def nothing(nlp: Language, documents: Sequence[Document], work: object) -> list[Outcome]:
        return [Outcome([]) for _ in documents]

    monkeypatch.setattr(parts, "process", nothing)
    monkeypatch.setattr(run, "load", lambda model: tiny_nlp)
    monkeypatch.setattr(run, "describe", lambda nlp: Model(name="x", version="1", components=[], fingerprint="f"))


@contextmanager
def at(number: int, act: Callable[[], None]) -> Iterator[list[str]]:
    """Act before the call of that number, of those that change what is on the disk; yield their names."""
    seen: list[str] = []
    with pytest.MonkeyPatch.context() as patch:

        def watched(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
            def instead(*arguments: Any, **named: Any) -> Any:
                seen.append(name)
                if len(seen) == number:
                    act()
                return call(*arguments, **named)

            return instead

        for name in _CALLS:
            patch.setattr(os, name, watched(name, getattr(os, name)))
        yield seen


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def extract(rows: Path, out: Path, **more: Any) -> None:
    batch.extract_run([rows], out, shard_size=SHARD, **more)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_run_killed_before_any_change_of_the_disk_is_made_good(rows: Path, tmp_path: Path) -> None:
    with at(0, full) as calls:
        extract(rows, tmp_path / "whole")
    whole = contents(tmp_path / "whole")
    assert len(whole) == 3 * 2 + 2 and len(calls) > 60
    for number in range(1, len(calls) + 1):
        out = tmp_path / f"{number}"
        if (child := os.fork()) == 0:
            with at(number, lambda: os._exit(KILLED)):
                extract(rows, out)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
        extract(rows, out, resume=True)
        assert contents(out) == whole, (number, calls[number - 1])
        left = {p.name for p in out.iterdir()} - {p.name for p in (tmp_path / "whole").iterdir()}
        # Killed while it was cleared up, a run is complete; the next one there sweeps the rest away.
        assert left <= {UNFINISHED} and not (out / JOURNAL).exists()
        if left:
            extract(rows, out)
            assert not (out / UNFINISHED).exists()


def test_a_disk_that_is_full_at_any_moment_costs_no_more_than_that_part(rows: Path, tmp_path: Path) -> None:
    with at(0, full) as calls:
        extract(rows, tmp_path / "whole")
    whole, refused = contents(tmp_path / "whole"), 0
    for number in range(1, len(calls) + 1, 2):
        out = tmp_path / f"{number}"
        try:
            with at(number, full):
                extract(rows, out)
        except InputError as error:
            refused += 1
            assert "No space left on device" in error.reason and "--resume" in error.hint
            assert not (out / LOCK).exists()
            extract(rows, out, resume=True)
        assert contents(out) == whole, (number, calls[number - 1])
    assert refused > 20


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Mount a file system of its own on a folder, where this process may."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip("may not mount")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(os.name != "posix", reason="mounts")
def test_a_run_goes_on_once_there_is_room(rows: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "-o", "size=48k"):
        with pytest.raises(InputError, match="cannot be written .No space left on device.; make room"):
            extract(rows, disk / "run")
        subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
        extract(rows, disk / "run", resume=True)
        assert validate(disk / "run").failures == []
        extract(rows, tmp_path / "whole")
        assert contents(disk / "run") == contents(tmp_path / "whole")


def test_a_folder_that_cannot_be_written_to_is_named(rows: Path, tmp_path: Path) -> None:
    if os.name == "posix" and os.geteuid() != 0:
        out = tmp_path / "run"
        out.mkdir(mode=0o500)
        with pytest.raises(InputError, match=r"run: cannot be written \(Permission denied\); choose another place"):
            extract(rows, out)
        with pytest.raises(InputError, match="cannot be made"):
            extract(rows, out / "deeper")
        return
    with mounted(tmp_path / "disk", "-o", "ro"):
        with pytest.raises(InputError, match=r"disk: cannot be written \(Read-only file system\); choose another"):
            extract(rows, tmp_path / "disk")
        with pytest.raises(InputError, match="cannot be made"):
            extract(rows, tmp_path / "disk" / "deeper")


def test_a_lock_that_was_left_behind_keeps_nobody_out(rows: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    out.mkdir()
    (out / LOCK).touch()
    extract(rows, out)
    assert not (out / LOCK).exists()


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be removed")
def test_a_lock_whose_file_was_removed_meanwhile_is_taken_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.batch import lock

    held, times = lock._held, []

    def slowly(descriptor: int) -> bool:
        times.append(descriptor)
        if len(times) == 1:
            # The run before lets go between the two steps.
            (tmp_path / LOCK).unlink()
        return held(descriptor)

    monkeypatch.setattr(lock, "_held", slowly)
    with locked(tmp_path):
        assert len(times) == 2 and (tmp_path / LOCK).exists()
