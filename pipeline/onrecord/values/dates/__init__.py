"""Dates in text: a TIMEX grammar for extents, and the calendar for values. Pure: strings in, values out."""

from onrecord.values.dates.model import Resolution, Timex

__all__ = ["Resolution", "Timex", "find"]


def find(text: str) -> list[Timex]:
    """Return the date expressions of a text in order; they do not overlap."""
    # Imported here: compiling the grammar takes a quarter of a second, and every spaCy pipeline imports the stage.
    from onrecord.values.dates import grammar

    return grammar.find(text)
