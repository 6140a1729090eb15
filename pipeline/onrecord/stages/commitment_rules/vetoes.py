"""What the guideline itself says is no commitment; neither a rule nor a judge decides otherwise."""

from __future__ import annotations

from onrecord import grammar
from onrecord.schema import Quote
from onrecord.stages.commitment_rules import modals, outlook
from onrecord.stages.commitment_rules.lexicon import actor_exceptions, governors, predictive
from onrecord.stages.commitment_rules.reading import Reading
from onrecord.stages.commitment_rules.reporting import FIRST, reported_by, vouched

PERFECT = frozenset(["have", "'ve", "’ve"])


def is_ruled_out(reading: Reading, quote: Quote | None) -> bool:
    """Whether the guideline itself says that a candidate is no commitment, whatever else speaks for it.

    What is asked, supposed or only possible (*if it pledged*, *could promise*), what is demanded of others, silence
    (*declined to comment*), and what a speaker says that others say (*they say we will close it*).

    Args:
        reading: The candidate.
        quote: The innermost quote around its cue.
    """
    head = reading.head
    modal = grammar.modal(head)
    if reading.cue.pos == "modal" and _is_of_others(reading, quote) or _is_foretold(reading, quote, modal):
        return True
    if reading.target.lemma_.lower() in outlook.COURTESIES:
        return True  # done by saying so (*I want to thank the crew*)
    if reading.act == "refuse" and reading.cue.pos == "verb" and not outlook.is_conduct(reading):
        return True
    if outlook.is_question(reading) or reading.cue.pos != "noun" and outlook.is_hypothetical(head):
        return True
    if reading.cue.pos not in {"verb", "adj"} or outlook.leaves_open(reading, modal):
        return False
    if modal in outlook.UNREAL or modal == "would" and any(t.lower_ in PERFECT for t in grammar.verb_group(head)):
        return True
    ordered = governors().get(reading.cue.lemma) in {"directive", "obligation"} and grammar.is_passive(head)
    return reading.cue.pos == "verb" and (ordered or outlook.under_governor(reading) is None)


def _is_foretold(reading: Reading, quote: Quote | None, modal: str | None) -> bool:
    """Whether the narrator foretells (*the court will rule*, *Silva will jump first*, *if so, they would cheer*)."""
    head = reading.head
    if quote is not None or modal not in {"will", "would", "shall"} or reported_by(head) is not None:
        return False
    subjects = grammar.subjects(head)
    if any(actor_exceptions().get(s.lemma_.lower()) == "verdict" for s in subjects):
        return True
    if reading.cue.pos != "modal":
        return False
    # What the narrator says a person will do is foretold; bodies may have settled what they will do.
    persons = any(s.ent_type_ == "PERSON" or s.tag_ == "PRP" for s in subjects)
    supposed = modal == "would" and bool(grammar.conditions(head))
    never = predictive().get(modals.act_of(head).lemma_.lower()) == "always"
    return never or reading.proposed and (persons or supposed)


def _is_of_others(reading: Reading, quote: Quote | None) -> bool:
    """Whether a speaker says what others say he will do (*they say we will*)."""
    head = reading.head
    if quote is None:
        return False
    if quote.mode == "direct":
        return not vouched(head, quote)
    reporter = reported_by(head)
    if reporter is None or not any(t.lower_ in FIRST for t in grammar.subjects(head)):
        return False
    return not all(t.lower_ in FIRST for t in grammar.subjects(reporter))
