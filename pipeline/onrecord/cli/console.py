"""Consoles, and how claims look on them."""

from __future__ import annotations

import unicodedata

import msgspec
from rich.console import Console
from rich.text import Text

from onrecord.schema import Claim

STYLES = {
    "entity": "cyan",
    "quote": "yellow",
    "money": "bold green",
    "date": "bold magenta",
    "commitment": "underline red",
}


def output() -> Console:
    """Return a console on standard output, made anew so that it follows redirection."""
    return Console(highlight=False)


def errors() -> Console:
    """Return a console on standard error."""
    return Console(stderr=True, highlight=False)


def printable(text: str) -> str:
    """Return a text of the same length that is safe on a terminal.

    Control characters could move the cursor, direction marks could show words in an order they do not
    have, and lone surrogates cannot be encoded; line feeds and tabs stay.
    """
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in _UNSAFE else _stand_in(c) for c in text)


_UNSAFE = frozenset({"Cc", "Cs", "Cf"})


def _stand_in(char: str) -> str:
    # A carriage return stands before the line feed as a rule; ZWJ and the soft hyphen do no harm but count.
    return " " if char in "\r\u00ad\u200b\u200c\u200d\u2060\ufeff" else "\N{REPLACEMENT CHARACTER}"


def highlighted(text: str, claims: list[Claim]) -> Text:
    """Return a text with its claims in colour, the inner ones over the outer ones."""
    shown = Text(printable(text))
    for claim in sorted(claims, key=lambda c: c.start - c.end):
        pieces = [(claim.start, claim.end)] if claim.fragments is msgspec.UNSET else claim.fragments
        for start, end in pieces:
            shown.stylize(STYLES[claim.kind], start, end)
    return shown


def short(text: str, width: int = 60) -> str:
    """Return a text on one line, cut in the middle if it is long."""
    line = " ".join(printable(text).split())
    return line if len(line) <= width else f"{line[: width // 2]} … {line[-width // 3 :]}"
