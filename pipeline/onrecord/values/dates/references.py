"""Rules for vague references: now, recently, soon, the past, the future."""

from __future__ import annotations

from onrecord.values.dates.model import Reference
from onrecord.values.dates.pieces import BREAK, GAP
from onrecord.values.dates.rule import Rule, rule

RULES: list[Rule] = [
    rule(
        "present",
        rf"(?:right{BREAK})?now(?!{GAP}(?:that|on|and{GAP}(?:then|again))\b)|currently|nowadays|presently"
        rf"|these{BREAK}days",
        lambda m: Reference("PRESENT_REF"),
        confidence=0.9,
    ),
    # "Current account" and "current affairs" name things, not times.
    rule(
        "present",
        rf"current(?!{GAP}(?:accounts?|affairs|events?|of|and{GAP}former)\b|{BREAK}(?:and)\b|s\b|[-/])",
        lambda m: Reference("PRESENT_REF"),
        confidence=0.8,
    ),
    rule(
        "present",
        rf"(?<=\b[Aa]t )(?:the{GAP})?(?:present(?!{GAP}(?:a|the)\b)|moment)|(?<=\b[Aa]t )this{GAP}"
        rf"(?:time|moment|point|stage)|the{GAP}present{GAP}day|(?:(?<=\b[Tt]he )|(?<=[Tt]he two )"
        rf"|(?<=\b[Ii]ts )|(?<=\b[Tt]heir ))present(?={GAP}[a-z]+(?!{GAP}of))",
        lambda m: Reference("PRESENT_REF"),
        confidence=0.85,
    ),
    rule(
        "past",
        rf"(?:(?:more|most|as|very){GAP})?recently|lately(?!{GAP}of)",
        lambda m: Reference("PAST_REF"),
        confidence=0.85,
    ),
    rule(
        "past",
        rf"(?<=\b[Ii]n )the{GAP}(?:recent{GAP}|distant{GAP})?past|(?<=\b[Ii]n )those{GAP}days|"
        rf"(?:not{GAP})?long{GAP}ago|some{GAP}time{GAP}ago",
        lambda m: Reference("PAST_REF"),
        confidence=0.85,
    ),
    rule(
        "past-era",
        rf"the{GAP}(?:[A-Z][\w.-]+{GAP}){{1,3}}(?:era|years)",
        lambda m: Reference("PAST_REF"),
        confidence=0.6,
        case=True,
    ),
    rule(
        "future",
        rf"soon(?!{GAP}(?:after|as|before|enough|became|followed|found|turned|began))|shortly(?!{GAP}(?:after"
        rf"|before))|a{GAP}later{GAP}date",
        lambda m: Reference("FUTURE_REF"),
        confidence=0.8,
    ),
    rule(
        "future",
        rf"(?<=\b[Ii]n )(?:the{GAP})?(?:(?:near|foreseeable|immediate|distant|not-too-distant){GAP}"
        rf")?future|the{GAP}(?:near|foreseeable|immediate|distant){GAP}future",
        lambda m: Reference("FUTURE_REF"),
        confidence=0.8,
    ),
]
