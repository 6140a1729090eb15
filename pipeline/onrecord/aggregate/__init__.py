"""From records to answers: data frames, questions with tables and plots, identities across documents, a ledger."""

from onrecord.aggregate.entries import Entry
from onrecord.aggregate.frames import Frames, frames
from onrecord.aggregate.ledger import Ledger, ledger
from onrecord.aggregate.run import Run, open_run

__all__ = ["Entry", "Frames", "Ledger", "Run", "frames", "ledger", "open_run"]
