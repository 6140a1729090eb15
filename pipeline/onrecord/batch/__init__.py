"""Extraction over many files: inputs to a run folder, in one process or several."""

from onrecord.batch.parts import Result
from onrecord.batch.run import Summary, extract_run, extract_stream, make_options

__all__ = ["Result", "Summary", "extract_run", "extract_stream", "make_options"]
