"""``onrecord stats``: questions about a run, each answered with a table and a plot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli import frames
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.aggregate.recipes import Recipe


def _list(wanted: bool) -> None:
    if wanted:
        from onrecord.aggregate.recipes import RECIPES

        width = max(map(len, RECIPES))
        for recipe in RECIPES.values():
            typer.echo(f"{recipe.name:{width}}  {recipe.question}")
        raise typer.Exit


Also = Annotated[
    list[str] | None, typer.Option("--also", metavar="RUN", help="Another run to take in; may be repeated.")
]
Aliases = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Table of names with the id (of Wikidata, say) of whom each names."),
]


def command(
    run: Annotated[str, typer.Argument(metavar="RUN", help="Folder of a run, or of gold.")],
    recipe: Annotated[
        str, typer.Argument(metavar="[RECIPE]", help="The question; --list names them.", show_default=False)
    ] = "overview",
    format: Annotated[frames.Format, typer.Option("--format", help="How to print.")] = "table",
    plot: Annotated[str | None, typer.Option(metavar="FILE", help="Draw it as well: .png or .svg.")] = None,
    top: Annotated[int | None, typer.Option(min=1, metavar="N", help="How many speakers, or participants.")] = None,
    by: Annotated[str | None, typer.Option(metavar="A,B", help="Commitments by actor, act, force, status.")] = None,
    due: Annotated[str | None, typer.Option(metavar="PERIOD", help="Deadlines in 2026, 2026-Q1, 2026-03 …")] = None,
    with_copies: Annotated[bool, typer.Option("--with-copies", help="Count syndicated copies as well.")] = False,
    also: Also = None,
    aliases: Aliases = None,
    list_recipes: Annotated[
        bool, typer.Option("--list", callback=_list, is_eager=True, help="List the questions.")
    ] = False,
) -> None:
    """Answer a question about a run: who is quoted, which sums are named, what falls due, and others (--list).

    Syndicated copies of an article count once. docs/answers.md says what every column is, and what is not added up.
    """
    from onrecord.aggregate import open_run, plots, recipes

    found = recipes.find(recipe)
    given = {"top": top, "by": None if by is None else by.split(","), "due": due, "with_copies": with_copies or None}
    options = _options(found, given)
    if plot is not None:
        plots.check(plot)
    with open_run([run, *(also or [])], aliases=aliases) as opened:
        table = found.table(opened, **options)
    frames.show(table, format, found.question, found.shown)
    if plot is not None:
        plots.save(found.plot(table), plot)


def _options(recipe: Recipe, given: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given.

    Raises:
        InputError: if the recipe does not take one.
    """
    from onrecord.aggregate.recipes import RECIPES

    chosen = {name: value for name, value in given.items() if value is not None}
    for name in chosen:
        if name not in recipe.options:
            takers = ", ".join(other.name for other in RECIPES.values() if name in other.options)
            raise InputError(f"--{name.replace('_', '-')} says nothing to {recipe.name}", f"it goes with {takers}")
    return chosen
