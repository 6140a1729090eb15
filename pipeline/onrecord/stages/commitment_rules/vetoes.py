"""What the guideline itself says is no commitment; neither a rule nor a judge decides otherwise."""

from __future__ import annotations

from onrecord import grammar
from onrecord.schema import Quote
from onrecord.stages.commitment_rules import modals, outlook
from onrecord.stages.commitment_rules.lexicon import actor_exceptions, predictive
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
    if reading.cue.pos == "modal" and _is_of_others(reading, quote):
        return True
    if reading.act == "refuse" and reading.cue.pos == "verb" and not outlook.is_conduct(reading):
        return True
    if outlook.is_question(reading) or reading.cue.pos != "noun" and outlook.is_hypothetical(head):
        return True
    if reading.cue.pos not in {"verb", "adj"} or outlook.leaves_open(reading, grammar.modal(head)):
        return False
    modal = grammar.modal(head)
    if modal in outlook.UNREAL or modal == "would" and any(t.lower_ in PERFECT for t in grammar.verb_group(head)):
        return True
    return reading.cue.pos == "verb" and outlook.under_governor(reading) is None


def _is_of_others(reading: Reading, quote: Quote | None) -> bool:
    """Whether *will* is what others say or what nobody can undertake (*they say we will*, *the court will rule*)."""
    head = reading.head
    if quote is None:
        judges = any(actor_exceptions().get(s.lemma_.lower()) == "verdict" for s in grammar.subjects(head))
        return reported_by(head) is None and (
            judges or predictive().get(modals.act_of(head).lemma_.lower()) == "always"
        )
    if quote.mode == "direct":
        return not vouched(head, quote)
    reporter = reported_by(head)
    if reporter is None or not any(t.lower_ in FIRST for t in grammar.subjects(head)):
        return False
    return not all(t.lower_ in FIRST for t in grammar.subjects(reporter))
