"""Dates in text: a TIMEX grammar for extents, and the calendar for values. Pure: strings in, values out."""

from onrecord.values.dates.grammar import find
from onrecord.values.dates.model import Resolution, Timex

__all__ = ["Resolution", "Timex", "find"]
