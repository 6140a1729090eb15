"""What those in charge say will be done: *tenders would be floated by March, the director said*.

The clause names no actor; who commits is who speaks, if they are in charge. The cast settles that, and drops what
somebody without an office says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import RELATIVE_CLAUSE, below
from onrecord.schema import Quote
from onrecord.stages.commitment_rules import extents, modals, promissory, reporting
from onrecord.stages.commitment_rules.actors import DONE, is_actor
from onrecord.stages.commitment_rules.lexicon import administered, cue_for, governors, reporting_verbs
from onrecord.stages.commitment_rules.reading import Reading, of_cue

RULE = DONE
NOBODY = frozenset(["nobody", "none", "nothing", "no-one"])


def readings(verb: Token, quote: Quote | None) -> Iterator[Reading]:
    """Yield what is to be done to the subject of a verb by whoever is in charge.

    Args:
        verb: Main verb of the clause.
        quote: The innermost quote around it.
    """
    voice = administered().get(verb.lemma_.lower())
    found = modals.read(verb) if voice is not None and quote is not None else None
    if found is None or quote is None or verb.lower_ == "going":
        return
    name, cue_extent, start = found
    if name in promissory.POSSIBLE:
        return
    subjects = grammar.subjects(verb)
    if verb.dep_ in RELATIVE_CLAUSE:
        return  # tells of a thing by the way
    if not subjects or not _is_done(verb, voice == "event", subjects):
        return
    reporter = reporting.reported_by(verb)
    if quote.mode == "direct":
        if name == "would" or not reporting.vouched(verb, quote):
            return
    elif reporter is not None and (
        reporter.lemma_.lower() not in reporting_verbs() or governors().get(reporter.lemma_.lower()) == "prediction"
    ):
        return
    if any(t.lower_ in promissory.SURMISE - {"never"} for t in below(verb)):
        return
    promised = quote.mode == "direct" or reporter is not None and reporter.lemma_.lower() in promissory.PROMISED
    cue = cue_for("promise" if promised else "announce", "binding")
    action = extents.action_of_clause(verb, start)
    reading = of_cue(cue, verb, cue_extent, verb, action, (), RULE, 0.6)
    if verb.lemma_ == "offer":
        reading = replace(reading, act="offer", force="intended")
    if any(s.lower_ in NOBODY or any(d.lower_ == "no" for d in below(s)) for s in subjects):
        reading = replace(reading, direction="not_do")
    elif grammar.is_negated(verb):
        reading = replace(reading, act="refuse", direction="not_do")
    yield reading


def _is_done(verb: Token, is_event: bool, subjects: list[Token]) -> bool:
    """Whether a clause tells what is done to its subject, or of an event that somebody sets to a time."""
    if grammar.is_passive(verb):
        return grammar.agent(verb) is None
    reporter = reporting.reported_by(verb)
    dated = bool(grammar.obliques(verb, "on", "in", "by", "at"))
    dated = dated or reporter is not None and reporter.lemma_.lower() in promissory.PROMISED
    things = not any(is_actor(s) or s.tag_ == "PRP" for s in subjects)
    return is_event and things and not grammar.objects(verb) and dated
