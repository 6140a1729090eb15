"""What the readers of public corpora share: finding files, reading them, and making claims of annotations.

Corpora annotate less than a claim record holds. What they leave open is null, or the member of a closed set that
claims least, as in :mod:`onrecord.formats.defaults`; nothing is worked out from the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.formats import defaults
from onrecord.formats.conversion import Conversion
from onrecord.schema import Claim, Document, SubSpan, check_published, claim_id
from onrecord.text.offsets import strip

ClaimT = TypeVar("ClaimT", bound=Claim)
Span = tuple[int, int]


def files(path: Path, pattern: str) -> list[Path]:
    """Return a file, or the files of a folder and of those below it that fit a pattern, by name.

    Raises:
        InputError: if there are none.
    """
    if path.is_file():
        return [path]
    found = sorted(path.rglob(pattern))
    if not found:
        raise InputError(f"{path}: no {pattern} there or in a folder below", "name the folder that holds the corpus")
    return found


def holds(path: Path, pattern: str) -> bool:
    """Whether a path is a file that fits a pattern, or a folder that holds one itself or one level below it."""
    if path.is_file():
        return path.match(pattern)
    return any(True for depth in (pattern, f"*/{pattern}") for _ in path.glob(depth))


def text_of(path: Path) -> str:
    """Return the text of a file with its line ends as they are.

    Raises:
        InputError: if it cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})", "check the path") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start})", jsonl.NOT_UTF8) from None


def published_of(value: str | None, conversion: Conversion) -> str | None:
    """Return the calendar date a corpus gives for a document; None, with a note, if it gives no real one.

    Clock times are left out, for corpora give them without an offset.
    """
    if not value:
        return None
    try:
        return check_published(value.partition("T")[0])
    except InputError:
        conversion.note("documents whose date is no ISO 8601 date; they have none")
        return None


def part(text: str, start: int, end: int) -> SubSpan:
    """Return a sub-span of a claim."""
    return SubSpan(start, end, text[start:end])


def make(
    kind: type[ClaimT],
    document: Document,
    pieces: Sequence[Span],
    *,
    parts: Iterable[Span] = (),
    **fields: Any,
) -> ClaimT | None:
    """Return a claim over what is annotated, or None if that is nothing but white space.

    Args:
        kind: Kind of claim.
        document: The document.
        pieces: What it covers, as (start, end); white space at the ends is cut off.
        parts: Other spans that tell it from claims over the same characters, such as its cue.
        fields: What the corpus says.
    """
    text = document.text
    spans = [span for span in (strip(text, *piece) for piece in sorted(set(pieces))) if span[0] < span[1]]
    if not spans:
        return None
    start, end = spans[0][0], max(right for _, right in spans)
    fragments = spans if len(spans) > 1 else []
    salt = ";".join(f"{left}-{right}" for left, right in parts)
    known = defaults.fields(kind.kind, text, start, end, {}) | fields
    if fragments:
        known["fragments"] = fragments
    return kind(
        id=claim_id(document.doc_id, kind.kind, start, end, fragments, salt),
        doc_id=document.doc_id,
        start=start,
        end=end,
        text=text[start:end],
        **known,
    )
