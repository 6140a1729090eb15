"""Are the offsets of a file those of the text?

Code points are what they should be. Tools that run in a browser may count UTF-16 units, and some read a
carriage return with its line feed as one character. A file is taken to count one way throughout a document:
the first way in which every span has the text it is said to have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from onrecord.errors import InputError
from onrecord.formats.conversion import Conversion
from onrecord.formats.page import Mark, Page, Span, pieces_of, written

_WHITE = re.compile(r"\s+")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
Reading = Callable[[Span], Span]
UTF16 = "documents whose offsets counted UTF-16 units; they were turned into code points"
LINE_ENDS = "documents whose offsets took a carriage return with its line feed for one character; they were corrected"


def settle(page: Page, conversion: Conversion) -> None:
    """Turn the offsets of all marks of a page into code points of its text.

    Raises:
        InputError: naming the place of the first span whose text is not the text at its offsets in any way
            of counting.
    """
    text = page.document.text
    # Where the file has no text to compare, the spans it was written with are the only evidence.
    silent = bool(page.records) and all(mark.written is None for mark in page.marks)
    fault: InputError | None = None
    best: tuple[int, str, list[list[Span]]] | None = None
    for note, reading in _readings(text):
        read = [[reading(piece) for piece in mark.pieces] for mark in page.marks]
        found = [_fault(text, mark, pieces) for mark, pieces in zip(page.marks, read, strict=True)]
        first = next((one for one in found if one is not None), None)
        fault = fault or first
        if first is not None:
            continue
        known = _known(page, read) if silent else 0
        if best is None or known > best[0]:
            best = (known, note, read)
        if not silent:
            break
    if best is None:
        assert fault is not None
        raise fault
    for mark, pieces in zip(page.marks, best[2], strict=True):
        mark.pieces = pieces
    if best[1]:
        conversion.note(best[1])


def _known(page: Page, read: list[list[Span]]) -> int:
    """Return how many spans are ones the page was written with."""
    spans = {(piece[0], piece[-1]) for claim in page.records for piece in pieces_of(claim)}
    return sum((pieces[0][0], pieces[-1][1]) in spans for pieces in read)


def _readings(text: str) -> Iterator[tuple[str, Reading]]:
    yield "", lambda span: span
    if _ASTRAL.search(text):
        yield UTF16, _units([2 if ord(char) > 0xFFFF else 1 for char in text])
    if "\r\n" in text:
        widths = [1] * len(text)
        for match in re.finditer("\r\n", text):
            widths[match.start()] = 0
        yield LINE_ENDS, _units(widths)


def _units(widths: list[int]) -> Reading:
    """Return what turns a span counted in units of some width into code points, -1 for what is inside one."""
    begins = list(accumulate(widths, initial=0))
    # Of characters that share a place because one has no width, a span begins with the last and ends before the first.
    starts = {begin: index for index, begin in enumerate(begins)}
    ends = {begin: index for index, begin in reversed([*enumerate(begins)])}
    return lambda span: (starts.get(span[0], -1), ends.get(span[1], -1))


def _fault(text: str, mark: Mark, pieces: list[Span]) -> InputError | None:
    begun, ended = mark.pieces[0][0], mark.pieces[-1][1]
    hint = "offsets are code points or UTF-16 units of the text; convert again from the text that was annotated"
    if "\r" in text:
        hint += ", and mind that the tool may have changed its line ends"
    if not pieces or any(not 0 <= start < end <= len(text) for start, end in pieces):
        return InputError(f"{mark.where}: span {begun}:{ended} is not inside the text of {len(text)} characters", hint)
    found = written(text, pieces)
    if mark.written is not None and _plain(found) != _plain(mark.written):
        return InputError(
            f"{mark.where}: span {begun}:{ended} is {_short(found)} in the text, {_short(mark.written)} in the file",
            hint,
        )
    return None


def _plain(text: str) -> str:
    """Return a text without what tools write in many ways: a line break is a blank, or a backslash and an n."""
    return _WHITE.sub(" ", text.replace("\\n", "\n"))


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:30]}…{text[-8:]}")
