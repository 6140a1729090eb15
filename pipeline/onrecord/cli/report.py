"""The end of a report on input that was read: where it went, what was set aside, and what is odd about it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from rich.console import Console

from onrecord.cli.console import printable


def finish(
    console: Console,
    command: str,
    out: str,
    *,
    quarantined: int,
    renamed: int,
    ignored: Mapping[str, int],
    shards: int = 1,
) -> None:
    """Print it.

    Args:
        console: Where.
        command: The command that did it, which also reads again what was set aside.
        out: The folder.
        quarantined: How many were set aside.
        renamed: How many documents got another name than they had.
        ignored: Keys that no document has, with the number of those that had them.
        shards: How many files there are of a kind.
    """
    parts = f", in {shards:,} shards" if shards > 1 else ""
    console.print(f"written to {printable(out)}{parts}", markup=False, soft_wrap=True)
    if quarantined:
        again = f"onrecord {command} --retry-failed {shlex.quote(out)} -o OTHER_FOLDER"
        console.print(f"what was set aside, once it is mended: {printable(again)}", markup=False, soft_wrap=True)
    if renamed:
        console.print(f"{renamed:,} documents renamed, for their names were taken")
    for key, records in ignored.items():
        console.print(f"ignored {printable(key)!r} of {records:,} documents", markup=False)
