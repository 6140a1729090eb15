"""Where indirect content begins and ends: parses cut clauses short and run them on; the text shows how far."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from onrecord.stages import store
from onrecord.stages.attribution.lexicon import sense_of
from onrecord.stages.attribution.model import Cue, Range
from onrecord.stages.attribution.stretches import Stretches, trimmed

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ADDITIONS = ("adding", "saying", "noting", "according to", "warning", "stressing", "insisting")
_GOES_ON = re.compile(
    r"\s*(?:--?|—|–)?,?\s*(?:and|but|or|nor) that\b|,?\s*(?:(?:in (?:large |great |no small )?part )?because\b"
    r"|(?:where|which|whose|with|despite|unless|if|so that|rather than|than|including|such as|especially"
    r"|even (?:if|though|as))\b)"
)
_OTHER_CLAUSE = re.compile(r"\W*(?:but|although|though|while|and)\b(?! that)")
_ASIDE = re.compile(r"(?:however|meanwhile|though|moreover|instead), ")
_UNBROKEN = re.compile(r"\s+(?=[\w$€£])(?P<word>\w*)")
_ADJUNCT = frozenset(
    ["on", "at", "in", "after", "before", "during", "when", "while", "as", "last", "this", "earlier", "later", "to"]
    + ["yesterday", "today", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "and"]
    + ["but", "although", "though", "by", "for", "from", "following", "via", "through", "ahead", "amid"]
)
"""Words that open what the cue's own clause goes on with ("said it was over on Monday", "... in a statement")."""
NEAR = 14
"""Characters by which a tagger's span may begin apart from the clause and still be the same content."""


def repaired(span: Range, cue: Cue, marks: Stretches, contents: Sequence[Span], *, clause: bool) -> Range:
    """Return content with its edges put right.

    Args:
        span: The content as grammar gives it.
        cue: The cue that governs it, before the content.
        marks: The quote marks of the document.
        contents: What a trained tagger has marked as content, if one has run.
        clause: Whether the content is a clause, which has a finite verb and may go on after a comma.
    """
    doc = cue.token.doc
    limit = _limit(cue, marks)
    start, end = _begun(doc, span[0], cue), min(span[1], max(limit, span[0] + 1))
    if clause:
        end = max(end, _carried_on(doc, start, end, limit, marks))
    for content in contents if clause else ():
        same = abs(content.start_char - start) <= NEAR or content.start_char <= start < content.end_char
        longer = same and end < content.end_char <= limit
        if longer and not _OTHER_CLAUSE.match(marks.text, end) and not _holds_cue(doc, end, content.end_char):
            end = content.end_char
    aside = _ASIDE.match(marks.text, start, end)
    start, end = _cut(aside.end() if aside is not None else start, end, cue, marks)
    start, end = marks.fit(start, end, cue.start)
    return start, marks.joined_end(end)


def _limit(cue: Cue, marks: Stretches) -> int:
    sentence = cue.token.sent
    around = marks.at(cue.start)
    end = marks.clip(sentence.start_char, sentence.end_char, cue.start)[1]
    return min(end, around.inner_end) if around is not None else end


def _begun(doc: Doc, start: int, cue: Cue) -> int:
    """Return the start with a determiner or a subordinator ("that while ...") that the parse left outside."""
    index = store.token_at(doc, start) - 1
    while index > cue.token.i and doc[index].idx >= cue.hull[1]:
        token = doc[index]
        if token.tag_ not in {"DT", "PRP$"} and token.lower_ not in {"while", "although", "if", "as", "when", "since"}:
            break
        start, index = token.idx, index - 1
    return start


def _carried_on(doc: Doc, start: int, end: int, limit: int, marks: Stretches) -> int:
    """Return how far a clause goes on after the place where the parse has ended it."""
    rest = marks.text[end:limit]
    if not trimmed(rest, 0, len(rest))[1] or _holds_cue(doc, end, limit):
        return end
    held = doc[store.token_at(doc, start) : store.token_at(doc, max(start, end - 1)) + 1]
    if _GOES_ON.match(rest) or not any(t.tag_ in FINITE for t in held):
        return limit
    unbroken = _UNBROKEN.match(rest)
    if unbroken is not None and unbroken["word"].lower() not in _ADJUNCT:
        return limit
    subordinate = held[0].lower_ in {"while", "although", "if", "as", "when", "since", "though"}
    return limit if subordinate and rest.lstrip().startswith(",") else end


def _holds_cue(doc: Doc, start: int, end: int) -> bool:
    """Whether another speech act stands between two places."""
    tokens = doc[store.token_at(doc, start) : store.token_at(doc, max(start, end - 1)) + 1]
    for token in tokens:
        if token.idx >= start and (token.tag_ in FINITE or token.tag_ == "VBG") and token.lower_ != "according":
            sense = sense_of(token)
            if sense is not None and sense.clause == "plain" and sense.family in {"say", "write", "announce", "ask", "deny", "think"}:
                return True
        if token.lower_ == "according":
            return True
    return False


def _cut(start: int, end: int, cue: Cue, marks: Stretches) -> Range:
    """Return content without the next cue clause, which parses often take in: ", adding that ..."."""
    around = marks.at(cue.start)
    at = start
    while (at := marks.text.find(", ", at, end)) >= 0:
        if marks.text.startswith(ADDITIONS, at + 2) and (marks.at(at) is None or around is not None):
            return start, at
        at += 2
    return trimmed(marks.text, start, end)
