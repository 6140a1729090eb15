"""``onrecord validate``: does a run, or gold, hold what the format promises?"""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import FINDINGS


def command(
    run: Annotated[str, typer.Argument(metavar="RUN", help="Folder with documents.jsonl and claims.jsonl.")],
) -> None:
    """Check a run: schema, spans, links, ids, hashes and counts.

    Every failure is one line on standard output, naming file and line.
    """
    from onrecord.validate import validate

    report = validate(run)
    for failure in report.failures:
        typer.echo(failure)
    by_kind = ", ".join(f"{number} {kind}" for kind, number in sorted(report.claims.items())) or "none"
    what = f"{report.documents} documents, {report.claims.total()} claims ({by_kind})"
    if report.failures:
        typer.echo(f"{run}: {len(report.failures)} failures in {what}", err=True)
        raise typer.Exit(FINDINGS)
    typer.echo(f"{run}: {what}, all valid")
