"""A name, a colon and what is said: turns of a transcript, captions, headlines ("Minister: Dam is safe")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from onrecord.stages import store
from onrecord.stages.attribution.lexicon import speaker_nouns
from onrecord.stages.attribution.model import Attribution, Range, Source
from onrecord.stages.attribution.stretches import Stretches
from onrecord.stages.attribution.tagger import tagged
from onrecord.text.offsets import at_line_starts

_TURN = re.compile(
    r"^[ \t\xa0]*(?P<name>(?:[A-Z]{2,}\.? ?){1,5}|(?:[A-Z][\w.’'-]+ ?){1,4})(?P<colon>:)[ \t\xa0]+(?=\S)",
    re.MULTILINE,
)


_HEADLINE = re.compile(
    r"^[ \t\xa0]*(?P<left>\S[^\n\r:]{1,100}\S):[ \xa0](?P<right>\S[^\n\r:]{1,110}?[^\s.:])[ \t\xa0]*\r?$", re.MULTILINE
)
SHORTEST = 3
"""Words of what a headline lets somebody say."""
TELLING = frozenset({"poll", "survey", "study", "report", "source", "union"})
"""Things that headlines let speak; *analysis* or *video* before a colon say what sort of article follows."""
LONGEST_NAME = 5
"""Words of a source in a headline."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def headlines(doc: Doc, marks: Stretches) -> Iterator[Attribution]:
    """Yield what a headline lets somebody say by a colon: "Poll: Voters want change", "Dam to be closed: minister"."""
    for match in at_line_starts(_HEADLINE, marks.text, ":"):
        if ". " in match.group() or marks.at(match.start("right") - 2) is not None:
            continue
        for named, said in (("left", "right"), ("right", "left")):
            source = _speaker(doc, *match.span(named))
            content = marks.fit(*match.span(said), match.end("left"))
            if source is not None and (_is_clause(doc, *content) or _is_tagged(doc, content[0])):
                yield Attribution([content], None, "headline", 0.7, source)
                break


def _is_tagged(doc: Doc, start: int) -> bool:
    """Whether a tagger has marked content that begins at a place."""
    return any(span.start_char == start for span in tagged(doc, "content"))


def _speaker(doc: Doc, start: int, end: int) -> Source | None:
    """Return a few words as a source if they name somebody who can speak and nothing else."""
    first, last = store.token_at(doc, start), store.token_at(doc, end - 1)
    words = doc[first : last + 1]
    if not 0 < len(words) <= LONGEST_NAME or any(t.is_punct or t.tag_ in FINITE for t in words):
        return None
    head = words.root
    lemma = head.lemma_.lower()
    kind = speaker_nouns().get(lemma)
    if not (head.ent_type_ == "PERSON" or lemma in TELLING or kind in {"role", "group", "source"}):
        return None
    return Source(start, end, (head,))


def _is_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether part of a headline says something: it has a verb, or the "to" that stands for "will"."""
    words = [t for t in doc[store.token_at(doc, start) : store.token_at(doc, end - 1) + 1] if not t.is_space]
    return len(words) >= SHORTEST and any(t.tag_ in FINITE or t.dep_ == "ROOT" and t.pos_ == "VERB" for t in words)


def turns(doc: Doc, marks: Stretches) -> Iterator[Attribution]:
    """Yield what follows a name and a colon at the head of a line: transcripts and captions."""
    text = marks.text
    found = list(at_line_starts(_TURN, text, ":"))
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
