"""Extraction over many files: inputs to a run folder, in one process or several."""

from onrecord.batch.finish import Summary
from onrecord.batch.parts import Result
from onrecord.batch.run import Step, extract_run
from onrecord.batch.stream import extract_stream, make_options

__all__ = ["Result", "Step", "Summary", "extract_run", "extract_stream", "make_options"]
