"""Fill the marked blocks of benchmarks.md with the figures in a file of ``onrecord benchmark all --format json``.

    python docs/benchmarks_figures.py [FILE]     by default benchmarks/results/public.json

``make bench-public`` runs it on what it has measured.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from blocks import filled

from onrecord.benchmark import Result

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
FIGURES = ROOT / "benchmarks" / "results" / "public.json"


def main() -> int:
    """Write benchmarks.md with its blocks filled."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FIGURES
    page = PAGE.read_text(encoding="utf-8")
    for plain in json.loads(path.read_text(encoding="utf-8")):
        result = Result.from_dict(plain)
        page = filled(PAGE, page, result.benchmark, block(result))
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    return 0


def block(result: Result) -> str:
    """Return the tables of a benchmark without its title, which the page has."""
    about, _, tables = result.table("markdown").partition("\n")[2].partition("\n")
    return f"{about}\n{tables}"


if __name__ == "__main__":
    sys.exit(main())
