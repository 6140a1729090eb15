"""Where indirect content begins and ends: parses cut clauses short and run them on; the text shows how far."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from onrecord.stages import store
from onrecord.stages.attribution.lexicon import sense_of
from onrecord.stages.attribution.model import Cue, Range
from onrecord.stages.attribution.stretches import Stretches, trimmed
from onrecord.stages.attribution.verbs import left_behind

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
GOING_ON = FINITE | {"PRP", "EX", "VBN", "VB", "RB"}
"""Tags of words with which what is said goes on after a coordinator."""
CLAUSAL = frozenset({"clause", "infinitive"})
PHRASAL = frozenset({"object", "preposition", "gerund"})
NOMINAL = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "``"})
SUBORDINATORS = frozenset({"while", "although", "though", "if", "as", "when", "since"})
ADDITIONS = ("adding", "saying", "noting", "according to", "warning", "stressing", "insisting")
_GOES_ON = re.compile(
    r"\s*(?:--?|—|–)?,?\s*(?:and|but|or|nor) that\b|,?\s*(?:(?:in (?:large |great |no small )?part )?because\b"
    r"|(?:where|which|whose|with|despite|unless|if|so that|rather than|than|including|such as|especially"
    r"|provided|providing|as long as|even (?:if|though|as)|(?:up|down)(?: \w+)? from)\b)"
)
_OTHER_CLAUSE = re.compile(r"\s*(?:--|—|–)|\W*(?:but|although|though|while|and)\b(?! that)")
_RELATED = re.compile(r"\s*(?:that|which|who)\b")
_COORDINATED = re.compile(r"\s+(?:and|but|or) ")
_CONTRAST = re.compile(r"\s(?:--|—|–) even (?:as|though|if)\b")
_NARRATED = re.compile(
    r", (?:only to|but that (?:was|is|has|did|does|proved|turned)|in what (?:he|she|it|they)\b"
    r"|an? (?:move|step|decision|claim|charge|allegation) (?:that|which)\b)"
)
"""Where the narrator goes on after what was said: "..., a move that surprised investors"."""
_RELATIVE = re.compile(r", (?:which|who|whom|where) ")
_REFUTED = re.compile(r", (?:and|but|yet) (?:he|she|it|they) (?:is|are|has|have|does|do|did)\b")
"""Where the narrator tells what became of it: "said it would be back by May, and it is"."""
_DAY = re.compile(
    r"(?:late |early )?(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: morning| afternoon| evening| night)?,? "
)
"""A day right after a cue: "said on Sunday it would close" tells when it was said."""
_ASIDE = re.compile(r"(?:however|meanwhile|though|moreover|instead), (?:that )?")
_UNBROKEN = re.compile(r"\s+(?=[\w$€£])(?P<word>\w*)")
_ADJUNCT = frozenset(
    (
        "on at in after before during when while as last this earlier later to yesterday today monday tuesday "
        "wednesday thursday friday saturday sunday and but although though by for from following via through "
        "ahead amid"
    ).split()
)
"""Words that open what the cue's own clause goes on with ("said it was over on Monday", "... in a statement")."""
NEAR_CUE = 5
"""Tokens of a relative clause among which its own verb of saying stands."""
NEAR = 14
"""Characters by which a tagger's span may begin apart from the clause and still be the same content."""


def repaired(span: Range, cue: Cue, marks: Stretches, contents: Sequence[Span], rule: str) -> Range:
    """Return content with its edges put right.

    Args:
        span: The content as grammar gives it.
        cue: The cue that governs it, before the content.
        marks: The quote marks of the document.
        contents: What a trained tagger has marked as content, if one has run.
        rule: What found the content; a clause has a finite verb and may go on after a comma.
    """
    doc = cue.token.doc
    limit = _limit(cue, marks)
    start = _begun(doc, span[0], cue) if rule in CLAUSAL else span[0]
    end = min(span[1], max(limit, span[0] + 1))
    if rule in CLAUSAL:
        end = max(end, _carried_on(doc, start, end, limit, marks, finite=rule == "clause"))
    elif rule == "preposition" and _RELATED.match(marks.text, end, limit) and not _holds_cue(doc, end, limit):
        end = limit
    for content in contents if rule in CLAUSAL | PHRASAL else ():
        same = abs(content.start_char - start) <= NEAR or content.start_char <= start < content.end_char
        longer = same and end < content.end_char <= limit
        if longer and not _OTHER_CLAUSE.match(marks.text, end) and not _holds_cue(doc, end, content.end_char):
            end = content.end_char
    aside = _ASIDE.match(marks.text, start, end) or (
        _DAY.match(marks.text, start, end) if rule == "clause" and not marks.text[cue.end : start].strip() else None
    )
    start, end = _cut(aside.end() if aside is not None else start, end, cue, marks)
    start, end = marks.fit(start, end, cue.start)
    return start, marks.joined_end(end)


