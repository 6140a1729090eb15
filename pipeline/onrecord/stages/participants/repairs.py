"""Names as recognised without the words of their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from onrecord.stages import store

if TYPE_CHECKING:
    from onrecord.stages.participants.mentions import Mention


def without_nouns(doc: Doc, start: int, end: int) -> int:
    """Return where a name ends without the common nouns a recogniser took in behind it (*Channel 9 news*)."""
    last_word = store.text_between(doc, start, end).rpartition(" ")[2]
    if last_word.isalpha() and last_word[0].isupper():
        return end
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None or not span.text[:1].isupper():
        return end
    last = span.end - 1
    while last > span.start and doc[last].text.islower() and doc[last].tag_ in {"JJ", "NN", "NNS"}:
        last -= 1
    if last == span.end - 1 or not doc[last].text[:1].isupper() and not doc[last].is_digit:
        return end
    return doc[last].idx + len(doc[last])


def without_neighbours(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without what belongs to the words beside them.

    A body has no noun before the name it has elsewhere (*reinsurer Acme*), a person no body's acronym behind it.
    """
    known = {mention.text for mention in found if mention.label == "ORG"}
    short = {name for name in known if name.isupper() and len(name) > 1}
    kept = []
    for mention in found:
        lead, _, rest = mention.text.partition(" ")
        if mention.label == "ORG" and rest in known and lead.islower():
            start = mention.end - len(rest)
            if text[start : mention.end] == rest:
                mention = mention._replace(start=start, text=rest)
        name, _, last = mention.text.rpartition(" ")
        if mention.label == "PERSON" and last in short and " " in name and text[mention.end - len(last) - 1] == " ":
            mention = mention._replace(end=mention.end - len(last) - 1, text=name)
        kept.append(mention)
    return kept
