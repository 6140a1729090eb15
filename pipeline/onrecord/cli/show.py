"""``onrecord show``: an article on the terminal, its claims in colour."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import options
from onrecord.cli.console import STYLES, highlighted, output, short
from onrecord.errors import InputError, PipelineError
from onrecord.gist import gist

if TYPE_CHECKING:
    from onrecord.extraction import Extraction


def command(
    path: Annotated[str, typer.Argument(metavar="FILE|RUN|-", help="A text, or the folder of a run.")],
    doc_id: Annotated[str | None, typer.Argument(metavar="DOC_ID", help="Which document of a run.")] = None,
    model: options.Model = options.MODEL,
    published: options.Published = None,
    publisher: options.Publisher = None,
    kinds: options.Kinds = None,
) -> None:
    """Show an article with its claims in colour, and a list of them below."""
    from rich.table import Table
    from rich.text import Text

    if os.path.isdir(path):
        shown = _from_run(path, doc_id, options.split(kinds))
    else:
        shown = _from_text(path, doc_id, model, published, publisher, options.split(kinds))
    console = output()
    document = shown.document
    about = [document.title, document.publisher, document.published]
    console.print(Text(short("  ".join(a for a in (document.doc_id, *about) if a), 200), style="bold"))
    console.print(Text("  ").join(Text(kind, style=style) for kind, style in STYLES.items()))
    console.print()
    console.print(highlighted(document.text, shown.claims))
    console.print()
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right", style="dim")
    for claim in shown.claims:
        kind = Text(claim.kind, style=STYLES[claim.kind])
        table.add_row(f"{claim.start}:{claim.end}", kind, Text(short(claim.text)), Text(short(gist(claim))))
    console.print(table)


def _from_run(run: str, doc_id: str | None, kinds: list[str] | None) -> Extraction:
    """Read one document of a run, and the claims made in it."""
    from onrecord import records
    from onrecord.extraction import Extraction, check_kinds
    from onrecord.schema import Claim, Document

    check_kinds(kinds)
    documents: list[Document] = []
    for document in records.stream(run, records.DOCUMENTS, Document):
        if document.doc_id == doc_id:
            documents = [document]
            break
        documents.append(document)
    if len(documents) != 1 or doc_id not in (None, documents[0].doc_id):
        some = ", ".join(d.doc_id for d in documents[:5]) + (" …" if len(documents) > 5 else "")
        wanted = "which document?" if doc_id is None else f"no document {doc_id!r}"
        raise InputError(f"{run}: {wanted}", f"there are {some}" if some else "the run holds none")
    [document] = documents
    claims = [c for c in records.stream(run, records.CLAIMS, Claim) if c.doc_id == document.doc_id]
    return Extraction(document, [c for c in claims if kinds is None or c.kind in kinds])


def _from_text(
    path: str,
    doc_id: str | None,
    model: str,
    published: str | None,
    publisher: str | None,
    kinds: list[str] | None,
) -> Extraction:
    """Extract from one document: a text, or the one row or named row of a file."""
    from onrecord import batch
    from onrecord.extraction import Extraction

    chosen = batch.make_options(published, publisher, kinds)
    found: list[str] = []
    for result in batch.extract_stream([path], model=model, options=chosen):
        if not isinstance(result, Extraction):
            error = PipelineError if result.stage == "extract" else InputError
            raise error(f"{result.source}: {result.error}", result.hint)
        if doc_id in (None, result.document.doc_id):
            return result
        found.append(result.document.doc_id)
    raise InputError(f"{path}: no document {doc_id!r}", f"there are {', '.join(found[:5])}")
