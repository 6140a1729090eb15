"""Rules for stretches of time before or after now: "the past two weeks", "recent months", "the years to come"."""

from __future__ import annotations

import re

from onrecord.values.dates.counts import duration, quantity, weeks_in
from onrecord.values.dates.durations import QUALITY, single
from onrecord.values.dates.model import Expression, Length, Opaque, Reference
from onrecord.values.dates.pieces import (
    BREAK,
    COUNT,
    GAP,
    HYPHEN,
    UNIT_MANY,
    UNIT_ONE,
)
from onrecord.values.dates.rule import UNIT_WORDS, Rule, rule, unit_name

_DEICTIC = (
    r"(?P<deictic>last|past|previous|preceding|prior|next|coming|following|first|final|opening|"
    r"latest|initial)"
)
_OPEN_UNIT = r"(?:days|weeks|months|years|decades|centuries|hours|minutes)"


def _deictic(m: re.Match[str]) -> Expression | None:
    unit, amount = unit_name(m["unit"]), quantity(m["count"])
    if amount is not None:
        amount *= weeks_in(m["unit"])
    return Length(duration(amount, unit), unit)


def _open(m: re.Match[str]) -> Expression:
    word = m["deictic"].lower()
    past = word in ("recent", "past", "last", "earlier", "previous")
    return Reference("PAST_REF" if past else "FUTURE_REF", unit_name(m["unit"]))


RULES: list[Rule] = [
    rule(
        "deictic-length",
        rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<count>{COUNT})(?:{GAP}|{HYPHEN}){QUALITY}(?P<unit>{UNIT_MANY}"
        rf"|{UNIT_ONE})",
        _deictic,
        confidence=0.9,
        needs=UNIT_WORDS,
        begins="coming final first following initial last latest next opening past preceding previous prior the",
    ),
    rule(
        "deictic-length",
        rf"the{GAP}(?P<deictic>next|coming|last|past|following){BREAK}(?P<unit>decade|century)",
        single,
        confidence=0.94,
        needs=UNIT_WORDS,
        begins="the",
    ),
    # "Over the past year": the twelve months up to now, not the year before.
    rule(
        "deictic-length",
        rf"the{GAP}past{BREAK}(?P<unit>week|month|year)|(?:(?<=\b[Oo]ver )|(?<=\b[Ff]or )|(?<=\b[Ii]n )"
        rf"|(?<=[Dd]uring )|(?<=[Ww]ithin ))"
        rf"the{GAP}last{BREAK}(?P<unit2>week|month|year)",
        lambda m: Length(f"P1{(m['unit'] or m['unit2'])[0].upper()}", (m["unit"] or m["unit2"]).lower()),
        confidence=0.94,
        needs="past last",
        begins="the",
    ),
    rule(
        "deictic-length",
        rf"the{GAP}(?:last|past|next|coming){BREAK}fortnight",
        lambda m: Length("P2W", "week"),
        confidence=0.94,
        needs="fortnight",
        begins="the",
    ),
    rule(
        "open-period",
        rf"(?:the{GAP})?(?P<deictic>recent|past|last|coming|next|following|future"
        rf"|previous){BREAK}(?P<unit>{_OPEN_UNIT}|quarters)(?!{GAP}of\b)"
        rf"(?:{GAP}and{GAP}{_OPEN_UNIT})?",
        _open,
        confidence=0.85,
        needs=UNIT_WORDS,
        begins="coming following future last next past previous recent the",
    ),
    rule(
        "open-period",
        rf"the{GAP}(?P<unit>{_OPEN_UNIT}){GAP}(?:ahead|to{GAP}come)",
        lambda m: Reference("FUTURE_REF", unit_name(m["unit"])),
        confidence=0.85,
        needs=UNIT_WORDS,
        begins="the",
    ),
    rule(
        "open-period",
        rf"(?P<unit>{_OPEN_UNIT}){GAP}(?:ago|earlier|before(?=[.,;]))",
        lambda m: Reference("PAST_REF", unit_name(m["unit"])),
        confidence=0.8,
        needs=UNIT_WORDS,
        begins="centuries days decades hours minutes months weeks years",
    ),
    rule(
        "open-period",
        rf"(?P<unit>{_OPEN_UNIT}){GAP}(?:later|afterwards|after(?=[.,;]))",
        lambda m: Opaque(unit_name(m["unit"]), "how many is not said"),
        confidence=0.6,
        needs=UNIT_WORDS,
        begins="centuries days decades hours minutes months weeks years",
    ),
    rule(
        "nth-period",
        rf"(?:the{GAP}|a{GAP}|an{GAP})?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d\d?(?:st"
        rf"|nd|rd|th)){GAP}(?:consecutive|straight|successive){GAP}"
        r"(?P<unit>day|week|month|quarter|year|decade)",
        lambda m: Opaque(unit_name(m["unit"]), "the last of a series"),
        confidence=0.8,
        needs="consecutive straight successive",
        begins="0 a an eighth fifth fourth ninth second seventh sixth tenth the third",
    ),
]
