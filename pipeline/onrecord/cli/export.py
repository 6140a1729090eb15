"""``onrecord export``: a run and what is joined across its articles, as tables for other programs."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from onrecord.cli.stats import Aliases

Form = Literal["parquet", "csv", "sqlite", "duckdb"]


def command(
    runs: Annotated[list[str], typer.Argument(metavar="RUN...", help="Folders of runs, or of gold.")],
    out: Annotated[
        str,
        typer.Option("-o", "--out", metavar="OUT", help="Folder, or file: .db and .sqlite are SQLite, .duckdb duckdb."),
    ],
    to: Annotated[
        Form | None,
        typer.Option("--to", help="What to write; by default the name of OUT says, and a folder gets Parquet."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace OUT if it is there.")] = False,
    aliases: Aliases = None,
) -> None:
    """Write a run as tables: documents, claims, links, participants, copies, the ledger, wordings of quotes.

    SQLite is laid out for Datasette, with NAME.metadata.json beside it: datasette serve NAME.db -m NAME.metadata.json.
    To give records back to onrecord, use convert.
    """
    from onrecord.aggregate.exports import export

    counts = export(runs, out, to, aliases=aliases, overwrite=force)
    width = max(map(len, counts))
    for name, number in counts.items():
        typer.echo(f"{name:{width}}  {number:,}", err=True)
