"""Names in BIO columns (Ramshaw & Marcus 1995): from tokens and tags to spans of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.formats.corpus import Span

MAY_DIFFER = 0.01
"""Share of the characters of a text that its tokens may have otherwise."""


class Token(NamedTuple):
    """A token and its tag: ``O``, or ``B-`` or ``I-`` before a label."""

    form: str
    tag: str


class Name(NamedTuple):
    """A labelled stretch of text."""

    start: int
    end: int
    label: str


def paragraphs(lines: Iterable[str]) -> Iterator[list[Token]]:
    """Yield the tokens between blank lines; of the tags after the first column the outermost, that is the first.

    A line without a tab has its tag after the last blank: tokens may hold blanks themselves.
    """
    found: list[Token] = []
    for line in lines:
        if not line.strip():
            if found:
                yield found
            found = []
            continue
        form, _, tags = line.partition("\t") if "\t" in line else line.rstrip().rpartition(" ")
        found.append(Token(form.strip(), tags.split("\t")[0].strip() or "O"))
    if found:
        yield found


def names(tokens: Sequence[Token], places: Sequence[Span]) -> list[Name]:
    """Return the names of tokens that stand at some places of a text; an ``I-`` on its own begins one too."""
    found: list[Name] = []
    going = False
    for token, (start, end) in zip(tokens, places, strict=True):
        prefix, _, label = token.tag.partition("-")
        if prefix == "I" and going and found[-1].label == label:
            found[-1] = found[-1]._replace(end=end)
        elif label:
            found.append(Name(start, end, label))
        going = bool(label)
    return found


def locate(tokens: Sequence[Token], text: str) -> list[Span] | None:
    """Return where tokens stand in the text they were cut from, or None if it is another text.

    White space does not count on either side, and a few characters may differ as long as their number does not:
    annotation tools straighten apostrophes.
    """
    at = [place for place, char in enumerate(text) if not char.isspace()]
    forms = ["".join(token.form.split()) for token in tokens]
    pairs = list(zip("".join(forms), (text[place] for place in at), strict=False))
    if sum(map(len, forms)) != len(at) or sum(a != b for a, b in pairs) > MAY_DIFFER * len(at):
        return None
    places, done = [], 0
    for form in forms:
        begin = at[done] if done < len(at) else len(text)
        done += len(form)
        places.append((begin, at[done - 1] + 1 if form else begin))
    return places


def joined(blocks: Sequence[Sequence[Token]], gap: str) -> tuple[str, list[Span]]:
    """Return tokens as a text with blanks between them and ``gap`` between blocks, and where each stands in it."""
    text = gap.join(" ".join(token.form for token in block) for block in blocks)
    places, at = [], 0
    for block in blocks:
        for token in block:
            places.append((at, at + len(token.form)))
            at += len(token.form) + 1
        at += len(gap) - 1
    return text, places
