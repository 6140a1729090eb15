"""Documents in the files of other tools: what was written beside the text, and whether the text is still the same."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.errors import InputError
from onrecord.formats.conversion import Conversion
from onrecord.schema import Document, make_document, sha256_of


def about(document: Document) -> dict[str, Any]:
    """Return everything of a document but its text, as plain values."""
    fields: dict[str, Any] = msgspec.to_builtins(document)
    del fields["text"]
    return fields


def restore(text: str, stored: Any, doc_id: str, where: str, conversion: Conversion) -> Document:
    """Return the document of a text that a tool gives back.

    A tool that turned the line ends of the text is found out by its hash, and the text is as it was again.

    Args:
        text: The text in the file.
        stored: What :func:`about` gave when the file was written; None if it was not written by onrecord.
        doc_id: Name of the document if nothing says.
        where: Place in the file, for errors.
        conversion: Takes the notes.

    Raises:
        InputError: if what was stored is not what :func:`about` gives.
    """
    if stored is None:
        return make_document(text, doc_id=doc_id)
    try:
        document = msgspec.convert({**stored, "text": text}, Document)
    except (msgspec.ValidationError, TypeError) as error:
        raise InputError(f"{where}: the stored document is not one ({error})", "remove it to make a new one") from None
    if document.sha256 == sha256_of(text):
        return document
    returned = text.replace("\r\n", "\n").replace("\n", "\r\n")
    if document.sha256 == sha256_of(returned):
        conversion.note("texts whose line ends the tool had changed; they are as they were again")
        return msgspec.structs.replace(document, text=returned)
    conversion.note("texts that are not those that were written; their spans were checked against the new ones")
    return msgspec.structs.replace(document, sha256=sha256_of(text))
