"""Where a text describes the bearers of its names; each mention is looked at once, however often it is asked for."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord import grammar
from onrecord.stages.participants.mentions import Mention

Extents = list[tuple[int, int]]


class Descriptions:
    """The noun phrases that describe the bearers of the names of one document; none without a parse."""

    def __init__(self, doc: Doc) -> None:
        """Look at nothing yet."""
        self._doc = doc
        self._parsed = doc.has_annotation("DEP")  # looks at every token of a text without a parse
        self._found: dict[tuple[int, int], Extents] = {}

    def of(self, mention: Mention) -> Extents:
        """Return the code points of what describes the bearer of a mention."""
        place = mention.start, mention.end
        if place not in self._found:
            span = self._doc.char_span(*place, alignment_mode="contract") if self._parsed else None
            self._found[place] = grammar.descriptions(span) if span is not None else []
        return self._found[place]
