"""Turns of a transcript and captions: a name and a colon at the head of a line, then what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from onrecord.stages import store
from onrecord.stages.attribution.model import Attribution, Range, Source
from onrecord.stages.attribution.stretches import Stretches

_TURN = re.compile(
    r"^[ \t\xa0]*(?P<name>(?:[A-Z]{2,}\.? ?){1,5}|(?:[A-Z][\w.’'-]+ ?){1,4})(?P<colon>:)[ \t\xa0]+(?=\S)",
    re.MULTILINE,
)


def turns(doc: Doc, marks: Stretches) -> Iterator[Attribution]:
    """Yield what follows a name and a colon at the head of a line: transcripts and captions."""
    text = marks.text
    found = list(_TURN.finditer(text))
    for match in found:
        name = match.group("name").rstrip()
        shouted = name.upper() == name
        stop = text.find("\n", match.end())
        stop = stop if stop >= 0 else len(text)
        stretch = marks.at(match.end())
        first = store.token_at(doc, match.start("name"))
        last = store.token_at(doc, match.end("name") - 1)
        person = any(t.ent_type_ == "PERSON" for t in doc[first : last + 1])
        if stretch is not None and stretch.start == match.end():
            span = stretch.start, stretch.end
        elif shouted and len(found) > 1:
            span = trimmed_turn(text, match.end(), stop)
        else:
            continue
        if not (person or shouted) or span[0] >= span[1]:
            continue
        head = doc[last]
        source = Source(match.start("name"), match.start("name") + len(name), (head,))
        yield Attribution([span], None, "turn", 0.8, source)


def trimmed_turn(text: str, start: int, end: int) -> Range:
    """Return a speaker's turn without the white space at its ends; its punctuation is the speaker's."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
