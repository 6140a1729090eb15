"""Inputs made at random, each from a seed of its own: damaged files of all formats, and odd texts about claims."""

from __future__ import annotations

import json
import random
from typing import NamedTuple

from tests.support.damage import WHOLE, damaged

# Whatever the stages look for, and what may stand in its way.
_PIECES = [
    *(
        "Ada Marsh said ",
        "“We will pay",
        "” he told reporters",
        '"',
        "‘",
        "’",
        "« ",
        " »",
        "„",
        "”",
        "'s ",
        "she added",
    ),
    *(
        "$5",
        "€20m",
        "£1.2 billion",
        "5 million dollars",
        "between $3 and ",
        "Rs 4 crore",
        "US$",
        "¢",
        "0.1.2",
        "10,000,0",
    ),
    *("by 2030", "5 March 2025", "next Friday", "03/04/05", "in the 1990s", "Q3", "last ", "29 February 2023", "24:61"),
    *("promised to build ", "will not ", "pledged ", "the minister of ", "Norvik", "Bergen", "according to ", "ships"),
    *(". ", ", ", " – ", "; ", ": ", "\n", "\n\n", "\r\n", "\t", " ", "  ", "?", "!", "…", "(", ")", "[", "-", "—"),
    *("\u00a0", "\u200b", "\u202e", "\u2066", "\ufeff", "\u0000", "\u0301", "\ud800", "\udfff", "\U0001f6a2", "ﬁ", "İ"),
    *("٣٤٥", "一千万", "½", "²", "①", "$" * 40, "9" * 400, "“" * 30, "a" * 300, "(" * 50, "said " * 40, "$5 " * 40),
]
_FORMATS = sorted(WHOLE)
# Pages take a hundred times as long to read as lines.
_WEIGHTS = [1 if name in ("html", "warc") else 8 for name in _FORMATS]


class Made(NamedTuple):
    """An input as a file: the ending of its name, and its bytes."""

    ending: str
    data: bytes


def make(seed: str) -> Made:
    """Return the input of a seed, always the same."""
    chance = random.Random(seed)
    if chance.random() < 0.4:
        ending = chance.choices(_FORMATS, _WEIGHTS)[0]
        return Made(ending, damaged(WHOLE[ending], chance))
    return Made("jsonl", b"".join(_row(chance) for _ in range(chance.choice([1, 1, 1, 2]))))


def _row(chance: random.Random) -> bytes:
    text = "".join(chance.choices(_PIECES, k=chance.choice([0, 1, 2, 5, 10, 20, 40])))
    row = {"text": text, "published": chance.choice([None, "2025-03-05", "2024-02-29T23:59:59-12:00"])}
    # With the escapes of JSON, for lone surrogates have no other form.
    return json.dumps(row).encode() + b"\n"
