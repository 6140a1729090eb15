"""A text made of tokens, for corpora that keep only those: the blanks of English print, as far as rules can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.formats.corpus import Span

_CLOSES = re.compile(r"[,.;:!?%)\]’”]+|''|[’'](?:s|re|ve|ll|d|m)|n['’]t", re.IGNORECASE)
_OPENS = re.compile(r"[(\[“‘]|``|(?:[A-Z]{1,3})?[$€£¥]|#")
_MARK = '"'


def text_of(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Return a sentence and where each of its tokens stands in it.

    No token is changed. Straight double marks open and close in turn; an apostrophe that stands alone closes.
    """
    pieces: list[str] = []
    places: list[Span] = []
    length, tight, inside = 0, True, False
    for token in tokens:
        closing = bool(_CLOSES.fullmatch(token)) or token == "'" or (token == _MARK and inside)
        if not tight and not closing:
            pieces.append(" ")
            length += 1
        pieces.append(token)
        places.append((length, length + len(token)))
        length += len(token)
        tight = bool(_OPENS.fullmatch(token)) or (token == _MARK and not inside)
        inside ^= token == _MARK
    return "".join(pieces), places
