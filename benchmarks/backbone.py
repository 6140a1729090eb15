"""Speed and memory of the backbone beside two yardsticks, all in the same run.

    python benchmarks/backbone.py [--data DIR] [--torch-python PYTHON]

Each measurement is a process of its own, kept to one core or two, that loads one system, warms up and
reads the articles once; the systems take turns, round after round, and the median counts. The yardsticks
are a CNN pipeline of the size of en_core_web_sm and an encoder of the size of RoBERTa-base; the latter
reads a part of the articles, spread evenly, because it takes an order of magnitude longer. A word is a
token of spaCy's English tokenizer, white space left out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import articles
import spacy
from rich.console import Console
from rich.progress import track
from rich.table import Table

from onrecord.encoder.pieces import PieceEncoder

HERE = Path(__file__).resolve().parent
ENCODER = "onrecord_encoder"
NAMES = {
    "backbone": "onrecord backbone",
    "cnn": "CNN (size of en_core_web_sm)",
    "roberta": "transformer (size of RoBERTa-base)",
}
# How many times the speed of each yardstick the backbone must reach on one core.
BARS = {"roberta": 12.0, "cnn": 0.9}
THREAD_VARIABLES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print and store; 1 if a bar is missed."""
    options = _options(argv)
    console = Console(stderr=True)
    texts = articles.load(options.articles, options.data)
    counted = count(texts, options.model)
    step = max(1, len(texts) // max(1, options.large_articles))
    sets = {"backbone": counted, "cnn": counted, "roberta": counted[::step]}
    pythons = {"backbone": sys.executable, "cnn": sys.executable, "roberta": options.torch_python}
    if not _has_torch(options.torch_python):
        console.print(f"[yellow]{options.torch_python} has no torch: the RoBERTa-sized encoder is left out")
        del sets["roberta"]
    turns = [(s, c) for _ in range(options.rounds) for c in options.cores for s in sets]
    found: dict[tuple[str, int], list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for system, given in sets.items():
            Path(folder, f"{system}.json").write_text(json.dumps(given), encoding="utf-8")
        for system, cores in track(turns, "Measuring", console=console):
            result = measure(pythons[system], system, Path(folder, f"{system}.json"), cores, options.model)
            found.setdefault((system, cores), []).append(result)
    rows = [summarise(system, cores, sets[system], results) for (system, cores), results in found.items()]
    report = {"machine": machine(), "rounds": options.rounds, "systems": rows, "ratios": ratios(rows)}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    show(report, Console())
    missed = [r for r in report["ratios"] if r["cores"] == 1 and r["ratio"] < r["bar"]]
    return 1 if missed else 0


def count(texts: list[str], model: str) -> list[dict[str, Any]]:
    """Return each text with its number of words, and of word pieces as the backbone splits them."""
    nlp = spacy.load(model, enable=[ENCODER])
    pieces = PieceEncoder.from_bytes((nlp.path / ENCODER / "tokenizer.json").read_bytes())
    counted = []
    for doc in map(nlp.make_doc, texts):
        words = [token.text for token in doc if not token.is_space]
        counted.append({"text": doc.text, "words": len(words), "pieces": int(pieces.counts(words).sum())})
    return counted


def measure(python: str, system: str, given: Path, cores: int, model: str) -> dict[str, float]:
    """Run one measurement in a fresh process."""
    # The CNN runs one process for each core, each with one thread.
    threads = "1" if system == "cnn" else str(cores)
    environment = os.environ | dict.fromkeys(THREAD_VARIABLES, threads)
    command = [python, str(HERE / "worker.py"), system, str(given), "--cores", str(cores), "--model", model]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def summarise(system: str, cores: int, given: list[dict[str, Any]], results: list[dict[str, float]]) -> dict[str, Any]:
    """Return medians over the rounds; speed in words per second, memory in megabytes."""
    words = sum(article["words"] for article in given)
    speeds = [words / result["seconds"] for result in results]
    return {
        "system": system,
        "cores": cores,
        "articles": len(given),
        "words": words,
        "words_per_second": round(statistics.median(speeds)),
        "words_per_second_all": [round(speed) for speed in speeds],
        "peak_mb": round(statistics.median(result["peak_mb"] for result in results)),
    }


def ratios(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return how many times the speed of each yardstick the backbone reached, on the same cores."""
    speed = {(row["system"], row["cores"]): row["words_per_second"] for row in rows}
    return [
        {
            "to": system,
            "cores": cores,
            "ratio": round(speed["backbone", cores] / value, 2),
            "bar": BARS[system],
        }
        for (system, cores), value in speed.items()
        if system != "backbone"
    ]


def machine() -> dict[str, Any]:
    """Return what the figures depend on; nothing that names the machine."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    return {
        "cpu": model,
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in ("spacy", "thinc", "onnxruntime", "numpy")},
    }


def show(report: dict[str, Any], console: Console) -> None:
    """Print the table and the ratios."""
    table = Table(title=f"{report['machine']['cpu']}, median of {report['rounds']} rounds")
    table.add_column("system", no_wrap=True)
    for heading in ("cores", "articles", "words", "words/s", "peak MB"):
        table.add_column(heading, justify="right")
    for row in report["systems"]:
        values = (row[k] for k in ("cores", "articles", "words", "words_per_second", "peak_mb"))
        table.add_row(NAMES[row["system"]], *(f"{value:,}" for value in values))
    console.print(table)
    for ratio in report["ratios"]:
        verdict = "reached" if ratio["ratio"] >= ratio["bar"] else "missed"
        cores = "1 core" if ratio["cores"] == 1 else f"{ratio['cores']} cores"
        console.print(f"{ratio['ratio']:5.2f} x the {NAMES[ratio['to']]}, {cores} (bar {ratio['bar']:g}: {verdict})")


def _has_torch(python: str) -> bool:
    try:
        return subprocess.run([python, "-c", "import torch"], capture_output=True).returncode == 0
    except OSError:
        return False


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of .txt articles; by default the project's own")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--large-articles", type=int, default=20, help="how many the RoBERTa-sized encoder reads")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--model", default="en_onrecord", help="name or folder of the pipeline")
    parser.add_argument("--torch-python", default=sys.executable, help="a Python that has torch")
    parser.add_argument("--out", type=Path, default=HERE / "results" / "backbone.json")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
