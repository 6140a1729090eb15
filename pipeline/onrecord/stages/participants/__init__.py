"""The participants of a document: who is named, under which names, as what, and who a noun phrase means.

The entities stage fills the table; later stages read it with :func:`participants`, ask :func:`resolve` who
a noun phrase means and record nominal and pronoun mentions with :func:`add_mention`.
"""

from onrecord.stages.participants.resolve import Resolver, resolve, resolve_all
from onrecord.stages.participants.table import Participant, add_mention, participants, put_participants

__all__ = [
    "Participant",
    "Resolver",
    "add_mention",
    "participants",
    "put_participants",
    "resolve",
    "resolve_all",
]
