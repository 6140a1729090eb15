"""Runs that are killed, interrupted or poisoned from outside, as processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from onrecord import jsonl, limits, records
from onrecord.assemble import load
from onrecord.batch import outcomes, process, shards, workers
from onrecord.batch.journal import JOURNAL
from onrecord.batch.outcomes import SIZE, Work
from onrecord.batch.parts import Part
from onrecord.batch.workers import DIED, Workers
from onrecord.extraction import Extraction, prepare
from onrecord.fingerprint import describe
from onrecord.ingest import Item, Located
from onrecord.schema import Document, Quarantined, make_document
from tests.faults import command, killing

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills and groups of processes")


@pytest.fixture(scope="module")
def model(tiny_model: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    return command.save(tiny_model, tmp_path_factory.mktemp("models") / "poisoned")


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> killing.Input:
    return killing.make(tmp_path_factory.mktemp("in") / "in", 300)


@pytest.fixture(scope="module")
def reference(given: killing.Input, model: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A run of one process that nobody disturbs, and its seconds."""
    out = tmp_path_factory.mktemp("out") / "run"
    return out, killing.undisturbed(given, out, model, jobs=1)


def test_killed_at_random_moments_a_run_ends_in_the_same_bytes(
    given: killing.Input, model: str, tmp_path: Path, reference: tuple[Path, float]
) -> None:
    out, seconds = reference
    figures = killing.killed(given, tmp_path / "run", model, 1, 6, out, pace=seconds / 5)
    assert figures.kills == 6 and figures.at_work >= 2 and figures.runs >= 1


def _hear_interrupts() -> None:
    """Undo what a shell does to commands in its background, which ignore interrupts, and so does what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(given: killing.Input, out: Path, model: str, *more: str) -> subprocess.Popen[bytes]:
    """Start a run of two processes in a group of its own, and wait until it has written and has the folder."""
    process = subprocess.Popen(
        killing.command(given, out, model, 2, *more),
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_hear_interrupts,
    )
    killing.at_work(process, out)
    while not (out / ".lock").exists() and process.poll() is None:
        time.sleep(0.005)
    return process


def test_an_interrupt_ends_all_processes_and_the_run_goes_on(
    given: killing.Input, model: str, tmp_path: Path, reference: tuple[Path, float]
) -> None:
    out = tmp_path / "run"
    run = start(given, out, model)
    # As Ctrl-C does: all processes of the group get it.
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=20)
    killing.alone(run.pid)
    assert run.returncode == 130, said.decode()
    assert said.decode() == f"onrecord: {out}: interrupted; --resume goes on where it stopped\n"
    assert (out / JOURNAL).exists() and not (out / ".lock").exists()
    # Nobody else gets in while it goes on.
    run = start(given, out, model, "--resume")
    second = subprocess.run(killing.command(given, out, model, 1, "--restart"), capture_output=True)
    assert second.returncode == 2 and b"another run is writing there" in second.stderr
    _, said = run.communicate()
    assert run.returncode == 1 and b"of the documents were done before" in said
    assert killing.contents(out) == killing.contents(reference[0])
    # Complete, it is left as it is.
    before = (out / shards.TIMINGS).read_bytes()
    again = subprocess.run(killing.command(given, out, model, 1, "--resume"), capture_output=True)
    assert again.returncode == 1 and b"all were done" in again.stderr
    assert (out / shards.TIMINGS).read_bytes() == before


def test_a_document_that_kills_its_process_is_set_aside(model: str, tmp_path: Path) -> None:
    texts = ["Ada paid $5.", f"Ada paid $6. {command.DIES}", "Ada paid $7."] * (SIZE // 2)
    rows = [{"text": text, "doc_id": f"d{n}"} for n, text in enumerate(texts[: SIZE + 4])]
    (tmp_path / "in").mkdir()
    jsonl.write(tmp_path / "in" / "rows.jsonl", rows[:3] + rows[:1] * SIZE)
    given = killing.Input(tmp_path / "in", Counter(), Counter())
    done = subprocess.run(killing.command(given, tmp_path / "run", model, 2), capture_output=True)
    assert done.returncode == 1, done.stderr
    (aside,) = jsonl.read(tmp_path / "run" / records.QUARANTINE, Quarantined)
    assert (aside.doc_id, aside.line, aside.stage, aside.error) == ("d1", 2, "extract", DIED)
    assert len(records.read(tmp_path / "run").documents) == SIZE + 2


def stuck(nlp: Language, document: Document) -> Doc:
    """Do what a document needs first, as native code that does not come back to see a signal."""
    if command.STUCK in document.text:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGPROF})
        time.sleep(3600)
    return prepare(nlp, document)


def impatient(part: Part) -> list[str]:
    """Return the names of the documents a part ends with, in a process with limits that are short by the clock too."""
    limits._CLOCK, limits._PATIENCE, outcomes.prepare = 0.0, 0.5, stuck
    return [result.document.doc_id for result in process.results(part) if isinstance(result, Extraction)]


def test_a_process_that_does_not_come_back_ends_itself(tiny_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "results", impatient)
    texts = {"one": "Ada paid $5.", "two": f"Ada paid $6. {command.STUCK}", "three": "Ada paid $7."}
    items: list[Item] = [Located(make_document(t, doc_id=d), "rows.jsonl", n) for n, (d, t) in enumerate(texts.items())]
    crew = Workers(1, tiny_model, describe(load(tiny_model)), Work(seconds=2.0))
    assert list(crew.each(impatient, [Part(0, [items[0]], ""), Part(1, items, "")])) == [["one"], ["one", "three"]]


def test_standard_input_is_gone_on_with_if_it_is_the_same(model: str, tmp_path: Path) -> None:
    rows = b"".join(jsonl.dumps({"text": f"Ada paid ${n}.", "doc_id": f"d{n}"}) + b"\n" for n in range(SIZE * 6))
    wholly = tmp_path / "wholly"
    given = killing.Input(Path("-"), Counter(), Counter())
    assert subprocess.run(killing.command(given, wholly, model, 1), input=rows, capture_output=True).returncode == 0
    out = tmp_path / "run"
    process = subprocess.Popen(killing.command(given, out, model, 1), stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    # It waits for more when it is killed.
    process.stdin.write(rows[: len(rows) // 2])
    process.stdin.flush()
    killing.at_work(process, out)
    process.kill()
    process.communicate()
    assert (out / JOURNAL).exists()
    resumed = killing.command(given, out, model, 1, "--resume")
    other = subprocess.run(resumed, input=rows.replace(b"$1.", b"$2."), capture_output=True)
    assert other.returncode == 2 and b"no longer what the unfinished run has read" in other.stderr
    assert subprocess.run(resumed, input=rows, capture_output=True).returncode == 0
    assert killing.contents(out) == killing.contents(wholly)
