"""Quotes: what a document says that somebody said, wrote or thought.

In *“We are ready,” Ana Silva said, adding that talks would open in May.* the stage finds two quotes:
``“We are ready,”`` (direct, cue *said*, source *Ana Silva*) and ``talks would open in May`` (indirect, cue *adding*).
Who *Ana Silva* or a pronoun in her place is, ``onrecord_speakers`` settles afterwards.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.grammar.labels import kept
from onrecord.schema import Quote, SubSpan
from onrecord.stages import store
from onrecord.stages.attribution.combine import attributions
from onrecord.stages.attribution.model import Attribution
from onrecord.stages.attribution.stretches import Stretches

NAME = "onrecord_quotes"


@Language.factory(
    NAME, requires=["token.dep", "token.head", "token.tag", "doc.sents"], default_config={"attitudes": False}
)
def make_quotes(nlp: Language, name: str, attitudes: bool) -> QuoteFinder:
    """Create the stage for a pipeline."""
    return QuoteFinder(name, attitudes=attitudes)


class QuoteFinder:
    """Finds quotes in parsed documents; stateless."""

    def __init__(self, name: str = NAME, *, attitudes: bool = False) -> None:
        """Take the name the stage has in its pipeline, and what counts as a quote.

        Args:
            name: The name of the stage, for messages.
            attitudes: Whether intentions, wishes and stances count that a trained tagger has marked as attributed
                (*wants to cut taxes*, *backs the deal*), not only what is said, written or believed. Attribution
                research counts them; the guideline of the claim records does not.
        """
        self.name = name
        self.attitudes = attitudes

    def __call__(self, doc: Doc) -> Doc:
        """Write the quotes of a document on it."""
        with kept(doc):
            store.put(doc, "quote", self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[Quote]:
        """Return the quotes of a document in text order, speakers not yet resolved.

        Raises:
            MissingAnnotationError: if the document has no parse.
        """
        store.require(doc, self.name, "DEP", "TAG", "SENT_START")
        marks = Stretches(store.text(doc))
        return [as_quote(doc, found, marks) for found in attributions(doc, marks, attitudes=self.attitudes)]


def as_quote(doc: Doc, found: Attribution, marks: Stretches) -> Quote:
    """Return an attribution as a claim, its speaker not yet resolved."""
    text = marks.text
    cue, source = found.cue, found.source
    return store.make(
        doc,
        Quote,
        found.start,
        found.end,
        fragments=found.fragments,
        salt=f"{cue.start}-{cue.end}" if cue is not None else "",
        stage="quotes",
        rule=found.rule,
        confidence=found.confidence,
        mode=_mode(found, marks),
        cue=SubSpan(cue.start, cue.end, text[cue.start : cue.end]) if cue is not None else None,
        source=SubSpan(source.start, source.end, text[source.start : source.end]) if source is not None else None,
        speaker=None,
        speaker_kind="unknown",
        speaker_basis="none",
        polarity=_polarity(found, marks),
    )


def _mode(found: Attribution, marks: Stretches) -> str:
    """Return direct where every fragment is wholly in marks, mixed where marks lie inside, else indirect."""
    if found.rule == "turn":
        return "direct"
    whole = [marks.is_quotation(start, end) for start, end in found.fragments]
    # A noun phrase in marks that a narrator's verb governs (praised "the effort") is a fragment, not speech.
    judged = found.cue is not None and found.cue.sense is not None and found.cue.sense.family == "judge"
    if all(whole) and not judged and not found.rule.endswith(" in marks"):
        return "direct"
    return "mixed" if any(whole) or any(marks.holds_quotation(a, b) for a, b in found.fragments) else "indirect"


def _polarity(found: Attribution, marks: Stretches) -> str:
    """Return the polarity of the cue; a direct question asks whatever its cue is."""
    if found.rule == "turn" and marks.text[found.end - 1] == "?":
        return "questioned"
    last = marks.at(found.end - 1)
    if found.polarity == "asserted" and last is not None and last.end == found.end:
        inner = marks.text[last.inner_start : last.inner_end].rstrip()
        if inner.endswith("?"):
            return "questioned"
    return found.polarity
