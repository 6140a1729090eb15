"""Fill the marked blocks of evaluation.md with what ``onrecord evaluate`` prints for the project's own corpus.

    python docs/evaluation_example.py RUN     RUN is an extraction of corpus/articles

``make readme`` runs it on the run of the gate.
"""

from __future__ import annotations

import sys
from pathlib import Path

from blocks import filled

from onrecord.evaluate import evaluate

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "evaluation.md"
GOLD = ROOT / "corpus" / "gold"


def main() -> int:
    """Write evaluation.md with its blocks filled."""
    if len(sys.argv) != 2:
        sys.exit("give the folder of a run over corpus/articles, which `make gate` leaves in outputs/.gate")
    quotes = evaluate(GOLD, sys.argv[1], kinds=["quote"])
    kinds = evaluate(GOLD, sys.argv[1], by=["kind"])
    page = filled(PAGE, PAGE.read_text(encoding="utf-8"), "quotes", fenced(quotes.table()))
    page = filled(PAGE, page, "kinds", kinds.table("markdown").rpartition("\n`kinds:")[0])
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    return 0


def fenced(text: str) -> str:
    """Return a text as it stands, for Markdown."""
    return f"```text\n{text}```\n"


if __name__ == "__main__":
    sys.exit(main())
