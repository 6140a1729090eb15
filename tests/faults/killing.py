"""A run over poisoned input that is killed at random moments, beside one that nobody disturbs.

``python -m tests.faults.killing`` prints the figures of a large one.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from onrecord import jsonl
from onrecord.batch.journal import JOURNAL
from onrecord.batch.shards import TIMINGS
from onrecord.schema import Document, Quarantined
from onrecord.validate import validate
from tests.faults.command import DIES, HANGS, RAISES

TEXT = "Ada said Norvik will pay ${n} in Bergen. Norvik promised to build {n} ships for €{n}m by 2030."
SHARD = 200
# Seconds of the processor, long beside the few milliseconds a document takes here.
TIME_LIMIT = 2.0
# Seconds that processes may outlive the one that started them.
_LINGER = 10.0
Place = tuple[str, int | None]


class Input(NamedTuple):
    """What is read, and what has to come of it."""

    folder: Path
    good: Counter[str]
    bad: Counter[Place]


class Figures(NamedTuple):
    """What happened to a disturbed run."""

    kills: int
    at_work: int
    runs: int
    seconds: float


def make(folder: Path, documents: int, *, lethal: int = 0, seed: int = 1) -> Input:
    """Write an input of several formats, one document in twenty of which is poisoned in one way or another."""
    chance = random.Random(seed)
    folder.mkdir()
    good: Counter[str] = Counter()
    bad: Counter[Place] = Counter()
    poisoned = set(chance.sample(range(documents - 1), documents // 20))
    words = [*[DIES] * lethal, HANGS]
    rows = (documents * 3) // 4
    lines = []
    for n in range(documents):
        name, text = f"d{n:05d}", TEXT.format(n=n + 1)
        file = folder / f"{n % 7}" / f"{name}.txt"
        place: Place = (str(folder / "rows.jsonl"), n + 1) if n < rows else (str(file), None)
        if n not in poisoned:
            good[name] += 1
        else:
            bad[place] += 1
        if n < rows:
            row: dict[str, object] = {"text": text, "doc_id": name, "published": "2025-03-05"}
            line = json.dumps(row)
            if n in poisoned and words:
                line = json.dumps(row | {"text": f"{text} {words.pop()}"})
            elif n in poisoned:
                odd = [line[:-9], "[]", json.dumps(row | {"text": 5}), json.dumps(row | {"text": f"{text} {RAISES}"})]
                line = chance.choice(odd)
            lines.append(line)
        else:
            file.parent.mkdir(exist_ok=True)
            odd_bytes = chance.choice([f"{text} {RAISES}".encode(), bytes(range(256))])
            file.write_bytes(odd_bytes if n in poisoned else text.encode())
    # The last line was being written when whoever wrote it went away.
    bad[str(folder / "rows.jsonl"), rows + 1] += 1
    (folder / "rows.jsonl").write_text("\n".join([*lines, '{"text": "Ada sa']))
    packed = gzip.compress(
        b"".join(json.dumps({"text": TEXT.format(n=n), "doc_id": f"z{n}"}).encode() + b"\n" for n in range(99))
    )
    (folder / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    return Input(folder, good, bad)


def command(given: Input, out: Path, model: str, jobs: int, *more: str) -> list[str]:
    """Return the command that extracts the input into a folder."""
    options = ["-m", model, "-j", str(jobs), "--shard-size", str(SHARD), "--time-limit", str(TIME_LIMIT)]
    return [sys.executable, "-m", "tests.faults.command", "extract", str(given.folder), "-o", str(out), *options, *more]


def contents(run: Path) -> dict[str, bytes]:
    """Return the files of a run that are the same for the same input."""
    return {p.name: p.read_bytes() for p in sorted(run.glob("[a-z]*")) if p.name != TIMINGS}


def check(given: Input, run: Path) -> None:
    """Check that every good document is there once, and every bad one set aside once."""
    from onrecord import records

    assert validate(run).failures == []
    # What could be read of the file that was cut short before the cut is good as well.
    found = Counter(d.doc_id for d in records.stream(run, records.DOCUMENTS, Document) if not d.doc_id.startswith("z"))
    assert found == given.good, (found - given.good, given.good - found)
    aside = Counter((q.source, q.line) for q in jsonl.read(run / records.QUARANTINE, Quarantined))
    assert aside.pop((str(given.folder / "cut.jsonl.gz"), None)) == 1
    assert aside == given.bad, (aside - given.bad, given.bad - aside)


def undisturbed(given: Input, out: Path, model: str, jobs: int) -> float:
    """Run once, check what comes out, and return the seconds from the first part that was written to the end."""
    process = subprocess.Popen(command(given, out, model, jobs), stderr=subprocess.PIPE)
    at_work(process, out)
    begun = time.monotonic()
    _, said = process.communicate()
    assert process.returncode == 1, said.decode()
    check(given, out)
    return time.monotonic() - begun


def killed(
    given: Input,
    out: Path,
    model: str,
    jobs: int,
    kills: int,
    reference: Path,
    pace: float,
    tell: Callable[[int], None] = lambda done: None,
) -> Figures:
    """Kill a run so many times, beginning anew where it is done before, and compare every one that gets to its end.

    Args:
        given: The input.
        out: Where the run goes.
        model: The pipeline.
        jobs: Number of processes.
        kills: How many times.
        reference: The run that nobody disturbed.
        pace: Seconds within which a run at work is killed; in one case in five it is killed while it starts.
        tell: Called with the number of kills after each.
    """
    chance = random.Random(kills)
    done = hits = runs = 0
    begun = time.monotonic()
    while done < kills:
        before = _lines(out)
        process = subprocess.Popen(
            command(given, out, model, jobs, "--resume"), stderr=subprocess.PIPE, start_new_session=True
        )
        if chance.random() < 0.8:
            at_work(process, out, before)
            time.sleep(chance.uniform(0, pace))
        else:
            time.sleep(chance.uniform(0, 5))
        process.kill()
        _, said = process.communicate()
        alone(process.pid)
        if process.returncode == -signal.SIGKILL:
            done += 1
            hits += _lines(out) != before
            assert not (out / "manifest.json").exists() or contents(out) == contents(reference)
            tell(done)
        else:
            runs += 1
            _compare(out, reference, process.returncode, said)
    last = subprocess.run(command(given, out, model, jobs, "--resume"), stderr=subprocess.PIPE)
    _compare(out, reference, last.returncode, last.stderr)
    return Figures(done, hits, runs + 1, time.monotonic() - begun)


def _compare(out: Path, reference: Path, code: int, said: bytes) -> None:
    assert code == 1, said.decode()
    found, wanted = contents(out), contents(reference)
    assert sorted(found) == sorted(wanted)
    assert [_difference(name, found[name], wanted[name]) for name in found if found[name] != wanted[name]] == []
    assert [p.name for p in out.iterdir() if p.name.startswith(".")] == []
    shutil.rmtree(out)


def _difference(name: str, found: bytes, wanted: bytes) -> str:
    """Return the first line that differs, as it is and as it should be."""
    pairs = zip_longest(found.splitlines(), wanted.splitlines())
    number, pair = next((n, pair) for n, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    return f"{name}:{number}: {pair[0]!r}, not {pair[1]!r}"


def _lines(out: Path) -> int:
    try:
        return (out / JOURNAL).read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


def at_work(process: subprocess.Popen[bytes], out: Path, before: int = 0) -> None:
    """Wait until a run has written something new, or is done."""
    while _lines(out) <= max(before, 1) and process.poll() is None:
        time.sleep(0.005)


def alone(group: int) -> None:
    """See that no process that a killed one had started stays behind."""
    until = time.monotonic() + _LINGER
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise AssertionError("a process has outlived the run that started it")


def main() -> None:
    """Kill a run over 2,000 documents 50 times and print what came of it."""
    import argparse
    import tempfile

    from tests.faults import command as poisoned
    from tests.support import tiny

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--lethal", type=int, default=4, help="documents that kill the process that reads them")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tiny.train().to_disk(folder / "tiny")
        model = poisoned.save(str(folder / "tiny"), folder / "model")
        given = make(folder / "in", chosen.documents, lethal=chosen.lethal)
        seconds = undisturbed(given, folder / "reference", model, chosen.jobs)
        print(f"{chosen.documents:,} documents, {sum(given.bad.values())} of them bad; undisturbed: {seconds:.1f} s")
        pace = 1.2 * seconds / chosen.kills
        figures = killed(
            given,
            folder / "run",
            model,
            chosen.jobs,
            chosen.kills,
            folder / "reference",
            pace,
            lambda done: None if done % 10 else print(f"{done} kills", flush=True),
        )
    print(f"{figures.kills} kills, {figures.at_work} of them after something was written; {figures.seconds:.0f} s")
    print(f"{figures.runs} runs came to their end, all with the bytes of the undisturbed one")


if __name__ == "__main__":
    main()
