"""Figures others report on the same corpora, from ``published.toml`` beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

PATH = Path(__file__).with_name("published.toml")


class Published(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is reported of a system.

    Attributes:
        system: Its name, with its version or training data where that matters.
        part: Which part of the corpus, in which version.
        figures: Per cent, by the key of our measure.
        citation: Who reports it.
        url: Where it can be read.
    """

    system: str
    part: str
    figures: dict[str, float]
    citation: str
    url: str


@cache
def _all() -> dict[str, list[Published]]:
    return msgspec.toml.decode(PATH.read_bytes(), type=dict[str, list[Published]])


def published(benchmark: str) -> list[Published]:
    """Return the figures others report on a benchmark."""
    return _all().get(benchmark, [])
