"""Fill the marked blocks of README.md: an example from real output, and the measured figures.

    python docs/readme_example.py             write README.md
    python docs/readme_example.py --figures   write the figures only, which needs no model

The figures are those of ``models/training/metrics.json``, which ``make -C models/training evaluate`` writes.
"""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blocks import filled

if TYPE_CHECKING:
    from onrecord import Claim, Extraction

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
METRICS = ROOT / "models" / "training" / "metrics.json"

PUBLISHED = "2025-05-14"
TEXT = (
    "Norvik Lines will spend €400 million on twelve electric ferries by 2030, its chief executive, Ingrid "
    "Solheim, said on Monday. “We promised the islands a clean fleet,” she told reporters in Bergen. The "
    "company, which paid about $30m for its first two ships in March, denied that fares would rise."
)
COMMAND = "make -C models/training evaluate DATA=...   # the folder of the corpora"
SYNTAX = (
    ("tag", "fine tags"),
    ("uas", "heads (UAS)"),
    ("las", "heads and labels (LAS)"),
    ("sentences", "sentences"),
)
# Section of the metrics file, name of the data, and the figures to show.
FIGURES = (
    ("gum_dev", "UD GUM", SYNTAX),
    ("ewt_dev", "UD English EWT", SYNTAX),
    ("newswire_dev", "en-worldwide-newswire", (("six.f", "names, six labels, exact spans"),)),
    (
        "polnear_dev",
        "PolNeAR",
        (
            ("span.source", "sources, exact spans"),
            ("span.cue", "cues, exact spans"),
            ("token.content", "content, by token"),
        ),
    ),
)
# What the table says of a record, beside its text: the fields that carry its meaning.
COLUMNS = {
    "entity": ("label", "mention", "name"),
    "quote": ("mode", "cue", "speaker", "polarity"),
    "money": ("amount_min", "amount_max", "currency", "approx"),
    "date": ("value", "bound", "basis"),
    "commitment": ("committers", "act", "force", "action"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Rewrite the blocks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true", help="leave the example as it is")
    options = parser.parse_args(argv)
    readme = README.read_text(encoding="utf-8")
    if not options.figures:
        import onrecord

        readme = filled(README, readme, "example", example(onrecord.extract(TEXT, published=PUBLISHED)) + "\n")
    if METRICS.exists():
        readme = filled(README, readme, "figures", figures(json.loads(METRICS.read_text(encoding="utf-8"))) + "\n")
    README.write_text(readme, encoding="utf-8")
    return 0


def example(result: Extraction) -> str:
    """Return the input, a table of all records and the first commitment in full, as Markdown."""
    import msgspec

    quoted = textwrap.fill(TEXT, 110, initial_indent="> ", subsequent_indent="> ")
    rows = [
        f"| {claim.kind} | {_cell(claim.text)} | {_says(claim)} |"
        for claim in sorted(result.claims, key=lambda c: (list(COLUMNS).index(c.kind), c.start))
    ]
    full = next((c for c in result.claims if c.kind == "commitment"), result.claims[0])
    fields = msgspec.to_builtins(full).items()
    record = ",\n".join(f'  "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in fields)
    return "\n".join(
        [
            f"Published {PUBLISHED}:",
            "",
            quoted,
            "",
            "| kind | span | what the record says |",
            "|---|---|---|",
            *rows,
            "",
            f"The first {full.kind} as it stands in `claims.jsonl`, there on one line:",
            "",
            "```json",
            f"{{\n{record}\n}}",
            "```",
        ]
    )


def figures(metrics: dict[str, Any]) -> str:
    """Return the figures of the model as a Markdown table and the command that prints them."""
    lines = [f"Measured on `{metrics['model']}` from raw text; F1 in percent.", ""]
    lines += ["| development set | what | F1 |", "|---|---|---|"]
    for data, name, measures in FIGURES:
        for path, what in measures:
            value: Any = metrics[data]
            for key in path.split("."):
                value = value[key]
            lines.append(f"| {name} | {what} | {value:.1f} |")
    return "\n".join([*lines, "", "```bash", COMMAND, "```"])


def _says(claim: Claim) -> str:
    parts = []
    for name in COLUMNS[claim.kind]:
        value = getattr(claim, name)
        shown = getattr(value, "text", value)
        if isinstance(shown, list):
            shown = ", ".join(shown)
        parts.append(f"{name} {'null' if shown is None else str(shown).lower() if shown in (True, False) else shown}")
    return _cell(" · ".join(parts))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
