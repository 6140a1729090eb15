"""The notation of the annotation files.

An annotation file names spans by their words, never by offsets, so that people can write and reread it::

    = entities
    okello PERSON Grace Okello; Okello
    = Ms Okello said
    d Tuesday | 2025-11-04 tense
    m:fund Sh45 billion | 45e9 KES document
    q:promise the county~Friday | indirect | said | Ms Okello | okello
    c announce | would | repay~Friday | by=okello amount=fund deadline=due in=promise

``= entities`` opens the inventory: key, label, canonical name, further names. Every other ``=`` line opens a
paragraph by its first words. Below it stand its claims, one a line: a letter for the kind (with a label where
another claim links to it), then fields parted by ``|``. A span is written in full or as ``first words~last
words``; ``++`` joins fragments; ``@2`` picks the second occurrence in the paragraph.
"""

from __future__ import annotations

from typing import NamedTuple

KINDS = {"n": "entity", "d": "date", "m": "money", "q": "quote", "c": "commitment"}


class AnnotationError(ValueError):
    """An annotation file does not fit its article or its own notation."""


class Participant(NamedTuple):
    """One line of the inventory: a participant and the names the article gives it."""

    key: str
    label: str
    names: tuple[str, ...]


class Entry(NamedTuple):
    """One claim as written: its kind, its label for links, its fields and the line it stands on."""

    kind: str
    label: str | None
    fields: tuple[str, ...]
    line: int


class Block(NamedTuple):
    """The entries of one paragraph, which is named by its first words."""

    opening: str
    entries: tuple[Entry, ...]
    line: int


class Annotation(NamedTuple):
    """A whole annotation file."""

    participants: tuple[Participant, ...]
    blocks: tuple[Block, ...]


def parse(source: str) -> Annotation:
    """Read an annotation file.

    Raises:
        AnnotationError: A line follows no rule of the notation; the message has its number.
    """
    participants: list[Participant] = []
    blocks: list[Block] = []
    heading: str | None = None
    entries: list[Entry] = []
    opened = 0
    for number, raw in enumerate([*source.splitlines(), "= "], start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("="):
            if heading is not None and heading != "entities":
                blocks.append(Block(heading, tuple(entries), opened))
            heading, entries, opened = line[1:].strip(), [], number
        elif heading == "entities":
            participants.append(_participant(line, number))
        elif heading is None:
            raise AnnotationError(f"line {number}: a claim before the first paragraph heading")
        else:
            entries.append(_entry(line, number))
    return Annotation(tuple(participants), tuple(blocks))


def _participant(line: str, number: int) -> Participant:
    try:
        key, label, names = line.split(maxsplit=2)
    except ValueError:
        raise AnnotationError(f"line {number}: a participant needs key, label and name: {line!r}") from None
    return Participant(key, label, tuple(name.strip() for name in names.split(";")))


def _entry(line: str, number: int) -> Entry:
    head, _, rest = line.partition(" ")
    letter, _, label = head.partition(":")
    if letter not in KINDS or not rest:
        raise AnnotationError(f"line {number}: not a claim: {line!r}")
    return Entry(KINDS[letter], label or None, tuple(field.strip() for field in rest.split("|")), number)
