"""Conversion of documents and claims from and to the formats of annotation tools, and tables.

Example::

    convert("outputs/run", "tasks.json", to="label-studio")
    convert("export.json", "gold")
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.formats import registry
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.record_checks import INVENTORY
from onrecord.schema import KINDS, Document

__all__ = ["Article", "Conversion", "Format", "convert"]


def convert(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    source_format: str | None = None,
    target_format: str | None = None,
    kinds: Collection[str] | None = None,
    documents: str | os.PathLike[str] | None = None,
    overwrite: bool = False,
) -> Conversion:
    """Convert documents and their claims; a document that cannot be converted is named and the rest goes on.

    Args:
        source: File or folder to read.
        target: File or folder to write.
        source_format: Format of the source; by default it is recognised.
        target_format: Format of the target; by default the name says.
        kinds: Kinds of claim to keep; links to others go with them.
        documents: ``documents.jsonl`` with the texts, for formats that hold none.
        overwrite: Replace a target that is there.

    Raises:
        InputError: if the source cannot be read at all, or the target not be written.
    """
    unknown = sorted(set(kinds or ()) - set(KINDS))
    if unknown:
        raise InputError(f"unknown kinds: {', '.join(unknown)}", f"there are {', '.join(KINDS)}")
    inward, outward = Path(source), Path(target)
    reader = registry.get(source_format) if source_format else registry.of_source(inward)
    writer = registry.get(target_format) if target_format else registry.of_target(outward, reader)
    if not inward.exists():
        raise InputError(f"{inward}: not there", "check the path")
    if writer.write is None:
        raise InputError(f"{writer.name} can only be read", "onrecord convert --list says which can be written")
    _check_target(inward, outward, overwrite)
    conversion = Conversion(jsonl.read(documents, Document) if documents is not None else ())
    articles = _articles(reader, writer, inward, kinds, conversion)
    writer.write(articles, outward, conversion)
    return conversion


def _check_target(source: Path, target: Path, overwrite: bool) -> None:
    if target.exists() and target.resolve() == source.resolve():
        raise InputError(f"{target}: the same as the source", "name another place")
    full = any(target.iterdir()) if target.is_dir() else target.exists()
    if full and not overwrite:
        raise InputError(f"{target}: already there", "it may hold corrections; name another place, or give --force")


def _articles(
    reader: Format, writer: Format, path: Path, kinds: Collection[str] | None, conversion: Conversion
) -> Iterator[Article]:
    """Yield what is to be written."""
    taken: set[str] = set()
    for article in reader.read(path, conversion):
        document, claims = article if kinds is None else _only(article, kinds)
        doc_id = document.doc_id
        if doc_id in taken:
            _fail(conversion, f"{path}: document {doc_id!r} again", "every document has a name of its own")
        elif not writer.surrogates and not _is_unicode(article):
            fault = f"{path}: document {doc_id!r} has half a surrogate pair, which {writer.name} cannot hold"
            _fail(conversion, fault, "repair the text, or convert to a format of JSON")
        else:
            taken.add(doc_id)
            conversion.counts["documents"] += 1
            conversion.counts.update(claim.kind for claim in claims)
            yield Article(document, claims)


def _is_unicode(article: Article) -> bool:
    try:
        msgspec.json.encode(article)
    except UnicodeEncodeError:
        return False
    return True


def _fail(conversion: Conversion, fault: str, hint: str) -> None:
    conversion.failures.append(str(InputError(fault, hint)))


def _only(article: Article, kinds: Collection[str]) -> Article:
    kept = {claim.id for claim in article.claims if claim.kind in kinds}
    claims = []
    for claim in article.claims:
        if claim.id in kept:
            links = [link for link in claim.links if link.target in kept or link.target.startswith(INVENTORY)]
            claims.append(msgspec.structs.replace(claim, links=links) if len(links) < len(claim.links) else claim)
    return Article(article.document, claims)
