"""Extraction over many files: inputs to a run folder, in one process or several."""

from onrecord.batch.run import Summary, extract_run, extract_stream, make_options

__all__ = ["Summary", "extract_run", "extract_stream", "make_options"]
