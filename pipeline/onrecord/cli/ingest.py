"""``onrecord ingest``: files in, a folder of documents out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import FINDINGS, options, reading, report
from onrecord.cli.console import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.ingest import Item, Summary


def command(
    out: Annotated[str, typer.Option("-o", "--out", metavar="OUT", help="Folder of the documents.")],
    inputs: reading.Inputs = None,
    published: options.Published = None,
    publisher: options.Publisher = None,
    files_from: reading.FilesFrom = None,
    retry_failed: reading.RetryFailed = None,
    format: reading.Format = None,
    metadata: reading.Metadata = None,
    text_key: reading.TextKey = None,
    date_key: reading.DateKey = None,
    title_key: reading.TitleKey = None,
    url_key: reading.UrlKey = None,
    publisher_key: reading.PublisherKey = None,
    language_key: reading.LanguageKey = None,
    id_key: reading.IdKey = None,
    language: reading.Language = "en",
    dedupe: reading.Dedupe = "mark",
    similarity: reading.Similarity = 0.8,
    max_bytes: reading.MaxBytes = 10_000_000,
) -> None:
    """Read articles into documents.jsonl, with where each comes from.

    What cannot be read, is in another language or, with --dedupe drop, is there already goes to quarantine.jsonl
    with its reason, and the rest goes on. Nothing is fetched from the network.
    """
    from onrecord.ingest import ingest_run
    from onrecord.schema import Options, check_published

    if published is not None:
        check_published(published)
    chosen = reading.reading(
        keys={
            "text": text_key,
            "published": date_key,
            "title": title_key,
            "url": url_key,
            "publisher": publisher_key,
            "language": language_key,
            "doc_id": id_key,
        },
        form=format,
        metadata=metadata,
        language=language,
        dedupe=dedupe,
        similarity=similarity,
        max_bytes=max_bytes,
        retry=retry_failed,
    )
    with _progress() as advance:
        summary = ingest_run(
            reading.paths(inputs, files_from),
            out,
            options=Options(published=published, publisher=publisher, reading=chosen),
            progress=advance,
        )
    _print(summary, out)
    if summary.manifest.quarantined:
        raise typer.Exit(FINDINGS)


@contextmanager
def _progress() -> Iterator[Callable[[Item], None] | None]:
    """Show how many have been read on a terminal, and nothing elsewhere."""
    console = errors()
    if not console.is_terminal:
        yield None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} read"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("ingest", total=None)
        yield lambda item: bar.update(task, advance=1)


def _print(summary: Summary, out: str) -> None:
    from rich.table import Table

    manifest = summary.manifest
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="dim")
    table.add_row("documents", f"{manifest.documents:,}", f"{manifest.characters:,} characters")
    if manifest.duplicates:
        table.add_row("duplicates", f"{manifest.duplicates:,}", f"see {os.path.join(out, 'provenance.jsonl')}")
    if manifest.quarantined:
        table.add_row("set aside", f"{manifest.quarantined:,}", f"see {os.path.join(out, 'quarantine.jsonl')}")
    console = errors()
    console.print(table)
    report.finish(
        console,
        "ingest",
        out,
        quarantined=manifest.quarantined,
        renamed=manifest.renamed,
        ignored=manifest.ignored_keys,
    )
