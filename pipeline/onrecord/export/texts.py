"""Texts that somebody has, found by their hash: what a data set without texts is completed from."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.schema import make_document, sha256_of

_ENDINGS = (".txt", ".jsonl", ".jsonl.gz")
# Changes that tools make to texts without being asked. They are tried only to say what is the matter: a text that
# is not the one the offsets count in is never used.
_CHANGES: dict[str, Callable[[str], str]] = {
    "with line feeds alone in the place of carriage returns": lambda t: t.replace("\r\n", "\n").replace("\r", "\n"),
    "with carriage returns before its line feeds": lambda t: t.replace("\r\n", "\n").replace("\n", "\r\n"),
    "without white space at its end": str.rstrip,
    "with a line feed at its end": lambda t: t.rstrip() + "\n",
    "without white space around it": str.strip,
    "in Unicode normal form C": lambda t: unicodedata.normalize("NFC", t),
    "in Unicode normal form D": lambda t: unicodedata.normalize("NFD", t),
    "with plain spaces in the place of no-break spaces": lambda t: t.replace("\u00a0", " "),
    "without the mark of its encoding": lambda t: t.removeprefix("\ufeff"),
}


class Found(NamedTuple):
    """What was found among some texts.

    Attributes:
        texts: Texts by SHA-256.
        hints: For wanted hashes without a text, which file would match if it were changed, and how.
        read: How many texts were looked at.
    """

    texts: dict[str, str]
    hints: dict[str, str]
    read: int


def find(path: str | os.PathLike[str], wanted: Collection[str]) -> Found:
    """Look for texts by their hash in a file or folder of ``.txt`` and ``.jsonl`` files.

    Raises:
        InputError: if there is no such file, or a file cannot be read.
    """
    texts: dict[str, str] = {}
    hints: dict[str, str] = {}
    number = 0
    for place, text in _texts(path):
        number += 1
        digest = sha256_of(text)
        if digest in wanted:
            texts[digest] = text
            continue
        for what, change in _CHANGES.items():
            near = sha256_of(change(text))
            if near in wanted:
                hints.setdefault(near, f"{place} would be it {what}")
                break
    return Found(texts, {digest: hint for digest, hint in hints.items() if digest not in texts}, number)


def _texts(path: str | os.PathLike[str]) -> Iterator[tuple[str, str]]:
    for file in _files(Path(path)):
        if not file.name.endswith(".txt"):
            for line, row in jsonl.numbered(file):
                text = row.get("text") if isinstance(row, dict) else None
                # Claims have a text too, but no article is to be found among them.
                if isinstance(text, str) and "kind" not in row:
                    yield f"{file}:{line}", make_document(text).text
            continue
        try:
            yield str(file), make_document(file.read_bytes().decode("utf-8-sig")).text
        except UnicodeDecodeError as error:
            raise InputError(f"{file}: not UTF-8 (byte {error.start})", jsonl.NOT_UTF8) from None
        except OSError as error:
            raise InputError(f"{file}: cannot be read ({error.strerror})", "check the file") from None


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = sorted(p for p in path.rglob("*") if p.name.endswith(_ENDINGS) and p.is_file())
    if not found:
        raise InputError(f"{path}: no {' or '.join(_ENDINGS)} file there", "give the folder or file with the texts")
    return found
