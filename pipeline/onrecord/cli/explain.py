"""``onrecord explain``: what each stage made of a text, and by which rule."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer
from msgspec import UNSET

from onrecord.cli import options
from onrecord.cli.console import STYLES, output, printable, short

if TYPE_CHECKING:
    from rich.console import Console
    from spacy.tokens import Doc

    from onrecord.schema import Claim

# Shown in the heading of a claim, or of no use to a reader.
_HEADING = frozenset({"id", "doc_id", "start", "end", "text", "sentence", "links", "stage", "rule", "confidence"})


def command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or more; - reads standard input.")],
    model: options.Model = options.MODEL,
    published: options.Published = None,
    publisher: options.Publisher = None,
    tokens: Annotated[bool, typer.Option("--tokens", help="Show tags, lemmas and the parse as well.")] = False,
) -> None:
    """Explain every claim found in a text: stage, rule, confidence, fields and links."""
    from onrecord import assemble, collect, extraction
    from onrecord.schema import make_document

    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    document = make_document(text, published=published, publisher=publisher)
    nlp = assemble.load(model)
    doc = nlp(extraction.prepare(nlp, document))
    claims = collect.claims(doc)
    console = output()
    if tokens:
        _print_tokens(console, doc)
    for stage in assemble.STAGES:
        found = [claim for claim in claims if claim.stage == stage]
        console.print(f"[bold]{stage}[/bold]  {len(found) or 'nothing'}")
        for claim in found:
            _print_claim(console, claim, {c.id: c for c in claims})


def _print_tokens(console: Console, doc: Doc) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in ("start", "token", "lemma", "pos", "tag", "dep", "head", "entity"):
        table.add_column(heading)
    for token in doc:
        cells = (token.text, token.lemma_, token.pos_, token.tag_, token.dep_, token.head.text)
        entity = "-".join(part for part in (token.ent_iob_, token.ent_type_) if part)
        table.add_row(str(token.idx), *(Text(short(cell)) for cell in cells), entity, end_section=False)
    console.print(table)
    for span in doc.spans.get("attribution", ()):
        console.print(f"{span.start_char}:{span.end_char} {span.label_} ", short(span.text), markup=False)


def _print_claim(console: Console, claim: Claim, by_id: dict[str, Claim]) -> None:
    from rich.text import Text

    heading = Text.assemble(f"  {claim.start}:{claim.end} ", (printable(claim.text), STYLES[claim.kind]))
    console.print(heading)
    console.print(f"    rule {claim.rule}  confidence {claim.confidence}", style="dim")
    for name in claim.__struct_fields__:
        value = getattr(claim, name)
        if name not in _HEADING and value is not UNSET:
            console.print(Text(f"    {name} {_written(value)}"))
    for link in claim.links:
        target = by_id.get(link.target)
        where = f"{target.start}:{target.end} {short(target.text)}" if target else link.target
        console.print(Text(f"    link {link.role} → {where}"))


def _written(value: Any) -> str:
    if isinstance(value, msgspec.Struct):
        part = msgspec.to_builtins(value)
        return f"{part['start']}:{part['end']} {short(part['text'])}"
    if isinstance(value, list):
        return ", ".join(short(str(v)) for v in value) or "none"
    return short(str(value)) if value is not None else "null"
