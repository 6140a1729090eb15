"""``onrecord evaluate``: how good are the claims, how sure is that, and where are the errors?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli import FINDINGS, options

if TYPE_CHECKING:
    from onrecord.evaluate import Evaluation
    from onrecord.evaluate.compare import Compared

Format = Literal["text", "markdown", "json"]


def command(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="Gold: a folder, or a claims.jsonl in one.")],
    pred: Annotated[str, typer.Argument(metavar="PRED", help="The run to score, on the same texts.")],
    other: Annotated[
        str | None, typer.Argument(metavar="[PRED2]", help="A second run, to be compared with the first.")
    ] = None,
    kinds: options.Kinds = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="A,B", help="Break down by fields of a document (publisher, year …) and kind."),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print.")] = "text",
    agreement: Annotated[
        bool, typer.Option("--agreement", help="GOLD and PRED are two annotators: F1 and Krippendorff's alpha.")
    ] = False,
    errors: Annotated[
        str | None,
        typer.Option(metavar="OUT.html", help="Write a page of all errors, beside each other in the article."),
    ] = None,
    reliability: Annotated[
        bool, typer.Option("--reliability", help="Print as well how many claims of each confidence are right.")
    ] = False,
    floors: Annotated[
        str | None, typer.Option(metavar="FILE", help="Least scores; exit 1 if one is not reached.")
    ] = None,
    raise_floors: Annotated[
        bool, typer.Option("--raise-floors", help="Put the floors in that file up to the scores.")
    ] = False,
    lower: Annotated[
        bool, typer.Option("--lower", help="With --raise-floors: floors may also go down, and gold may change.")
    ] = False,
    resamples: Annotated[int, typer.Option(min=0, metavar="N", help="Bootstrap resamples; 0 for none.")] = 1000,
    permutations: Annotated[int, typer.Option(min=1, metavar="N", help="Swaps of the randomisation test.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Of all random numbers.")] = 12345,
) -> None:
    """Score a run against gold, compare two runs, or measure the agreement of two annotators.

    Spans count as found if they are the same, or share at least half of their characters. Attributes and links
    are F1 over the spans so found. Intervals come from resampling documents; the signature below the tables says
    what they were made with. docs/evaluation.md explains how to read them.
    """
    if (raise_floors or lower) and floors is None:
        raise typer.BadParameter("say which file with --floors FILE", param_hint="--raise-floors, --lower")
    if lower and not raise_floors:
        raise typer.BadParameter("belongs to --raise-floors", param_hint="--lower")
    if floors is not None and (agreement or other is not None):
        raise typer.BadParameter("are for one run against gold", param_hint="--floors")
    from onrecord.evaluate import evaluate
    from onrecord.evaluate.errors_page import Page
    from onrecord.evaluate.reliability import Reliability

    page = (
        None
        if errors is None
        else Page(first="first" if agreement else "gold", second="second" if agreement else "predicted")
    )
    reliable = Reliability() if reliability else None

    def observe(compared: Compared) -> None:
        for observer in (page, reliable):
            if observer is not None:
                observer.add(compared)

    found = evaluate(
        gold,
        pred,
        other,
        kinds=options.split(kinds),
        by=options.split(by) or (),
        agreement=agreement,
        resamples=resamples,
        permutations=permutations,
        seed=seed,
        observe=observe,
    )
    for warning in found.warnings:
        typer.echo(f"onrecord: {warning}", err=True)
    typer.echo(_shown(found, format), nl=False)
    if reliable is not None:
        typer.echo("\n" + reliable.table(format), nl=False, err=format == "json")
    if page is not None and errors is not None:
        page.write(errors, found)
        typer.echo(f"onrecord: {page.errors:,} errors in {errors}", err=True)
    if floors is not None and not _gate(found, floors, raise_floors, lower):
        raise typer.Exit(FINDINGS)


def _shown(found: Evaluation, format: Format) -> str:
    if format == "json":
        plain = json.dumps(found.to_dict(), indent=2, ensure_ascii=False)
        # A lone surrogate (in the name of a publisher, say) becomes the JSON escape that stands for it.
        return plain.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
    return found.table(format)


def _gate(found: Evaluation, path: str, raise_floors: bool, lower: bool) -> bool:
    """Compare with the floors or put them up, say what came of it on standard error, and whether it is well."""
    import os

    from onrecord.evaluate import floors

    old = None if raise_floors and not os.path.exists(path) else floors.read(path)
    if old is not None and not lower:
        failures = list(floors.failures(found, old))
        if failures:
            for failure in failures:
                typer.echo(f"{path}: {failure}", err=True)
            typer.echo(f"onrecord: {len(failures)} floors not kept", err=True)
            return False
    if raise_floors:
        new = floors.measured(found) if old is None or lower else floors.raised(found, old)
        for change in floors.changes(old, new):
            typer.echo(f"{path}: {change}", err=True)
        floors.write(path, new)
    else:
        assert old is not None
        typer.echo(f"{path}: {len(old.floors)} floors kept", err=True)
    return True
