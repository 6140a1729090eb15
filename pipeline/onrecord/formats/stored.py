"""The records a task was written from, kept in a key of it that the tool does not touch."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.errors import InputError
from onrecord.formats import documents
from onrecord.formats.conversion import Article
from onrecord.schema import Claim

KEY = "onrecord"


def pack(article: Article) -> dict[str, Any]:
    """Return all of an article but its text."""
    return {"document": documents.about(article.document), "claims": article.claims}


def unpack(stored: Any, where: str) -> tuple[Any, list[Claim]]:
    """Return what is known of the document, None if nothing is, and the claims.

    Raises:
        InputError: if what is there is not what :func:`pack` gives.
    """
    if stored is None:
        return None, []
    try:
        return stored["document"], msgspec.convert(stored["claims"], list[Claim])
    except (msgspec.ValidationError, KeyError, TypeError) as error:
        raise InputError(f"{where}: stored records: {error}", f"remove {KEY!r} to go without them") from None
