"""Fill the marked blocks of speed.md with the figures in benchmarks/results.

    python docs/speed_figures.py

The targets of make that measure run it on what they have measured.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from blocks import filled

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "speed.md"
RESULTS = ROOT / "benchmarks" / "results"
BACKBONE = {
    "backbone": "onrecord backbone",
    "cnn": "CNN of the size of en_core_web_sm",
    "roberta": "encoder of the size of RoBERTa-base",
}
PARTS = {"sums": "sums", "times": "times", "both": "both"}
Report = Mapping[str, Any]


def main() -> int:
    """Write speed.md with its blocks filled."""
    page = PAGE.read_text(encoding="utf-8")
    for name, block in BLOCKS.items():
        page = filled(PAGE, page, name, block(json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))))
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    return 0


def backbone(report: Report) -> str:
    """Return the table of the backbone and its yardsticks."""
    ratios = {(row["to"], row["cores"]): f"{row['ratio']:.2f}" for row in report["ratios"]}
    rows = (
        [BACKBONE[row["system"]], row["cores"], f"{row['words_per_second']:,}", f"{row['peak_mb']:,}"]
        + [ratios.get((row["system"], row["cores"]), "–")]
        for row in report["systems"]
    )
    return _about(report) + _table(["system", "cores", "words/s", "peak MB", "backbone is × as fast"], rows)


def stages(report: Report) -> str:
    """Return the table of what every step costs."""
    rows = [[row["step"], f"{row['share']:.1%}"] for row in report["steps"]]
    rows += [[f"**{row['steps']}** (bar {row['bar']:.0%})", f"**{row['share']:.1%}**"] for row in report["bars"]]
    speed, alone = f"{report['words_per_second']:,}", f"{report['backbone_words_per_second']:,}"
    told = f"{speed} words/s from text to written claims, {alone} for the backbone alone.\n\n"
    return _about(report) + told + _table(["step", "share of the backbone's time"], rows)


def values(report: Report) -> str:
    """Return the table of ours and the other systems, and the ratio that has a bar."""
    rows = []
    for row in report["systems"]:
        speeds = [f"{row[part]['words_per_second']:,}" if part in row else "–" for part in PARTS]
        found = [f"{row[part]['found_per_1000_words']:.1f}" if part in row else "–" for part in ("sums", "times")]
        rows.append([row["system"], *speeds, *found])
    headings = ["system", "sums, words/s", "times, words/s", "both, words/s", "sums found", "times found"]
    lines = [
        f"**{row['ratio']:.1f} × the speed of {row['to']}** at both (bar {row['bar']:g})."
        for row in report["ratios"]
        if row["bar"] is not None
    ]
    lines += [f"{system} is left out: {reason}." for system, reason in report["left_out"].items()]
    return _about(report) + _table(headings, rows) + "\n" + "\n".join(lines) + "\n"


def _about(report: Report) -> str:
    machine = report["machine"]
    count = report.get("articles") or report["systems"][0]["articles"]
    words = report.get("words") or report["systems"][0]["words"]
    rounds = "one round" if report["rounds"] == 1 else f"median of {report['rounds']} rounds"
    return f"{count} articles, {words:,} words, {rounds}; {machine['cpu']}, Python {machine['python']}\n\n"


def _table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    marks = ["---", *("--:" for _ in headings[1:])]
    return "".join(f"| {' | '.join(map(str, row))} |\n" for row in (headings, marks, *rows))


BLOCKS: dict[str, Callable[[Report], str]] = {"backbone": backbone, "stages": stages, "values": values}


if __name__ == "__main__":
    sys.exit(main())
