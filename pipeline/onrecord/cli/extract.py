"""``onrecord extract``: files in, a run folder out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from onrecord.cli import FINDINGS, options, progress, reading, report
from onrecord.cli.console import errors, printable
from onrecord.errors import InputError
from onrecord.schema import KINDS

if TYPE_CHECKING:
    from onrecord.batch import Result, Summary
    from onrecord.batch.engines import Name as EngineName
    from onrecord.cli.progress import Advance


def command(
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="OUT", help="Folder of the run; - writes claims to stdout.")
    ],
    inputs: reading.Inputs = None,
    model: options.Model = options.MODEL,
    published: options.Published = None,
    publisher: options.Publisher = None,
    kinds: options.Kinds = None,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, metavar="N", help="Number of processes.")] = 1,
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="Who does it: local (processes here) or ray (actors of a Ray cluster).")
    ] = "local",
    ray_address: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Running Ray cluster; without it, one is started here.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the unfinished run in OUT; begin one if there is none.")
    ] = False,
    restart: Annotated[bool, typer.Option("--restart", help="Drop the unfinished run in OUT, and begin anew.")] = False,
    shard_size: Annotated[
        int, typer.Option(min=1, metavar="N", help="Documents in a file; where there are more, there are shards.")
    ] = 10_000,
    time_limit: Annotated[
        float,
        typer.Option(
            min=0.001,
            metavar="SECONDS",
            help="Longest time of the processor one document may take; one that takes longer is set aside.",
        ),
    ] = 300.0,
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
    dedupe: reading.Dedupe = "off",
    similarity: reading.Similarity = 0.8,
    max_bytes: reading.MaxBytes = 10_000_000,
) -> None:
    """Extract claims from articles.

    A file may have a companion NAME.json with published, title, url, publisher and language. A document that
    cannot be read or processed goes to quarantine.jsonl with its reason, and the rest goes on.
    """
    from onrecord import batch
    from onrecord.ingest import inputs as found
    from onrecord.ingest import size

    read_as = reading.reading(
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
    paths = reading.paths(inputs, files_from)
    chosen = batch.make_options(published, publisher, options.split(kinds), read_as)
    folder = None if out == "-" else Path(out)
    if folder is None and engine != "local":
        raise InputError(f"--engine {engine} writes a run, and nothing to stdout", "name a folder with -o")
    with _interrupted(out), progress.shown(lambda: size(found(paths, chosen, skip=folder))) as advance:
        if folder is None:
            results = batch.extract_stream(paths, model=model, options=chosen, jobs=jobs, time_limit=time_limit)
            quarantined = _to_stdout(results, advance)
        else:
            summary = batch.extract_run(
                paths,
                out,
                model=model,
                options=chosen,
                jobs=jobs,
                engine=cast("EngineName", engine),
                ray_address=ray_address,
                shard_size=shard_size,
                time_limit=time_limit,
                resume=resume,
                restart=restart,
                progress=advance,
            )
            quarantined = summary.manifest.counts.quarantined
    if folder is not None:
        _print(summary, out)
    if quarantined:
        raise typer.Exit(FINDINGS)


@contextmanager
def _interrupted(out: str) -> Iterator[None]:
    """Say what becomes of a run that is interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        if out != "-":
            print(f"onrecord: {printable(out)}: interrupted; --resume goes on where it stopped", file=sys.stderr)
        raise


def _to_stdout(results: Iterable[Result], advance: Advance | None) -> int:
    """Write claims to standard output, name what was set aside, and return how much that is."""
    from onrecord import jsonl
    from onrecord.batch import Step
    from onrecord.batch.tally import Tally
    from onrecord.extraction import Extraction

    claims = jsonl.Writer(sys.stdout.buffer)
    quarantined = 0
    for result in results:
        if advance is not None:
            tally = Tally()
            tally.add(result)
            advance(Step(tally.counts(), 0, False))
        if isinstance(result, Extraction):
            claims.write_all(result.claims)
        else:
            quarantined += 1
            place = result.source if result.line is None else f"{result.source}:{result.line}"
            print(f"onrecord: {place}: {result.error}; {result.hint}", file=sys.stderr)
    sys.stdout.flush()
    return quarantined


def _print(summary: Summary, out: str) -> None:
    from rich.table import Table

    manifest, counts = summary.manifest, summary.manifest.counts
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="dim")
    silent = f"{counts.documents_without_claims:,} without claims" if counts.documents_without_claims else ""
    table.add_row("documents", f"{counts.documents:,}", silent)
    for kind in manifest.options.kinds or KINDS:
        table.add_row(kind, f"{counts.claims.get(kind, 0):,}")
    if counts.quarantined:
        table.add_row("set aside", f"{counts.quarantined:,}", f"see {os.path.join(out, 'quarantine.jsonl')}")
    if summary.resumed == counts.documents and counts.documents:
        table.add_row("resumed", f"{summary.resumed:,}", "all were done; without --resume it is made anew")
    else:
        if summary.resumed:
            table.add_row("resumed", f"{summary.resumed:,}", "of the documents were done before")
        table.add_row("words/s", f"{summary.timings.words_per_second:,.0f}", f"{summary.timings.extract:.1f} s")
    console = errors()
    console.print(table)
    report.finish(
        console,
        "extract",
        out,
        quarantined=counts.quarantined,
        renamed=counts.renamed,
        ignored=manifest.ignored_keys,
        shards=summary.shards,
    )
