"""``onrecord dataset``: build a data set from runs, prove one, put the texts back into one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli import FINDINGS
from onrecord.cli.console import errors, printable

if TYPE_CHECKING:
    from onrecord.export import Facts

app = typer.Typer(
    help="Build data sets from runs, prove them, and put texts back into them.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_Folder = Annotated[str, typer.Argument(metavar="DIR", help="Folder of a data set.")]
# The values are those of onrecord.export.Settings, which is not imported for the help to answer at once.
_Together = Literal["near-duplicates", "publisher", "day", "publisher-day"]


@app.command("build")
def build(
    runs: Annotated[list[str], typer.Argument(metavar="RUN...", help="Folders of runs, or of gold.")],
    out: Annotated[str, typer.Option("-o", "--out", metavar="DIR", help="Folder of the data set; a new one.")],
    split: Annotated[str, typer.Option(metavar="A/B/C", help="Train, dev and test in per cent.")] = "80/10/10",
    seed: Annotated[int, typer.Option(metavar="N", help="Where groups fall; another seed, other splits.")] = 0,
    keep_together: Annotated[
        _Together, typer.Option("--keep-together", help="What shares a split; near-duplicates always do.")
    ] = "near-duplicates",
    similarity: Annotated[
        float, typer.Option(min=0.5, max=1, metavar="J", help="Least Jaccard similarity of near-duplicates.")
    ] = 0.7,
    keep_copies: Annotated[bool, typer.Option("--keep-copies", help="List copies, but leave none out.")] = False,
    without_texts: Annotated[
        bool, typer.Option("--without-texts", help="Write offsets and hashes in the place of words.")
    ] = False,
    names: Annotated[
        Literal["keep", "drop"], typer.Option(help="Without texts: names of people and organisations.")
    ] = "keep",
    sources: Annotated[
        str | None, typer.Option(metavar="FILE", help="TOML with the licences of publishers and sites.")
    ] = None,
    evaluation: Annotated[
        str | None, typer.Option(metavar="FILE", help="Scores for the card: evaluate --format json.")
    ] = None,
    agreement: Annotated[
        str | None, typer.Option(metavar="FILE", help="Agreement for the card: evaluate --agreement --format json.")
    ] = None,
    name: Annotated[str, typer.Option(metavar="NAME", help="Name of the data set.")] = "claims",
    version: Annotated[str, typer.Option(metavar="VERSION", help="Version of the data set.")] = "1.0.0",
) -> None:
    """Build a data set from runs: splits without leaks, JSON Lines and Parquet, a card and Croissant metadata.

    Copies of one article (syndication) are left out and listed; the earliest stays. The same runs and options give
    the same bytes. docs/datasets.md describes every file and column.
    """
    from onrecord import export
    from onrecord.export import splits

    settings = export.Settings(
        name=name,
        version=version,
        split=splits.parse(split),
        seed=seed,
        keep_together=keep_together,
        threshold=similarity,
        keep_copies=keep_copies,
        texts="withheld" if without_texts else "included",
        names="dropped" if names == "drop" else "kept",
    )
    facts = export.build(runs, out, settings, sources=sources, evaluation=evaluation, agreement=agreement)
    _print(facts)


@app.command("verify")
def verify(folder: _Folder) -> None:
    """Prove a data set: every span, hash, id and link, Parquet against JSON Lines, and splits without leaks.

    Every failure is one line on standard output, naming file and line.
    """
    from onrecord.export.verify import verify

    report = verify(folder)
    for failure in report.failures:
        typer.echo(failure)
    documents = sum(part.documents for part in report.facts.parts.values())
    claims = sum(sum(part.claims.values()) for part in report.facts.parts.values())
    what = f"{documents:,} documents, {claims:,} claims in {', '.join(report.facts.parts)}"
    if report.failures:
        typer.echo(f"{folder}: {len(report.failures):,} failures in {what}", err=True)
        raise typer.Exit(FINDINGS)
    typer.echo(f"{folder}: {what}, all proved")
    if report.facts.settings.texts == "withheld":
        typer.echo("places only: words can be proved with the texts, after onrecord dataset rejoin", err=True)


@app.command("rejoin")
def rejoin(
    folder: _Folder,
    texts: Annotated[str, typer.Argument(metavar="TEXTS", help="Texts (.txt, .jsonl), or a folder of them.")],
    out: Annotated[str, typer.Option("-o", "--out", metavar="OUT", help="Folder of the complete data set; a new one.")],
) -> None:
    """Put the texts back into a data set that was built without them.

    Texts are found by their SHA-256 whatever the files are called. The result is what a build with texts gives, byte
    for byte.
    """
    from onrecord.export.rejoin import rejoin

    done = rejoin(folder, texts, out)
    errors().print(f"{done.texts_read:,} texts looked at", markup=False)
    _print(done.facts)


def _print(facts: Facts) -> None:
    """Show the splits and what was left out, on standard error."""
    from rich.table import Table

    kinds = list(next(iter(facts.parts.values())).claims)
    table = Table(box=None, pad_edge=False)
    table.add_column("split")
    for heading in ("documents", "groups", *kinds):
        table.add_column(heading, justify="right")
    for name, part in facts.parts.items():
        table.add_row(name, *(f"{n:,}" for n in (part.documents, part.groups, *(part.claims[k] for k in kinds))))
    console = errors()
    console.print(table)
    found = facts.duplicates
    alike = found.copies_of_the_same_words + found.near_copies
    what = "kept" if facts.settings.keep_copies else f"left out with {found.claims_removed:,} claims"
    console.print(f"{alike:,} copies among {found.documents_read:,} documents, {what}", markup=False)
    whole = sum(part.documents for part in facts.parts.values())
    if found.largest_group > max(0.1 * whole, 10):
        console.print(f"the largest group that stays together holds {found.largest_group:,} documents", markup=False)
    if unknown := sum(source.documents for source in facts.sources if source.licence == "unknown"):
        console.print(f"{unknown:,} documents of unknown licence; --sources names licences", markup=False)
    if facts.names_lost:
        console.print(f"{facts.names_lost:,} names do not stand in their text and are lost", markup=False)
    console.print(printable(facts.signature), markup=False, soft_wrap=True, style="dim")
