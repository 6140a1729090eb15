"""Fill the marked blocks of answers.md with what the commands print for the articles of answers_articles.jsonl.

    python docs/answers_example.py

``make readme`` runs it.
"""

from __future__ import annotations

import io
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from blocks import filled

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "answers.md"
ARTICLES = ROOT / "docs" / "answers_articles.jsonl"
COMMANDS = {
    "participants": ["stats", "RUN", "participants", "--top", "4"],
    "utterances": ["stats", "RUN", "utterances"],
    "ledger": ["ledger", "RUN", "--actor", "Norvik", "--format", "history"],
}


def main() -> int:
    """Write answers.md with its blocks filled."""
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        run = str(Path(folder, "run"))
        printed(["extract", str(ARTICLES), "-o", run])
        for name, command in COMMANDS.items():
            text = printed([run if word == "RUN" else word for word in command])
            shown = " ".join(command)
            lines = [line.rstrip() for line in text.splitlines()]
            page = filled(PAGE, page, name, "\n".join([f"```text\n$ onrecord {shown}", *lines, "```\n"]))
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    return 0


def printed(arguments: list[str]) -> str:
    """Return what a command prints on a terminal of 120 columns."""
    from onrecord.cli import main as command

    out = io.StringIO()
    with (
        patch.object(sys, "argv", ["onrecord", *arguments]),
        patch.dict("os.environ", {"COLUMNS": "120"}),
        redirect_stdout(out),
        redirect_stderr(io.StringIO()),
    ):
        try:
            command()
        except SystemExit as ended:
            if ended.code:
                raise
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
