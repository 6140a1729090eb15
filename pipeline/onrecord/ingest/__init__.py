"""From files to documents: what is in them, where each comes from, and why some cannot be read."""

from onrecord.ingest.reader import Item, Located, Reader
from onrecord.ingest.sources import Source, sources

__all__ = ["Item", "Located", "Reader", "Source", "sources"]
