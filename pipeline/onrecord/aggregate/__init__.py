"""From records to answers: data frames, questions with tables and plots, identities across documents, a ledger."""

from onrecord.aggregate.frames import Frames, frames
from onrecord.aggregate.ledger import Entry, Ledger, ledger
from onrecord.aggregate.run import Run, open_run

__all__ = ["Entry", "Frames", "Ledger", "Run", "frames", "ledger", "open_run"]
