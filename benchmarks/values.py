"""Speed of the money and date stages beside other systems that find sums and times, all in the same run.

    python benchmarks/values.py [--data DIR] [--peer-python PYTHON]

Each measurement is a process of its own, kept to one core, that builds one system, warms it up and reads all
articles once; the systems take turns, round after round, and the median counts. Ours reads documents that the
encoder and the entities stage have read before, and that time is told apart; the others read text. How many
expressions each finds is counted, because a system that finds nothing is fast. A word is a token of spaCy's English
tokenizer, white space left out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import articles
import spacy
from backbone import machine
from peers import PEERS
from processes import HERE, fault, run
from rich.console import Console
from rich.progress import track
from rich.table import Table

OURS = "onrecord"
PARTS = ("sums", "times")
# The only other system that finds both, and how many times its speed ours must reach.
BASELINE = "recognizers-text"
BAR = 20.0
Results = Mapping[str, Sequence[Mapping[str, Any]]]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print and store; 1 if the bar is missed, 2 if there was nothing to measure it by."""
    options = _options(argv)
    console = Console(stderr=True)
    texts = articles.load(options.articles, options.data)
    left_out = {name: reason for name, peer in PEERS.items() if (reason := fault(options.peer_python, *peer.modules))}
    for name, reason in left_out.items():
        console.print(f"[yellow]{name} is left out: {reason}", highlight=False)
    pythons = {OURS: sys.executable} | {name: options.peer_python for name in PEERS if name not in left_out}
    results: dict[str, list[dict[str, Any]]] = {name: [] for name in pythons}
    number = words(texts)
    report: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "texts.json")
        given.write_text(json.dumps(texts), encoding="utf-8")
        for done in track(range(1, options.rounds + 1), "Measuring", console=console):
            for system, found in one_round(pythons, given, options.model, left_out).items():
                results[system].append(found)
            measured = {system: found for system, found in results.items() if system not in left_out}
            report = {"machine": machine(), "rounds": done, "articles": len(texts)}
            report |= summarise(measured, number) | {"left_out": left_out}
            # After every round, because one takes minutes: what is cut short has measured the rounds before.
            options.out.parent.mkdir(parents=True, exist_ok=True)
            options.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    show(report, Console())
    reached = [ratio["ratio"] >= ratio["bar"] for ratio in report["ratios"] if ratio["bar"] is not None]
    return 2 if not reached else int(not all(reached))


def one_round(pythons: Mapping[str, str], given: Path, model: str, left_out: dict[str, str]) -> dict[str, Any]:
    """Return what each system measured; one of the others that fails is left out from then on, with the reason.

    Raises:
        subprocess.CalledProcessError: if ours fails.
    """
    found = {}
    for system, python in pythons.items():
        if system in left_out:
            continue
        try:
            found[system] = run(python, "values_worker.py", system, str(given), "--model", model)
        except subprocess.CalledProcessError as error:
            if system == OURS:
                raise
            left_out[system] = f"exit status {error.returncode}"
    return found


def words(texts: Sequence[str]) -> int:
    """Return the number of words in all texts."""
    tokenise = spacy.blank("en").tokenizer
    return sum(not token.is_space for text in texts for token in tokenise(text))


def summarise(results: Results, number: int) -> dict[str, Any]:
    """Return medians over the rounds, and ratios to our speed.

    Args:
        results: What the worker printed for each system, round by round.
        number: How many words the articles have.
    """
    rows = [_row(system, rounds, number) for system, rounds in results.items()]
    before = statistics.median(result["before"] for result in results[OURS])
    return {
        "words": number,
        "words_per_second_before_ours": round(number / before),
        "systems": rows,
        "ratios": [ratio for row in rows if row["system"] != OURS for ratio in _ratios(rows[0], row)],
    }


def _row(system: str, rounds: Sequence[Mapping[str, Any]], number: int) -> dict[str, Any]:
    row: dict[str, Any] = {"system": system, "packages": rounds[0].get("packages", {})}
    parts = [part for part in PARTS if part in rounds[0]]
    for part in parts:
        speeds = [number / result[part]["seconds"] for result in rounds]
        row[part] = {
            "words_per_second": round(statistics.median(speeds)),
            "words_per_second_all": [round(speed) for speed in speeds],
            "found_per_1000_words": round(1000 * rounds[0][part]["found"] / number, 2),
            "articles_failed": rounds[0][part]["failed"],
        }
    if len(parts) > 1:
        speeds = [number / sum(result[part]["seconds"] for part in parts) for result in rounds]
        row["both"] = {
            "words_per_second": round(statistics.median(speeds)),
            "words_per_second_all": [round(speed) for speed in speeds],
        }
    return row


def _ratios(ours: Mapping[str, Any], row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return how many times the speed of a system ours has, part by part; the bar is for both parts together."""
    return [
        {
            "to": row["system"],
            "part": part,
            "ratio": round(ours[part]["words_per_second"] / row[part]["words_per_second"], 2),
            "bar": BAR if (row["system"], part) == (BASELINE, "both") else None,
        }
        for part in (*PARTS, "both")
        if part in row
    ]


def show(report: Mapping[str, Any], console: Console) -> None:
    """Print the table and the ratios."""
    title = f"{report['machine']['cpu']}, {report['words']:,} words, median of {report['rounds']} rounds"
    table = Table(title=title)
    table.add_column("system", no_wrap=True)
    for heading in ("sums words/s", "times words/s", "both words/s", "sums found", "times found"):
        table.add_column(heading, justify="right")
    for row in report["systems"]:
        speeds = [f"{row[part]['words_per_second']:,}" if part in row else "–" for part in (*PARTS, "both")]
        found = [f"{row[part]['found_per_1000_words']:.2f}" if part in row else "–" for part in PARTS]
        table.add_row(row["system"], *speeds, *found)
    console.print(table)
    console.print("Found: expressions per 1,000 words.", highlight=False)
    before = report["words_per_second_before_ours"]
    console.print(f"What comes before our two stages reads {before:,} words/s.", highlight=False)
    for ratio in report["ratios"]:
        line = f"{ratio['ratio']:8.2f} x {ratio['to']}, {ratio['part']}"
        if ratio["bar"] is not None:
            line += f" (bar {ratio['bar']:g}: {'reached' if ratio['ratio'] >= ratio['bar'] else 'missed'})"
        console.print(line, highlight=False)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of .txt articles; by default the project's own")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="en_onrecord", help="name or folder of the pipeline")
    parser.add_argument("--peer-python", default=sys.executable, help="a Python that has the other systems")
    parser.add_argument("--out", type=Path, default=HERE / "results" / "values.json")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
