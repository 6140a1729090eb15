"""The marked blocks of a page that a script fills from real output."""

from __future__ import annotations

from pathlib import Path


def filled(path: Path, page: str, name: str, content: str) -> str:
    """Return a page with the content between the marks of a block replaced.

    Args:
        path: Where the page lies, for the error.
        page: Its text.
        name: The block, between ``<!-- name:begin -->`` and ``<!-- name:end -->``.
        content: What it is to hold, with its last line end.

    Raises:
        ValueError: if the page lacks the marks.
    """
    begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
    before, opened, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        raise ValueError(f"{path.name}: no block {name}; it begins with {begin.strip()} and ends with {end}")
    return before + begin + content + end + after
