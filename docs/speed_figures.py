"""Fill the marked blocks of speed.md, cluster.md and view.md with the figures in benchmarks/results.

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
DOCS = ROOT / "docs"
RESULTS = ROOT / "benchmarks" / "results"
BACKBONE = {
    "backbone": "onrecord backbone",
    "cnn": "CNN of the size of en_core_web_sm",
    "roberta": "encoder of the size of RoBERTa-base",
}
PARTS = {"sums": "sums", "times": "times", "both": "both"}
TOLD = {
    "two": "two processes, × the speed of one",
    "added": "stages, collecting and writing, share of the backbone's time",
    "peers": "one process, × the speed of the other systems",
    "growth": "memory, growth from the least to the most documents",
    "cold": "`onrecord extract` of one article, seconds",
}
# Of a core for an hour, in any currency: nobody's price, for readers to put in their own.
EXAMPLE_PRICE = 0.05
Report = Mapping[str, Any]


def main() -> int:
    """Write the pages with their blocks filled."""
    for name, blocks in BLOCKS.items():
        path = DOCS / name
        page = path.read_text(encoding="utf-8")
        for mark, (results, block) in blocks.items():
            report = json.loads((RESULTS / f"{results}.json").read_text(encoding="utf-8"))
            page = filled(path, page, mark, block(report))
        path.write_text(page, encoding="utf-8", newline="\n")
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


def throughput(report: Report) -> str:
    """Return the tables of the whole way: speed, memory and bars."""
    rows = [
        [
            system,
            f"{row['documents_per_second']:,.0f}",
            f"{row['words_per_second']:,.0f}",
            f"{row['start_seconds']:.1f}",
        ]
        for system, row in report["systems"].items()
    ]
    rows.append(["processor time of one process", "–", f"{report['core_words_per_second']:,}", "–"])
    rows.append(["backbone alone, processor time", "–", f"{report['backbone_words_per_second']:,}", "–"])
    if report["peers"]:
        rows.append(["other systems, processor time", "–", f"{report['peers']['all']:,}", "–"])
    text = _table(["", "documents/s", "words/s", "seconds to start"], rows) + "\n"
    if report["memory"]:
        memory = [[f"{row['documents']:,}", f"{row['words']:,}", f"{row['peak_mb']:,.0f}"] for row in report["memory"]]
        text += _table(["documents", "words", "peak MB"], memory) + "\n"
    bars = [
        [TOLD[row["name"]], f"{row['value']:g}", f"{row['bar']:g}", "kept" if row["kept"] else "missed"]
        for row in report["bars"]
    ]
    text += _table(["", "measured", "bar", ""], bars)
    text += "".join(f"\n{system} left out: {reason}.\n" for system, reason in report["left_out"].items())
    machine = report["machine"]
    rounds = "one round" if report["rounds"] == 1 else f"median of {report['rounds']} rounds"
    load = "" if report["load"] is None else f", load average {report['load']} on {machine['cores']} cores as it began"
    about = f"{report['documents']:,} documents, {report['words']:,} words, {rounds}; {machine['cpu']}, Python"
    return f"{about} {machine['python']}{load}\n\n{text}"


def cost(report: Report) -> str:
    """Return what a million articles cost at the measured speed and a price that is a mere example."""
    speed = report["core_words_per_second"]
    rows = []
    for words in (300, 600, 1200):
        hours = 1_000_000 * words / speed / 3600
        rows.append([f"{words:,}", f"{hours:,.0f}", f"{hours:,.0f} × price", f"{hours * EXAMPLE_PRICE:,.2f}"])
    headings = ["words per article", "core hours", "cost", f"at {EXAMPLE_PRICE} an hour, **an assumption**"]
    cpu = report["machine"]["cpu"]
    return f"A million articles at {speed:,} words a second for one core ({cpu}):\n\n" + _table(headings, rows)


def view(report: Report) -> str:
    """Return what the page of many articles takes to open and to filter."""
    about = (
        f"{report['articles']} articles with {report['claims']:,} claims are a page of {report['page_mb']:.0f} MB. "
        f"Best of {report['rounds']} rounds in Chromium {report['chromium'].partition('.')[0]}, "
        f"{report['machine']['cores']} cores, {report['machine']['cpu']}, until the result is painted:\n\n"
    )
    rows = [["opening the page", f"{report['opened_ms']:,} ms"]]
    rows += [[f"filter by {name}", f"{time:.0f} ms"] for name, time in report["filtered_ms"].items()]
    return about + _table(["", "takes"], rows)


def _about(report: Report) -> str:
    machine = report["machine"]
    count = report.get("articles") or report["systems"][0]["articles"]
    words = report.get("words") or report["systems"][0]["words"]
    rounds = "one round" if report["rounds"] == 1 else f"median of {report['rounds']} rounds"
    return f"{count} articles, {words:,} words, {rounds}; {machine['cpu']}, Python {machine['python']}\n\n"


def _table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    marks = ["---", *("--:" for _ in headings[1:])]
    return "".join(f"| {' | '.join(map(str, row))} |\n" for row in (headings, marks, *rows))


BLOCKS: dict[str, dict[str, tuple[str, Callable[[Report], str]]]] = {
    "speed.md": {
        "backbone": ("backbone", backbone),
        "stages": ("stages", stages),
        "values": ("values", values),
        "throughput": ("throughput", throughput),
    },
    "cluster.md": {"cost": ("throughput", cost)},
    "view.md": {"view": ("view", view)},
}


if __name__ == "__main__":
    sys.exit(main())
