"""Other systems that find sums and times in English text: what they are built with, and how they are asked.

They run in an environment of their own, because they want older packages than onrecord does; nothing here imports
it. Each system is a function for every part (``sums``, ``times``) it has, which takes an article and returns how many
expressions it found there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

Reader = Callable[[Any], int]


class Peer:
    """A system: how to build it, and how it wants its articles.

    Attributes:
        build: From the day the articles were published on to a reader for each part.
        modules: What it is imported by.
        packages: What is installed for it, for the record.
    """

    def __init__(
        self, build: Callable[[datetime], dict[str, Reader]], modules: Sequence[str], packages: Sequence[str]
    ) -> None:
        """Take all of it."""
        self.build, self.modules, self.packages = build, modules, packages

    def given(self, texts: Sequence[str]) -> Sequence[Any]:
        """Return the articles as the system reads them."""
        return texts


class TokenPeer(Peer):
    """A system that reads tokens, which it is given: nobody's tokeniser is measured."""

    def given(self, texts: Sequence[str]) -> Sequence[Any]:
        """Return the articles as spaCy documents."""
        import spacy

        return [spacy.blank("en").make_doc(text) for text in texts]


def _recognizers(published: datetime) -> dict[str, Reader]:
    from recognizers_date_time import DateTimeRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    times = DateTimeRecognizer("en-us").get_datetime_model()
    sums = NumberWithUnitRecognizer("en-us").get_currency_model()
    return {"sums": lambda text: len(sums.parse(text)), "times": lambda text: len(times.parse(text, published))}


def _quantulum3(published: datetime) -> dict[str, Reader]:
    from quantulum3 import parser

    # It reads quantities of every kind at once; those of money are what it found.
    return {"sums": lambda text: sum(q.unit.entity.name == "currency" for q in parser.parse(text))}


def _dateparser(published: datetime) -> dict[str, Reader]:
    from dateparser.search import search_dates

    settings: Any = {"RELATIVE_BASE": published}
    return {"times": lambda text: len(search_dates(text, languages=["en"], settings=settings) or ())}


def _timexy(published: datetime) -> dict[str, Reader]:
    import spacy
    import timexy  # noqa: F401  registers the factory

    config = {"kb_id_type": "timex3", "label": "timexy", "overwrite": False}
    component = spacy.blank("en").add_pipe("timexy", config=config)
    return {"times": lambda doc: len(component(doc).ents)}


PEERS = {
    "recognizers-text": Peer(
        _recognizers,
        ("recognizers_date_time", "recognizers_number_with_unit"),
        ("recognizers-text-suite", "recognizers-text-date-time", "recognizers-text-number-with-unit", "regex"),
    ),
    "quantulum3": Peer(_quantulum3, ("quantulum3",), ("quantulum3",)),
    "dateparser": Peer(_dateparser, ("dateparser.search",), ("dateparser",)),
    "timexy": TokenPeer(_timexy, ("timexy",), ("timexy", "spacy")),
}
