"""Options that several commands take, and how they are read."""

from __future__ import annotations

from typing import Annotated

import typer

Model = Annotated[str, typer.Option("-m", "--model", metavar="MODEL", help="Installed model, or the folder of one.")]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="ISO 8601 date of publication, for documents that name none."),
]
Publisher = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who published them, for documents that do not say.")
]
Kinds = Annotated[
    str | None,
    typer.Option(metavar="A,B", help="Kinds of claim to keep: entity, quote, money, date, commitment."),
]
# The default of ``--model``; naming onrecord.assemble.DEFAULT_MODEL here would import spaCy for ``--help``.
MODEL = "en_onrecord"


def split(kinds: str | None) -> list[str] | None:
    """Return the names in a comma-separated list."""
    return None if kinds is None else [kind.strip() for kind in kinds.split(",") if kind.strip()]
