"""Small pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; a heading that ends in a colon aligns its column to the right."""
    titles = [heading.removesuffix(":") for heading in headings]
    rules = ["--:" if heading.endswith(":") else "---" for heading in headings]
    lines = ["| " + " | ".join(titles) + " |", "|" + "|".join(rules) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(map(cell, row)) + " |" for row in rows)])


def cell(value: object) -> str:
    """Return a value as the cell of a table: one line, in which nothing is mark-up.

    Underscores stay: inside words, as names have them, they mean nothing.
    """
    if isinstance(value, int):
        return f"{value:,}"
    line = " ".join(str(value).split())
    return "".join(f"\\{char}" if char in "\\|*`[]<>" else char for char in line)


def share(part: int, whole: int) -> str:
    """Return a part in per cent."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def bullets(lines: Iterable[str]) -> str:
    """Return lines as a list."""
    return "\n".join(f"- {line}" for line in lines)
