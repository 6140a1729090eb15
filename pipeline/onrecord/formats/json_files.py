"""JSON files that are one array or one object, and what the first record of a file is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onrecord import jsonl
from onrecord.errors import InputError, OnrecordError


def load(path: Path) -> Any:
    """Return the content of a JSON file.

    Raises:
        InputError: if it cannot be read or is not JSON.
    """
    try:
        return jsonl.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})", "check the path") from None
    except ValueError as error:
        raise InputError(f"{path}: not JSON ({error})", "is the file complete?") from None


def array(path: Path) -> list[Any]:
    """Return the records of a JSON file that is an array.

    Raises:
        InputError: if it is no array.
    """
    content = load(path)
    if not isinstance(content, list):
        raise InputError(f"{path}: not an array of records", "name the format with --from")
    return content


def peek(path: Path) -> Any:
    """Return the first record of a file of JSON or JSON Lines, None if there is none to be had."""
    if not path.is_file() or path.suffix not in (".json", ".jsonl", ".jsonld", ".gz"):
        return None
    try:
        if path.suffix in (".json", ".jsonld"):
            content = load(path)
            return content[0] if isinstance(content, list) and content else content
        return next(iter(jsonl.read(path)), None)
    except OnrecordError:
        return None
