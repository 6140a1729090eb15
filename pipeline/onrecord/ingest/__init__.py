"""From files to documents: what is in them, where each comes from, and why some cannot be read."""

from onrecord.ingest.documents import Item, Located
from onrecord.ingest.reader import Reader
from onrecord.ingest.retry import failed
from onrecord.ingest.run import Summary, ingest_run, inputs, size
from onrecord.ingest.sources import Source, listed, sources

__all__ = [
    "Item",
    "Located",
    "Reader",
    "Source",
    "Summary",
    "failed",
    "ingest_run",
    "inputs",
    "listed",
    "size",
    "sources",
]
