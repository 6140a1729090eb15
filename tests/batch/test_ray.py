"""A Ray cluster leaves the bytes that one process leaves, whatever is lost on the way."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import batch
from onrecord.batch import engines, outcomes, run
from onrecord.batch.cluster import taken
from onrecord.batch.storage import storage
from onrecord.errors import InputError, OnrecordError, PipelineError
from onrecord.schema import Model
from tests.faults import command, killing

TEXT = "Ada said Norvik will pay $5 in Bergen. Norvik promised to build ships for €20m by 2030."
NUMBER = outcomes.SIZE * 6 + 5
ACTORS = 3
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven parts of documents, a few rows among them that cannot be read, and one with half a character."""
    path = tmp_path_factory.mktemp("in") / "rows.jsonl"
    lines = [json.dumps({"text": f"{TEXT} Ada paid ${n}.", "doc_id": f"row{n}"}) for n in range(NUMBER - 1)]
    lines.append(json.dumps({"text": f"Ada paid $7. \ud800 {TEXT}", "doc_id": "half"}))
    for at in (3, 50, 99):
        lines.insert(at, "{not json")
    path.write_text("\n".join(lines))
    return path


@pytest.fixture(scope="module")
def local(rows: Path, tiny_model: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("out") / "run"
    batch.extract_run([rows], out, model=tiny_model)
    return contents(out)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cluster of this machine, which the runs of this module join; its processes know the poisoned component."""
    ray = pytest.importorskip("ray", reason="ray is not installed: pip install 'onrecord[ray]'")
    pytest.importorskip("ray.data", reason="ray.data is not installed: pip install 'onrecord[ray]'")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # As a package of it would, were there one.
    about = tmp_path_factory.mktemp("packages") / "poison-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[spacy_factories]\npoison = tests.faults.command:make_poison\n")
    with pytest.MonkeyPatch.context() as patch:
        known = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        patch.setenv("PYTHONPATH", os.pathsep.join([*filter(None, known), str(about.parent), str(ROOT)]))
        ray.init(num_cpus=ACTORS, include_dashboard=False, log_to_driver=False, _node_ip_address="127.0.0.1")
        yield
        ray.shutdown()


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file() and p.name != run.shards.TIMINGS}


def actors() -> list[int]:
    """Return the processes of the actors of our cluster (Linux)."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if b"ray::MapWorker" in (entry / "cmdline").read_bytes() and os.getpid() in _above(int(entry.name)):
                found.append(int(entry.name))
        except (OSError, ValueError):
            continue
    return sorted(found)


def _above(pid: int) -> Iterator[int]:
    while pid > 1:
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        yield pid


@pytest.mark.slow
@pytest.mark.usefixtures("cluster")
def test_actors_leave_the_bytes_of_one_process(
    rows: Path, local: dict[str, bytes], tiny_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    batch.extract_run([rows], "run", model=tiny_model, jobs=ACTORS, engine="ray")
    assert contents(tmp_path / "run") == local
    assert not (tmp_path / "run" / ".unfinished").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("cluster")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to find the actors in")
def test_a_killed_actor_costs_nothing_among_bad_documents(tiny_model: str, tmp_path: Path) -> None:
    model = command.save(tiny_model, tmp_path / "model")
    given, reference, out = killing.make(tmp_path / "in", 200, lethal=1), tmp_path / "reference", tmp_path / "run"
    killing.undisturbed(given, reference, model, jobs=2)
    killed: list[int] = []

    def kill() -> None:
        # Actors are at work as soon as one of them has written something.
        while not killed and not done.wait(0.05):
            if any((out / ".unfinished").glob("claims-part-*")) and (there := actors()):
                os.kill(there[0], signal.SIGKILL)
                killed.append(there[0])

    done = threading.Event()
    killer = threading.Thread(target=kill)
    killer.start()
    try:
        batch.extract_run(
            [given.folder],
            out,
            model=model,
            jobs=ACTORS,
            engine="ray",
            shard_size=killing.SHARD,
            time_limit=killing.TIME_LIMIT,
        )
    finally:
        done.set()
        killer.join()
    assert killed
    assert contents(out) == contents(reference)
    killing.check(given, out)


@pytest.mark.slow
@pytest.mark.usefixtures("cluster")
def test_storage_named_by_a_url(rows: Path, local: dict[str, bytes], tiny_model: str, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    out = tmp_path / "run"
    batch.extract_run([rows], out.as_uri(), model=tiny_model, jobs=2, engine="ray")
    assert contents(out) == local


@pytest.mark.slow
@pytest.mark.usefixtures("cluster")
def test_a_machine_with_another_pipeline_is_refused(
    rows: Path, tiny_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Model(name="en_other", version="1", components=[], fingerprint="0" * 16)
    monkeypatch.setattr(run, "describe", lambda nlp: other)
    with pytest.raises(OnrecordError, match="install en_other 1"):
        batch.extract_run([rows], tmp_path / "run", model=tiny_model, jobs=1, engine="ray")


def test_what_is_needed_is_named_where_it_is_missing(
    rows: Path, tiny_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(InputError, match=r"ray is not installed; pip install 'onrecord\[ray\]'"):
        batch.extract_run([rows], tmp_path / "run", model=tiny_model, engine="ray")


def test_a_cluster_that_is_not_there(
    rows: Path, tiny_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(address: object, **more: object) -> None:
        raise ConnectionRefusedError("nobody is there")

    monkeypatch.setattr(socket, "create_connection", refuse)
    pytest.importorskip("ray.data", reason="ray.data is not installed: pip install 'onrecord[ray]'")
    monkeypatch.setattr("ray.is_initialized", lambda: False)
    with pytest.raises(PipelineError, match="no Ray cluster at localhost:1: nobody is there; .*ray start --head"):
        batch.extract_run([rows], tmp_path / "run", model=tiny_model, engine="ray", ray_address="localhost:1")


def test_engines_that_make_no_sense() -> None:
    with pytest.raises(InputError, match="no engine is called 'spark'"):
        engines.Engine("spark")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="--engine ray"):
        engines.Engine(address="auto")


def test_a_part_that_is_not_there_is_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match="is the folder shared"):
        taken(storage(tmp_path), 0)
