"""The commands and the options they share."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import (
    benchmark,
    convert,
    dataset,
    evaluate,
    explain,
    export,
    extract,
    info,
    ingest,
    ledger,
    show,
    stats,
    validate,
    view,
)

debug = False
app = typer.Typer(
    help="Who said what, which sums and dates are named, and who committed to what in English news.",
    epilog="Exit codes: 0 fine, 1 findings, 2 usage or input, 3 pipeline or model, 130 interrupted.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract")(extract.command)
app.command("ingest")(ingest.command)
app.command("show")(show.command)
app.command("explain")(explain.command)
app.command("evaluate")(evaluate.command)
app.command("benchmark")(benchmark.command)
app.command("convert")(convert.command)
app.add_typer(dataset.app, name="dataset")
app.command("stats")(stats.command)
app.command("ledger")(ledger.command)
app.command("export")(export.command)
app.command("validate")(validate.command)
app.command("view")(view.command)
app.command("info")(info.command)


def _version(wanted: bool) -> None:
    if wanted:
        from onrecord.fingerprint import package_version

        typer.echo(f"onrecord {package_version()}")
        raise typer.Exit


@app.callback()
def _options(
    show_traceback: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error, not one line.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    global debug
    debug = show_traceback
