"""What each component of the pipeline costs, as a share of the backbone's time in the same run.

    python benchmarks/stages.py [--data DIR]

Each round is a process of its own, kept to one core, that loads the pipeline, warms it up and takes all articles
from text to written claims; shares are taken within a round, and their median counts. The backbone is what
backbone.py measures: the tokeniser and the encoder. The lemmatizer is spaCy's: its share has a row of its own and
counts neither as backbone nor among our stages. A word is a token of spaCy's English tokenizer, white space left out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import articles
from backbone import machine
from processes import HERE, run
from rich.console import Console
from rich.progress import track
from rich.table import Table
from values import words

BACKBONE = ("tokenizer", "encoder")
STAGES = ("entities", "money", "dates", "quotes", "speakers", "commitments")
# What some steps may add to the backbone's time, all together.
BARS: dict[str, tuple[Sequence[str], float]] = {
    "quotes and speakers": (("quotes", "speakers"), 0.10),
    "all stages, collecting and writing": ((*STAGES, "collecting", "writing"), 0.25),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print and store; 1 if a bar is missed."""
    options = _options(argv)
    texts = articles.load(options.articles, options.data)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "texts.json")
        given.write_text(json.dumps(texts), encoding="utf-8")
        command = ("stages_worker.py", str(given), "--model", options.model)
        rounds = track(range(options.rounds), "Measuring", console=Console(stderr=True))
        results = [run(sys.executable, *command) for _ in rounds]
    report = {"machine": machine(), "rounds": options.rounds, "articles": len(texts)}
    report |= summarise(results, words(texts))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    show(report, Console())
    return int(any(share["share"] > share["bar"] for share in report["bars"]))


def summarise(results: Sequence[Mapping[str, Any]], number: int) -> dict[str, Any]:
    """Return medians over the rounds.

    Args:
        results: What the worker printed, round by round: seconds of each step, and the number of claims.
        number: How many words the articles have.
    """
    rounds = [result["seconds"] for result in results]
    steps = list(rounds[0])
    return {
        "words": number,
        "claims": results[0]["claims"],
        "backbone_words_per_second": round(statistics.median(number / _sum(seconds, BACKBONE) for seconds in rounds)),
        "words_per_second": round(statistics.median(number / _sum(seconds, steps) for seconds in rounds)),
        "steps": [{"step": step} | _share(rounds, [step]) for step in steps],
        "bars": [{"steps": name} | _share(rounds, chosen) | {"bar": bar} for name, (chosen, bar) in BARS.items()],
    }


def _share(rounds: Sequence[Mapping[str, float]], steps: Sequence[str]) -> dict[str, Any]:
    shares = [_sum(seconds, steps) / _sum(seconds, BACKBONE) for seconds in rounds]
    return {"share": round(statistics.median(shares), 4), "share_all": [round(share, 4) for share in shares]}


def _sum(seconds: Mapping[str, float], steps: Sequence[str]) -> float:
    return sum(seconds[step] for step in steps)


def show(report: Mapping[str, Any], console: Console) -> None:
    """Print the shares and the bars."""
    table = Table(title=f"{report['machine']['cpu']}, {report['words']:,} words, median of {report['rounds']} rounds")
    table.add_column("step", no_wrap=True)
    table.add_column("share of backbone", justify="right")
    table.add_column("words/s alone", justify="right")
    for row in report["steps"]:
        alone = report["backbone_words_per_second"] / row["share"] if row["share"] else 0
        table.add_row(row["step"], f"{row['share']:.1%}", f"{alone:,.0f}")
    console.print(table)
    speeds = f"Backbone {report['backbone_words_per_second']:,} words/s, all {report['words_per_second']:,} words/s"
    console.print(speeds, highlight=False)
    for row in report["bars"]:
        verdict = "kept" if row["share"] <= row["bar"] else "missed"
        console.print(f"{row['share']:6.1%} {row['steps']} (bar {row['bar']:.0%}: {verdict})", highlight=False)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of .txt articles; by default the project's own")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="en_onrecord", help="name or folder of the pipeline")
    parser.add_argument("--out", type=Path, default=HERE / "results" / "stages.json")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
