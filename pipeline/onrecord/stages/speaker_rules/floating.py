"""Whose a stretch of speech is that has neither cue nor source: the words around it tell."""

from __future__ import annotations

from typing import Literal

from onrecord.schema import Quote
from onrecord.stages.speaker_rules.focus import Focus
from onrecord.stages.speaker_rules.people import Participant, People

Basis = Literal["earlier_sentence", "later_sentence", "none"]


def floating_speaker(quote: Quote, focus: Focus, people: People, text: str) -> tuple[Participant | None, Basis]:
    """Return the person a floating quote belongs to and on which side of it that person is named.

    Speech in the middle of a paragraph belongs to whoever the sentence before it is about; speech at the head of one
    to the subject of the sentence after it in the same paragraph, else to the speaker of the paragraph before.
    """
    line_start = text.rfind("\n", 0, quote.start) + 1
    line_end = text.find("\n", quote.end)
    line_end = line_end if line_end >= 0 else len(text)
    here = focus.sentence(quote.start)
    if text[line_start : quote.start].strip():
        person = focus.person(quote.start, None, [(quote.start, quote.end)])
        near = person is not None and any(
            focus.sentence(m.start) >= here - 1 for m in people.before(quote.start, 12) if people.of(m) is person
        )
        spoken = focus.last_spoken(quote.start, frozenset({"person"}), reach=1)
        if person is not None and (near or spoken is not None):
            return person, "earlier_sentence"
        return None, "none"
    for mention in people.after(quote.end, 3):
        close = mention.start < line_end and focus.sentence(mention.start) <= focus.sentence(quote.end) + 1
        if close and mention.subject and people.of(mention).label == "PERSON":
            return people.of(mention), "later_sentence"
    spoken = focus.last_spoken(quote.start, frozenset({"person"}), reach=2)
    person = people.participants.get(spoken.entity_id or "") if spoken is not None else None
    return (person, "earlier_sentence") if person is not None else (None, "none")
