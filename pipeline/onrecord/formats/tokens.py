"""Tokens for tools that mark tokens: cut so that every span begins and ends with one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from onrecord.formats.page import Span

_WORD = re.compile(r"\w+|[^\w\s]| |\s")


def cut(text: str, spans: Iterable[Span]) -> list[dict[str, Any]]:
    """Return the tokens of a text as spaCy and Prodigy write them.

    A token has ``ws`` if one blank follows it that is no token itself. Words and marks are tokens, cut wherever a
    span begins or ends inside them.
    """
    starts, ends = set(), set()
    for start, end in spans:
        starts.add(start)
        ends.add(end)
    cuts = sorted(starts | ends)
    tokens: list[dict[str, Any]] = []
    following = 0
    for match in _WORD.finditer(text):
        begin = match.start()
        blank = match.group() == " " and begin not in starts and match.end() not in ends
        if blank and tokens and tokens[-1]["end"] == begin and not tokens[-1]["ws"]:
            tokens[-1]["ws"] = True
            continue
        while begin < match.end():
            while following < len(cuts) and cuts[following] <= begin:
                following += 1
            end = min([match.end(), *cuts[following : following + 1]])
            tokens.append({"text": text[begin:end], "start": begin, "end": end, "id": len(tokens), "ws": False})
            begin = end
    return tokens
