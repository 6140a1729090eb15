"""The whole way, from a file of documents to a finished run: speed, what it goes into, and memory.

    python benchmarks/throughput.py [--documents N] [--memory N N N] [--peer-python PYTHON]

Memory is the same on a busy machine, and takes longest: with ``--rounds 0`` it is measured alone, and ``--memory``
without numbers leaves it out; either way what was measured before stays.
Every measurement is a process of its own. Speed is that of one process on one core, of two processes, and of two
actors of a Ray cluster of this machine; each reads a quarter of the documents and then all, and the speed is that of
the difference, so that loading counts nowhere (it is told apart). Beside it, in the same run, stand the backbone alone
and what people put together for the same questions today; these and the steps are timed by what the processor spends.
Documents are short ones made of the project's articles, no two alike. A word is what white space parts.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import articles
import stages
from backbone import machine
from processes import HERE, fault, run
from rich.console import Console
from rich.table import Table

PEER_MODULES = ("textacy", "recognizers_number_with_unit", "dateparser.search", "spacy")
BARS = {"added": 0.25, "two": 1.8, "growth": 0.05, "peers": 1.0, "cold": 3.0}
JOBS = {
    "1 process": ("--jobs", "1"),
    "2 processes": ("--jobs", "2"),
    "Ray, 2 actors": ("--jobs", "2", "--engine", "ray"),
}
Report = dict[str, Any]
# What the rounds measure, and what they are rounds of.
SPEED = (
    *("rounds", "documents", "words", "load", "systems", "steps", "peers", "ratios"),
    *("backbone_words_per_second", "core_words_per_second"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print and store; 1 if a bar is missed."""
    options = _options(argv)
    console = Console(stderr=True)
    left_out = {}
    systems = dict(JOBS)
    if (missing := fault(sys.executable, "ray.data")) is not None:
        left_out["Ray, 2 actors"] = missing
        del systems["Ray, 2 actors"]
    if (no_peers := fault(options.peer_python, *PEER_MODULES)) is not None:
        left_out["peers"] = no_peers
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Processes that wait for a core as it begins: more than a few tenths say that others use the machine.
        load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
        report: Report = {"machine": machine(), "load": load, "rounds": options.rounds, "documents": options.documents}
        sizes = (options.documents // 4, options.documents)
        given = {size: folder / f"{size}.jsonl" for size in sizes}
        words = {size: articles.write(path, size, options.words, options.data) for size, path in given.items()}
        report["words"] = words[sizes[1]]
        rounds = []
        for at in range(options.rounds):
            console.print(f"round {at + 1} of {options.rounds}")
            rounds.append(_round(systems, given, words, options, no_peers is None))
        report |= summarise(rounds) if rounds else _earlier(options.out, SPEED)
        memory = [_memory(folder, size, options) for size in options.memory]
        report |= {"memory": memory} if memory else _earlier(options.out, ("memory",))
        report["cold_seconds"] = _cold(folder, options)
    report["left_out"] = left_out
    report["bars"] = bars(report)
    options.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    show(report, Console())
    return int(any(not row["kept"] for row in report["bars"]))


def _earlier(path: Path, parts: Sequence[str]) -> Report:
    """Return parts of what was measured before."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {part: stored[part] for part in parts}


def _round(
    systems: Mapping[str, Sequence[str]],
    given: Mapping[int, Path],
    words: Mapping[int, int],
    options: argparse.Namespace,
    peers: bool,
) -> Report:
    """Measure everything once, in turn."""
    small, large = given
    found: Report = {"systems": {}}
    for system, arguments in systems.items():
        results = {
            size: run(sys.executable, "throughput_worker.py", str(path), *arguments, "--model", options.model)
            for size, path in given.items()
        }
        seconds, spent = (results[large][key] - results[small][key] for key in ("seconds", "processor_seconds"))
        if seconds <= 0:
            raise SystemExit(f"{system}: more documents took less time; measure on a machine that does nothing else")
        read = words[large] - words[small]
        found["systems"][system] = {
            "documents_per_second": (large - small) / seconds,
            "words_per_second": read / seconds,
            "start_seconds": results[small]["seconds"] - seconds * small / (large - small),
        }
        if "ray" not in arguments:
            found["systems"][system]["words_per_processor_second"] = read / spent
    texts = [json.loads(line)["text"] for line in given[large].read_text(encoding="utf-8").splitlines()]
    plain = given[large].with_suffix(".json")
    plain.write_text(json.dumps(texts), encoding="utf-8")
    found["steps"] = run(sys.executable, "stages_worker.py", str(plain), "--model", options.model)["seconds"]
    found["backbone"] = words[large] / sum(found["steps"][step] for step in stages.BACKBONE)
    found["core"] = words[large] / sum(found["steps"].values())
    if peers:
        parts = run(options.peer_python, "throughput_peers.py", str(given[small]))["seconds"]
        found["peers"] = {part: words[small] / seconds for part, seconds in parts.items()}
        found["peers"]["all"] = words[small] / sum(parts.values())
    return found


def summarise(rounds: Sequence[Report]) -> Report:
    """Return medians over the rounds, and ratios taken within each."""

    def middle(of: Callable[[Report], float]) -> float:
        return statistics.median(of(one) for one in rounds)

    def speed(one: Report, system: str) -> float:
        return float(one["systems"][system]["words_per_second"])

    def share(one: Report, steps: Sequence[str]) -> float:
        return float(sum(one["steps"][s] for s in steps) / sum(one["steps"][s] for s in stages.BACKBONE))

    first = rounds[0]
    added, _ = stages.BARS["all stages, collecting and writing"]
    systems = {
        system: {key: round(middle(lambda one: one["systems"][system][key]), 1) for key in figures}  # noqa: B023
        for system, figures in first["systems"].items()
    }
    ratios = {"two": middle(lambda one: speed(one, "2 processes") / speed(one, "1 process"))}
    ratios |= {"added": middle(lambda one: share(one, added))}
    if "peers" in first:
        ratios["peers"] = middle(lambda one: one["core"] / one["peers"]["all"])
    return {
        "systems": systems,
        "backbone_words_per_second": round(middle(lambda one: one["backbone"])),
        "core_words_per_second": round(middle(lambda one: one["core"])),
        "steps": {step: round(middle(lambda one: share(one, [step])), 4) for step in first["steps"]},  # noqa: B023
        "peers": {part: round(middle(lambda one: one["peers"][part])) for part in first.get("peers", {})},  # noqa: B023
        "ratios": {name: round(value, 3) for name, value in ratios.items()},
    }


def _memory(folder: Path, size: int, options: argparse.Namespace) -> Report:
    """Return the peak memory of one process over so many documents."""
    given = folder / "memory.jsonl"
    words = articles.write(given, size, options.memory_words, options.data)
    result = run(sys.executable, "throughput_worker.py", str(given), "--model", options.model)
    return {"documents": result["documents"], "words": words, "peak_mb": round(result["peak_mb"], 1)}


def _cold(folder: Path, options: argparse.Namespace) -> float:
    """Return the seconds that the command takes for one article, the best of three.

    The first reads the disk and compiles what it imports, as installers do: the bytecode lies in a folder of its own,
    for a source tree may have none.
    """
    article = folder / "one.txt"
    article.write_text(articles.load(1, options.data)[0], encoding="utf-8")
    command = [sys.executable, "-m", "onrecord", "extract", str(article), "--model", options.model, "-o"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    taken = []
    for at in range(3):
        out = str(folder / f"cold{at}")
        started = time.perf_counter()
        subprocess.run([*command, out], env=environment, check=True, stderr=subprocess.DEVNULL)
        taken.append(time.perf_counter() - started)
    return round(min(taken), 2)


def bars(report: Report) -> list[Report]:
    """Return what was asked for and what was reached."""
    found = dict(report["ratios"])
    if len(report["memory"]) > 1:
        found["growth"] = round(report["memory"][-1]["peak_mb"] / report["memory"][0]["peak_mb"] - 1, 4)
    found["cold"] = report["cold_seconds"]
    most = ("added", "growth", "cold")
    return [
        {
            "name": name,
            "value": value,
            "bar": BARS[name],
            "kept": value <= BARS[name] if name in most else value >= BARS[name],
        }
        for name, value in found.items()
    ]


def show(report: Report, console: Console) -> None:
    """Print the speeds and the bars."""
    table = Table(title=f"{report['machine']['cpu']}, {report['documents']:,} documents, {report['words']:,} words")
    for heading in ("system", "documents/s", "words/s", "seconds to start"):
        table.add_column(heading)
    for system, row in report["systems"].items():
        values = (row[key] for key in ("documents_per_second", "words_per_second", "start_seconds"))
        table.add_row(system, *(f"{value:,.1f}" for value in values))
    table.add_row("processor time only", "", f"{report['core_words_per_second']:,}", "")
    table.add_row("backbone alone", "", f"{report['backbone_words_per_second']:,}", "")
    if report["peers"]:
        table.add_row("other systems", "", f"{report['peers']['all']:,}", "")
    console.print(table)
    for row in report["memory"]:
        console.print(f"{row['peak_mb']:,.0f} MB at {row['documents']:,} documents", highlight=False)
    for row in report["bars"]:
        verdict = "kept" if row["kept"] else "missed"
        console.print(f"{row['name']}: {row['value']} (bar {row['bar']}: {verdict})", highlight=False)
    for system, reason in report["left_out"].items():
        console.print(f"{system} left out: {reason}", highlight=False)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of .txt articles; by default the project's own")
    parser.add_argument("--documents", type=int, default=2048)
    parser.add_argument("--words", type=int, default=60, help="words a document has at least")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, nargs="*", default=[1000, 10_000, 50_000], help="documents, ascending")
    parser.add_argument("--memory-words", type=int, default=60, help="words a document has at least there")
    parser.add_argument("--model", default="en_onrecord", help="name or folder of the pipeline")
    parser.add_argument("--peer-python", default=sys.executable, help="a Python that has the other systems")
    parser.add_argument("--out", type=Path, default=HERE / "results" / "throughput.json")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
