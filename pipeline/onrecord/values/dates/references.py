"""Rules for vague references: now, recently, soon, the past, the future."""

from __future__ import annotations

from onrecord.values.dates.model import Reference
from onrecord.values.dates.pieces import APOSTROPHE, BREAK, GAP, POSSESSIVE
from onrecord.values.dates.rule import Rule, rule

# What is general with "today" after it, and what is so only before a verb of the present.
_GENERAL = "|".join(rf"(?<=\b{noun} )" for noun in "our lives|our society|modern society".split("|"))
_GENERAL_DOING = "|".join(rf"(?<=\b{noun} )" for noun in "young people|families|the world|society|children".split("|"))
_STOP = r"[.,;:!?)\u201d\"]"
_DOING = rf"{GAP}(?:is|are|do|does|have|has)\b"
_KINDS = "|".join(rf"(?<=\b{noun} of )" for noun in "people leaders citizens jobs voters cities cars workers".split())

RULES: list[Rule] = [
    rule(
        "present",
        rf"(?:right{BREAK})?now(?!{GAP}(?:that(?:{APOSTROPHE}s|{GAP}(?:is|was)\b)|on|and{GAP}(?:then|again))\b)|currently|nowadays|presently"
        rf"|these{BREAK}days",
        lambda m: Reference("PRESENT_REF"),
        confidence=0.9,
        begins="currently now nowadays presently right these",
    ),
    # "Current account" and "current affairs" name things, not times.
    rule(
        "present",
        rf"(?<!strong )(?<!ocean )(?<!electric )(?<!electrical )(?<!river )(?<!sea )(?<!rip )(?<!alternating "
        rf")(?<!direct )(?<!tidal )"
        rf"current(?!{GAP}(?:swept|flow\w*|carried|pulled|dragged|ran|runs|was|is|took|accounts?|affairs|events?|of|and{GAP}former)\b|{BREAK}(?:and)\b|s\b|[-/])",
        lambda m: Reference("PRESENT_REF"),
        confidence=0.8,
        begins="current",
    ),
    rule(
        "present",
        rf"(?<=\b[Aa]t )(?:the{GAP})?(?:present|moment)|(?<=\b[Aa]t )this{GAP}"
        rf"(?:time|moment|point|stage)|the{GAP}present{GAP}day|(?:(?<=\b[Tt]he )|(?<=[Tt]he two )"
        rf"|(?<=\b[Ii]ts )|(?<=\b[Tt]heir ))present(?={GAP}(?!(?:he|she|they|it|we|you|that|which|was|is|from"
        rf"|for|to|and|or|in)\b)"
        rf"[a-z]+(?!{GAP}of))",
        lambda m: Reference("PRESENT_REF"),
        confidence=0.85,
        begins="moment present the this",
    ),
    rule(
        "past",
        rf"(?:(?:more|most|as|very){GAP})?recently|lately(?!{GAP}of)",
        lambda m: Reference("PAST_REF"),
        confidence=0.85,
        begins="as lately more most recently very",
    ),
    rule(
        "past",
        rf"(?<=\b[Ii]n )the{GAP}(?:recent{GAP}|distant{GAP})?past|(?<=\b[Ii]n )those{GAP}days|"
        rf"(?:not{GAP})?long{GAP}ago|some{GAP}time{GAP}ago",
        lambda m: Reference("PAST_REF"),
        confidence=0.85,
        begins="long not some the those",
    ),
    rule(
        "past-era",
        rf"the{GAP}(?:[A-Z][\w.-]+{GAP}){{1,3}}(?:era|years)",
        lambda m: Reference("PAST_REF"),
        confidence=0.6,
        case=True,
        needs="era years",
        begins="the",
    ),
    # "Today's youth" are those of our time, not of the day.
    rule(
        "present",
        rf"today(?={POSSESSIVE}{GAP}(?:world|youth|young|society|generation|economy|children|kids|parents|women|men"
        rf"|consumers|students|families|audiences|readers|users|voters|diners|teenagers|technology|computers|personal{GAP}computers|standards|terms|prices|money|dollars|culture)\b)",
        lambda m: Reference("PRESENT_REF"),
        confidence=0.96,
        needs="today",
        begins="today",
    ),
    # "Our lives today" are those of this time as well.
    rule(
        "present",
        rf"(?:{_GENERAL})today(?={_STOP}|$|{_DOING})|(?:{_GENERAL_DOING})today(?={_DOING})",
        lambda m: Reference("PRESENT_REF"),
        confidence=0.96,
        needs="today",
        begins="today",
    ),
    # "The leaders of tomorrow".
    rule(
        "future",
        rf"(?:{_KINDS})tomorrow(?!{POSSESSIVE})",
        lambda m: Reference("FUTURE_REF"),
        confidence=0.96,
        needs="tomorrow",
        begins="tomorrow",
    ),
    rule(
        "past-era",
        rf"the{GAP}(?:apartheid|colonial|post-?war|pre-?war|wartime|communist|medieval){GAP}(?:era|years|period)",
        lambda m: Reference("PAST_REF"),
        confidence=0.7,
        needs="era years period",
        begins="the",
    ),
    rule(
        "future",
        rf"soon(?!{GAP}(?:after|as|before|enough|became|followed|found|turned|began))|shortly(?!{GAP}(?:after"
        rf"|before))|a{GAP}later{GAP}date",
        lambda m: Reference("FUTURE_REF"),
        confidence=0.8,
        needs="soon shortly future later",
        begins="a shortly soon",
    ),
    rule(
        "future",
        rf"(?:(?<=\b[Aa]bout )|(?<=\b[Ii]nto )|(?<=\b[Ff]or )|(?<=\b[Tt]o )|(?<=\b[Oo]n )|(?<=\band ))the{GAP}future"
        rf"(?={GAP}(?:that|if|and|but|as|when|without|after|will)\b|[.,;:!?)\u201d\u2019'\"]|$)",
        lambda m: Reference("FUTURE_REF"),
        confidence=0.7,
        needs="future",
        begins="the",
    ),
    rule(
        "future",
        rf"(?<=\b[Ii]n )(?:the{GAP})?(?:(?:near|foreseeable|immediate|distant|not-too-distant){GAP}"
        rf")?future|the{GAP}(?:near|foreseeable|immediate|distant){GAP}future",
        lambda m: Reference("FUTURE_REF"),
        confidence=0.8,
        needs="soon shortly future later",
        begins="distant foreseeable future immediate near not the",
    ),
]
