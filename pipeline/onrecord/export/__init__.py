"""Data sets made of runs: splits without leaks, Parquet, a card, metadata, and proof that it all holds."""

from onrecord.export.build import build
from onrecord.export.facts import Facts, Settings

__all__ = ["Facts", "Settings", "build"]
