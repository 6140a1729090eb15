"""``onrecord view``: a run as a page to look at, in one file."""

from __future__ import annotations

from typing import Annotated

import typer

_LARGE_MB = 100


def command(
    run: Annotated[str, typer.Argument(metavar="RUN", help="Folder with documents.jsonl and claims.jsonl.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The page to write.")] = "report.html",
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Heading; by default the name of the folder.")
    ] = None,
) -> None:
    """Write a run, or gold, as one HTML file: articles with their claims, a ledger of commitments, a timeline.

    The page loads nothing and needs no network. Claims can be accepted, rejected, edited and added in it, and saved
    as gold that ``onrecord evaluate`` and ``onrecord dataset build`` read. docs/view.md describes it.
    """
    import os

    from onrecord import view

    held = view.write(run, output, title=title)
    size = os.path.getsize(output) / 1e6
    if size > _LARGE_MB:
        typer.echo(f"onrecord: {output} is large and will open slowly; pages of parts of the run would not", err=True)
    typer.echo(f"{output}: {len(held.documents):,} documents, {len(held.claims):,} claims, {size:.1f} MB", err=True)
