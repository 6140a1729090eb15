"""Dates: the places in time a document names, with TIMEX3 values.

In *The bridge opened on Friday and will close in two years.*, published on 2025-12-06 (a Saturday), the stage finds
``Friday`` (2025-12-05, basis ``tense``: *opened* points back) and ``two years`` (P2Y, bound ``within``).
Without a publication date *Friday* stays XXXX-WXX-5: the present day is never used in its place.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.schema import Date
from onrecord.stages import store
from onrecord.stages.date_rules.anchors import is_in_name
from onrecord.stages.date_rules.reading import Reading
from onrecord.values.dates import find as find_timexes

NAME = "onrecord_dates"


@Language.factory(NAME, default_config={})
def make_dates(nlp: Language, name: str) -> DateFinder:
    """Create the stage for a pipeline."""
    return DateFinder(name)


class DateFinder:
    """Finds dates in documents, with or without a parse; stateless."""

    def __init__(self, name: str = NAME) -> None:
        """Take the name the stage has in its pipeline."""
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Write the dates of a document on it."""
        store.put(doc, "date", self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[Date]:
        """Return the dates of a document in text order."""
        timexes = [timex for timex in find_timexes(store.text(doc)) if not is_in_name(doc, timex)]
        return Reading(doc, timexes).claims()
