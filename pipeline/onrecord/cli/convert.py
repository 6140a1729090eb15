"""``onrecord convert``: records from and to the formats of annotation tools, and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import FINDINGS, options
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.formats import Conversion


def _list(wanted: bool) -> None:
    if wanted:
        from onrecord.formats.registry import all_formats

        width = max(len(form.name) for form in all_formats())
        for form in all_formats():
            only = "" if form.write is not None else " (read only)"
            typer.echo(f"{form.name:{width}}  {form.title}{only}")
            for lost in form.lossy:
                typer.echo(f"{'':{width}}  - {lost}")
        raise typer.Exit


def command(
    source: Annotated[str, typer.Argument(metavar="IN", help="File or folder to read.")],
    target: Annotated[str, typer.Argument(metavar="OUT", help="File or folder to write.")],
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="Format of IN; by default it is recognised.")
    ] = None,
    target_format: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="Format of OUT; by default its name says.")
    ] = None,
    kinds: options.Kinds = None,
    documents: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="documents.jsonl with the texts, for formats that hold none."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace OUT if it is there.")] = False,
    list_formats: Annotated[
        bool, typer.Option("--list", callback=_list, is_eager=True, help="List the formats and what they cannot hold.")
    ] = False,
) -> None:
    """Convert records from or to the format of an annotation tool, or a table.

    Nothing changes that nobody edited: converted there and back, the files are the same byte for byte. What
    somebody edited in the tool wins over the record it was made from. A document that cannot be converted is
    named, and the rest goes on.
    """
    from onrecord import formats

    done = formats.convert(
        source,
        target,
        source_format=source_format,
        target_format=target_format,
        kinds=options.split(kinds),
        documents=documents,
        overwrite=force,
    )
    _report(done, target)
    if done.failures and not done.counts["documents"]:
        raise InputError(f"{source}: no document could be converted", "see the lines above")
    if done.failures:
        raise typer.Exit(FINDINGS)


def _report(done: Conversion, target: str) -> None:
    from onrecord.schema import KINDS

    def tell(line: str) -> None:
        typer.echo(line, err=True)

    for failure in done.failures:
        tell(f"onrecord: {' '.join(failure.split())}")
    for what, number in done.notes.items():
        tell(f"{number:,} {what}")
    for what, number in done.losses.items():
        tell(f"not held by {target}: {number:,} {what}")
    by_kind = ", ".join(f"{done.counts[kind]:,} {kind}" for kind in KINDS if done.counts[kind]) or "none"
    total = sum(done.counts[kind] for kind in KINDS)
    tell(f"{target}: {done.counts['documents']:,} documents, {total:,} claims ({by_kind})")
    if done.failures:
        tell(f"{len(done.failures):,} failures")
