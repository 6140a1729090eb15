"""Stretches of text that hold no date, whatever they look like: names, idioms, addresses, datelines.

"Black Friday" and "9/11" name events, "LONDON, March 5 (Reuters) -" says where a report was filed; an expression
that overlaps such a stretch is not a date.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.text.offsets import at_line_starts
from onrecord.values.dates.pieces import DAY_NUMBER, MONTH, YEAR

# Names and idioms; an expression that overlaps one of them is no date. Each is looked for only in a text that holds
# one of the strings before it: most texts hold few, and a string is found in a hundredth of a pattern's time.
_NAMES = tuple(
    (needed.split("|"), re.compile(pattern))
    for needed, pattern in (
        (
            "Black |Super |Bloody |Cyber |Giving |Ruby |Fat |Freaky |Mad |Bleak |Casual ",
            r"(?:Black|Super|Bloody|Cyber|Giving|Ruby|Fat|Freaky|Mad|Bleak|Casual) "
            r"(?:Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?)",
        ),
        ("9/11|7/7|24/7|24-7|50/50|50-50", r"(?<![\w/])(?:9/11|7/7|24/7|24-7|50/50|50-50)(?![\w/])"),
        ("March on |March for |March of ", r"(?:Million (?:Man|Woman) )?March (?:on|for|of) [A-Z]\w+"),
        ("Person of the Year", r"\bPerson of the Year"),
        (
            "of the Year|of the Decade|of the Century|of the Month|of the Week",
            r"\bof the (?:Year|Decade|Century|Month|Week)\b",
        ),
        ("he Sun|he Saturday", r"(?<!\w)(?:The|the) (?:Sun|Saturday Paper)\b"),
        (
            "Sunday ",
            r"\bSunday (?:Times|Telegraph|Mirror|Mail|Express|People|Star|Post|Herald|Independent|World|Monitor"
            r"|Nation|Standard|Tribune|Vanguard|Punch|Guardian|Sun|Observer|Trust)\b",
        ),
        (
            "day Night|day Evening",
            r"\b(?:Saturday|Friday|Sunday|Monday|Thursday|Tuesday) (?:Night (?:Live|Football|Lights)|Evening Post)\b",
        ),
        ("Long March", r"\bLong March \d\w*"),
        ("Mail on|60 Min|48 Hours|Fridays for", r"\b(?:Mail on Sunday|60 Minutes|48 Hours|Fridays for Future)\b"),
        # The lines a page puts around an article, and its rights.
        (
            "ublished|pdated|odified|osted|Date",
            r"(?m:^[ \t]*(?:First published|Published|Updated|Last updated|Last modified|Posted|Date)(?: on"
            r"| at)?:?[ \t][^\n]{0,60}$)",
        ),
        (
            "\u00a9|(c)|Copyright",
            r"(?:\u00a9|\(c\)|\bCopyright)(?: ?\u00a9)? ?(?:[12]\d{3})(?: ?[-\u2013] ?[12]\d{3})?",
        ),
        ("Boxing Week|May Day", r"\b(?:Boxing Week|May Day (?:call|signal))\b"),
        ("June", r"\bJune[a-z]+\b"),
        ("Today", r"\bToday (?:show|programme|program)\b|\b(?:USA|India|Russia|Business|Africa) Today\b"),
        (
            "vernight",
            r"\b(?:happen|change|disappear|vanish)\w* overnight\b|\b[Oo]vernight (?:success|sensation|stay)",
        ),
        ("Silicon|Arab S|Prague S", r"\b(?:Silicon (?:Fall|Spring)s?|(?:Arab|Prague) Spring)\b"),
        ("of age", r"\bof age\b"),
        (
            "://|www.|@|.com/|.org/|.net/",
            r"https?://\S+|www\.\S+|(?<!\S)[\w.+-]{1,64}@\S+|(?<!\S)[\w.-]{1,64}\.(?:com|org|net)/\S*",
        ),
    )
)
_TELEPHONE = re.compile(r"\b[+(]?\d{2,4}\)?[- ]\d{3,4}[- ]\d{4}\b")
_LAST_DIGITS = re.compile(r"\d\d\d[- ]\d\d\d\d")
# "Reed News, 15 October - ", "New York (November 25, 2021): " at the start of a text.
_AGENCY = r"(?:[\w.'\u2019-]+ ){0,3}[\w.'\u2019-]+"
_PLACE = r"[A-Z][A-Z.'\u2019-]+(?:,? (?:[A-Z][\w.'\u2019-]*|of|de|el)){0,5}"
_DAY = rf"(?:{MONTH} {DAY_NUMBER}(?:,? {YEAR})?|{DAY_NUMBER} {MONTH}(?:,? {YEAR})?)"
# A place in capitals, or a place and a comma, then the day, then an agency or a dash.
_DATELINE = re.compile(
    rf"^[ \t]*(?:{_PLACE},? |(?:[A-Z][\w.'\u2019-]+ ){{0,3}}"
    r"[A-Z][\w.'\u2019-]+, )"
    rf"(?P<date>{_DAY})(?: ?\([A-Z][^()\n]{{1,40}}\)| ?/[A-Z]\w+/)?,?:?(?: ?(?:[-\u2013\u2014]|"
    r"--) ?|(?<=\)) |(?<=\):) )",
    re.MULTILINE,
)
# "CAIRO - 5 March 2024:", "CAIRO, March 5: ...", "CAIRO (March 5, 2024) -": a place in capitals and a mark after it.
_DATELINE_MARKED = re.compile(
    rf"^[ \t]*{_PLACE}(?:,? ?[-\u2013\u2014] ?(?P<dashed>{_DAY}) ?[:\u2013\u2014-]|,? (?P<colon>{_DAY}) ?:"
    rf"|,? ?\((?P<bracketed>{_DAY})\))",
    re.MULTILINE,
)


_DATELINE_FIRST = re.compile(
    rf"\A\s*+(?:[^\n]{{1,160}}+\n\s*+){{0,2}}(?:{_AGENCY}, ?(?P<agency>{_DAY}) ?[-\u2013\u2014]{{1,2}} "
    rf"|(?:[A-Z][\w.'\u2019-]+,? ){{1,3}}\((?P<city>{_DAY})\) ?[:\u2013\u2014-])"
)


class Blocked:
    """The stretches of one text that hold no date."""

    def __init__(self, text: str) -> None:
        """Find them."""
        spans = [
            match.span()
            for needed, pattern in _NAMES
            if any(map(text.__contains__, needed))
            for match in pattern.finditer(text)
        ]
        if _LAST_DIGITS.search(text):
            spans += [match.span() for match in _TELEPHONE.finditer(text)]
        spans += [m.span("date") for m in at_line_starts(_DATELINE, text)]
        spans += [m.span(m.lastgroup) for m in at_line_starts(_DATELINE_MARKED, text) if m.lastgroup]
        if (first := _DATELINE_FIRST.match(text)) is not None and first.lastgroup:
            spans.append(first.span(first.lastgroup))
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def overlaps(self, start: int, end: int) -> bool:
        """Return whether an expression shares characters with one of them."""
        at = bisect_left(self._starts, end)
        # Stretches hardly ever overlap each other, so the few before the end decide.
        return any(span_end > start for _, span_end in self._spans[max(0, at - 3) : at])
