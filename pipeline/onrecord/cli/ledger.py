"""``onrecord ledger``: every undertaking of some runs once, with its history and its deadline."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli.console import errors, output, printable, short
from onrecord.cli.stats import Aliases

if TYPE_CHECKING:
    from onrecord.aggregate import Entry, Ledger

Format = Literal["table", "history", "csv", "json"]


def command(
    runs: Annotated[list[str], typer.Argument(metavar="RUN...", help="Folders of runs, or of gold.")],
    due: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Open ones due in 2026, 2026-Q1, 2026-03, 2026-01..2026-06.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Those of actors whose name has this in it.")
    ] = None,
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help="Those that are open, withdrawn, fulfilled, broken or denied.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print.")] = "table",
    ical: Annotated[str | None, typer.Option(metavar="FILE", help="Write the deadlines as iCalendar (.ics).")] = None,
    out: Annotated[
        str | None, typer.Option("-o", "--out", metavar="FILE", help="Write the entries as JSON Lines (.jsonl).")
    ] = None,
    aliases: Aliases = None,
) -> None:
    """Join the commitments of articles into undertakings: who, what, until when, and what became of it.

    An entry carries every place it stands in. Syndicated copies count once; docs/answers.md says what is joined and
    what is not.
    """
    from onrecord.aggregate import due as periods
    from onrecord.aggregate import ledger

    period = None if due is None else periods.parse(due)
    found = ledger(runs, aliases=aliases)
    found = found.filter(actor=actor, state=state)
    if period is not None:
        found = found.due(period)
    _show(found, format)
    if ical is not None:
        from onrecord.aggregate.ical import calendar
        from onrecord.atomic import atomic

        with atomic(ical) as stream:
            stream.write(calendar(found))
        dated = sum(entry.due is not None for entry in found)
        typer.echo(f"{ical}: {dated:,} deadlines", err=True)
    if out is not None:
        found.write(out)
        typer.echo(f"{out}: {len(found):,} entries", err=True)


def _show(found: Ledger, format: Format) -> None:
    from onrecord.cli import frames

    if format == "json":
        import json

        import msgspec

        sys.stdout.write(json.dumps(msgspec.to_builtins(found.entries), indent=2, ensure_ascii=False) + "\n")
    elif format == "history":
        for entry in found:
            _history(entry)
    else:
        frames.show(found.frame(), format, shown=("due", "actors", "action", "amount", "state", "events", "articles"))
    spans = sum(len(entry.sources) for entry in found)
    errors().print(f"{len(found):,} undertakings in {spans:,} places", markup=False)


def _history(entry: Entry) -> None:
    """Print an entry with all that was told of it."""
    from rich.text import Text

    console = output()
    who = ", ".join(actor.name for actor in entry.actors) or "nobody named"
    console.print(Text(f"{short(who)}: {short(entry.wording, 100)} ({short(entry.standing)})", style="bold"))
    for event in entry.history:
        place = event.place
        change = f" {short(event.before, 30)} → {short(event.after or '', 30)}" if event.before else ""
        where = f"{place.doc_id}:{place.start}-{place.end}"
        about = "  ".join(part for part in (place.published or "no date", event.what + change, place.publisher) if part)
        console.print(Text(f"  {printable(about)}  {printable(where)}"))
        console.print(Text(f"    {short(place.text, 110)}", style="dim"))