def _limit(cue: Cue, marks: Stretches) -> int:
    sentence = store.sentence_of(cue.token)
    around = marks.at(cue.start)
    end = marks.clip(sentence.start_char, sentence.end_char, cue.start)[1]
    joint = left_behind(cue.token)
    if joint is not None and joint.idx > cue.end:
        end = min(end, joint.idx)
    return min(end, around.inner_end) if around is not None else end


def _begun(doc: Doc, start: int, cue: Cue) -> int:
    """Return the start with what the parse has left out between the cue and it.

    Content begins right after "that" wherever the parse begins it. Without "that" a determiner, a noun phrase
    or a subordinator ("while ...") before it is part of it; "on Monday" or a person told is not.
    """
    first, stop = store.token_at(doc, cue.hull[1]), store.token_at(doc, start)
    gap = [t for t in doc[first:stop] if t.idx >= cue.hull[1] and not t.is_space]
    for token in doc[stop : stop + 6] if not any(t.lower_ == "that" for t in gap) else ():
        # "announced earlier on Friday that ...": the parse may count what stands before "that" in.
        if token.lower_ == "that" and token.tag_ == "IN" and token.i > stop:
            return token.nbor(1).idx if token.i + 1 < len(doc) else start
        if token.tag_ not in {"RB", "RBR", "NNP", "CD", "IN", "JJ", "NN"}:
            break
    held = doc[stop]
    if held.lower_ == "that" and stop + 1 < len(doc) and doc[stop + 1].tag_ not in FINITE and not gap:
        # A parse may take the "that" right after the cue for a determiner.
        return doc[stop + 1].idx
    for token in gap:
        if token.lower_ == "that" and token.tag_ in {"IN", "WDT"} and token.i + 1 < len(doc):
            return token.nbor(1).idx
    if not gap:
        return start
    addressed = cue.sense is not None and cue.sense.object == "addressee"
    if not addressed and gap[0].tag_ in NOMINAL and gap[0].lower_ not in _ADJUNCT:
        return gap[0].idx
    for token in reversed(gap):
        if token.tag_ not in {"DT", "PRP$"} and token.lower_ not in SUBORDINATORS:
            break
        start = token.idx
    return start


def _carried_on(doc: Doc, start: int, end: int, limit: int, marks: Stretches, *, finite: bool) -> int:
    """Return how far a clause goes on after the place where the parse has ended it."""
    rest = marks.text[end:limit]
    if not trimmed(rest, 0, len(rest))[1] or _holds_cue(doc, end, limit):
        return end
    held = doc[store.token_at(doc, start) : store.token_at(doc, max(start, end - 1)) + 1]
    goes_on = _GOES_ON.match(rest)
    if goes_on is not None and (finite or "that" not in goes_on.group()):
        return limit
    if not any(t.tag_ in (FINITE if finite else {"VB"}) for t in held):
        return limit
    unbroken = _UNBROKEN.match(rest)
    if unbroken is not None and unbroken["word"].lower() not in _ADJUNCT:
        return limit
    coordinator = _COORDINATED.match(rest)
    if coordinator is not None:
        following = doc[store.token_at(doc, end + coordinator.end())]
        return limit if following.tag_ in GOING_ON else end
    subordinate = held[0].lower_ in SUBORDINATORS
    return limit if subordinate and rest.lstrip().startswith(",") else end


def _holds_cue(doc: Doc, start: int, end: int) -> bool:
    """Whether another speech act stands between two places."""
    tokens = doc[store.token_at(doc, start) : store.token_at(doc, max(start, end - 1)) + 1]
    for token in tokens:
        if token.idx >= start and (token.tag_ in FINITE or token.tag_ == "VBG") and token.lower_ != "according":
            sense = sense_of(token)
            if (
                sense is not None
                and sense.clause == "plain"
                and sense.family in {"say", "write", "announce", "ask", "deny", "think"}
            ):
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
    contrast = _CONTRAST.search(marks.text, start, end)
    if contrast is not None and marks.at(contrast.start()) is None:
        end = contrast.start()
    narrated = [m.start() for m in _NARRATED.finditer(marks.text, start, end)]
    narrated += [m.start() for m in _RELATIVE.finditer(marks.text, start, end) if _is_attributed(cue, m.end(), end)]
    if re.search(r"\b(?:would|had)\b", marks.text[start:end]):
        narrated += [m.start() for m in _REFUTED.finditer(marks.text, start, end)]
    outside = [at for at in sorted(narrated) if marks.at(at) is None or around is not None]
    return trimmed(marks.text, start, outside[0] if outside else end)


def _is_attributed(cue: Cue, start: int, end: int) -> bool:
    """Whether a relative clause opens with a verb of saying of its own: "which the minister said ..."."""
    doc = cue.token.doc
    first = store.token_at(doc, start)
    return any(t.tag_ in FINITE and sense_of(t) is not None for t in doc[first : first + NEAR_CUE] if t.idx < end)
