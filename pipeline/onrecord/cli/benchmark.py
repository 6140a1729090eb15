"""``onrecord benchmark``: how good is the model on public corpora, beside what others report?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

import typer

from onrecord.cli import options
from onrecord.cli.console import errors

Format = Literal["text", "markdown", "json"]


def _list(wanted: bool) -> None:
    if wanted:
        from onrecord.benchmark import TASKS

        width = max(map(len, TASKS))
        for task in TASKS.values():
            typer.echo(f"{task.name:{width}}  {task.title}")
            typer.echo(f"{'':{width}}  needs {task.files}; with all: {task.place}")
            typer.echo(f"{'':{width}}  from {task.get}")
        raise typer.Exit


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Benchmark, or all.")],
    data: Annotated[
        str,
        typer.Option("--data", metavar="DIR", help="The corpus, or a part of it; with all, a folder of all."),
    ],
    model: options.Model = options.MODEL,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Read no more documents than that.")] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print.")] = "text",
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, metavar="N", help="Number of processes.")] = 1,
    resamples: Annotated[int, typer.Option(min=0, metavar="N", help="Bootstrap resamples; 0 for none.")] = 1000,
    list_tasks: Annotated[
        bool, typer.Option("--list", callback=_list, is_eager=True, help="List the benchmarks and what they need.")
    ] = False,
) -> None:
    """Measure the model on a public corpus, by the measures of those who work with it.

    Everything starts from raw text. Intervals come from resampling documents. Beside the figures stand those that
    others report, with their sources; docs/benchmarks.md says what can be compared with what.
    """
    from onrecord import benchmark

    places = [(name, data)]
    if name == "all":
        places = [(task.name, str(benchmark.find(task, data))) for task in benchmark.TASKS.values()]
    found = []
    for task, place in places:
        with _progress(task) as advance:
            result = benchmark.run(
                task, place, model=model, limit=limit, jobs=jobs, resamples=resamples, progress=advance
            )
        for warning in result.warnings:
            typer.echo(f"onrecord: {task}: {warning}", err=True)
        if format != "json":
            typer.echo(result.table(format))
        found.append(result.to_dict())
    if format == "json":
        import json

        typer.echo(json.dumps(found if name == "all" else found[0], indent=2, ensure_ascii=False))


@contextmanager
def _progress(name: str) -> Iterator[Callable[[], None]]:
    """Show what has been done on a terminal, and nothing elsewhere."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(f"{name}: {{task.completed}} documents"), TimeElapsedColumn())
    console = errors()
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda: bar.advance(task)
