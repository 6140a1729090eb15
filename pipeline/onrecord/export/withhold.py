"""Records without the words of the text, and back again.

A withheld document has its length in the place of its text. A withheld claim, and each of its sub-spans, has the
SHA-256 of its words in the place of the words. A dropped name becomes the place where it stands in the text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from onrecord.schema import Claim, Document, sha256_of

DOCUMENTS, CLAIMS = "documents-without-texts.jsonl", "claims-without-texts.jsonl"
PARTS = ("cue", "source", "action", "condition")
NAMES = ("name", "speaker", "committers", "beneficiaries")


class Missing(Exception):
    """A text is not the one a record was made from."""


def withheld_document(document: Document, *, names: bool) -> dict[str, Any]:
    """Return a document without its text; with ``names`` false, its inventory without names too."""
    row = msgspec.to_builtins(document)
    if not names:
        for entity in row.get("entities", ()):
            entity["name"] = _place(entity["name"], document.text)
            entity["aliases"] = [_place(alias, document.text) for alias in entity["aliases"]]
    return _renamed(row, "text", "text_length", len)


def withheld_claim(claim: Claim, text: str, *, names: bool) -> dict[str, Any]:
    """Return a claim without words; with ``names`` false, its canonical names as places in the text."""
    row = msgspec.to_builtins(claim)
    for part in PARTS:
        if isinstance(row.get(part), dict):
            row[part] = _renamed(row[part], "text", "sha256", sha256_of)
    for field in () if names else NAMES:
        if field in row:
            row[field] = _mapped(row[field], lambda name: _place(name, text))
    return _renamed(row, "text", "text_sha256", sha256_of)


def restored_document(row: dict[str, Any], text: str) -> Document:
    """Return a withheld document with its text.

    Raises:
        Missing: if the text is not the one it was made from.
    """
    if sha256_of(text) != row["sha256"]:
        raise Missing
    row = _renamed(row, "text_length", "text", lambda _: text)
    for entity in row.get("entities", ()):
        entity["name"] = _named(entity["name"], text)
        entity["aliases"] = [_named(alias, text) for alias in entity["aliases"]]
    return msgspec.convert(row, Document)


def stand_in_document(row: dict[str, Any]) -> Document:
    """Return a withheld document with blanks in the place of its text, to check places against.

    Raises:
        KeyError, TypeError, ValueError: if the row is no withheld document.
    """
    row = _renamed(row, "text_length", "text", lambda length: " " * length)
    for entity in row.get("entities", ()):
        entity["name"] = str(entity["name"])
        entity["aliases"] = [str(alias) for alias in entity["aliases"]]
    return msgspec.convert(row, Document)


def restored_claim(row: dict[str, Any], text: str) -> Claim:
    """Return a withheld claim with the words its offsets point at.

    Raises:
        Missing: if they are not the words it was made from.
    """
    return convert(row, partial(_words, text))


def convert(row: dict[str, Any], words: Callable[[int, int, str], str]) -> Claim:
    """Return the claim of a withheld row; ``words`` makes words of offsets and hash.

    Raises:
        KeyError, TypeError, ValueError: if the row is no withheld claim.
    """
    row = dict(row)
    start, end = row["start"], row["end"]
    for part in PARTS:
        if isinstance(row.get(part), dict):
            inner = dict(row[part])
            row[part] = _renamed(inner, "sha256", "text", partial(words, inner["start"], inner["end"]))
    for field in NAMES:
        if field in row:
            row[field] = _mapped(row[field], lambda n: words(*n.values()) if isinstance(n, dict) else n)
    row = _renamed(row, "text_sha256", "text", partial(words, start, end))
    claim: Claim = msgspec.convert(row, Claim)
    return claim


def _words(text: str, start: int, end: int, sha256: str) -> str:
    if sha256_of(text[start:end]) != sha256:
        raise Missing
    return text[start:end]


def _place(name: str, text: str) -> Any:
    start = text.find(name)
    # The empty name is what is left of one that no text holds.
    return {"start": start, "end": start + len(name), "sha256": sha256_of(name)} if name else name


def _named(name: Any, text: str) -> Any:
    return _words(text, *name.values()) if isinstance(name, dict) else name


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, list):
        return [change(one) for one in value]
    return None if value is None else change(value)


def _renamed(row: dict[str, Any], old: str, new: str, change: Callable[[Any], Any]) -> dict[str, Any]:
    """Return a copy with one key renamed and its value changed; the order of keys stays, for bytes must not move."""
    if old not in row or new in row:
        raise KeyError(old)
    return {new if key == old else key: change(value) if key == old else value for key, value in row.items()}
