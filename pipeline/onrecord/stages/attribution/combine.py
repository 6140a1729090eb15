"""From cues to quotes: one attribution for each cue, floating speech joined, conflicts settled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from onrecord.stages import store
from onrecord.stages.attribution import adjacent
from onrecord.stages.attribution.complements import complement
from onrecord.stages.attribution.confidence import LEAST, likely, rating
from onrecord.stages.attribution.cues import verb_cues
from onrecord.stages.attribution.extents import repaired
from onrecord.stages.attribution.floating import float_stretches
from onrecord.stages.attribution.model import Attribution, Cue, Range
from onrecord.stages.attribution.phrases import phrase_attributions
from onrecord.stages.attribution.sources import is_passive
from onrecord.stages.attribution.stretches import Stretches
from onrecord.stages.attribution.tagger import all_tagged
from onrecord.stages.attribution.trained import consider
from onrecord.stages.attribution.turns import headlines, turns

FIRST_AND_SECOND = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})
SPOKEN = frozenset({"say", "write", "announce", "deny", "promise", "ask"})
EVIDENTIAL = frozenset({"suggest", "imply", "indicate", "hint", "signal", "show"})
"""Verbs that things do as often as people; inside speech they seldom report speech."""
CONTRASTS = (", although ", ", though ", ", but ", ", while ", ", whereas ")


def attributions(doc: Doc, marks: Stretches, *, attitudes: bool = False, least: float = LEAST) -> list[Attribution]:
    """Return the attributions of a parsed document in text order.

    Args:
        doc: A parsed document.
        marks: Its quote marks.
        attitudes: Whether those count in which nothing is said.
        least: Confidence that each needs, where a tagger has run.
    """
    found: list[Attribution] = list(turns(doc, marks))
    begun = {a.start for a in found}
    found += [a for a in headlines(doc, marks) if a.start not in begun]
    taken = {f for a in found for f in a.fragments}
    found.extend(a for a in phrase_attributions(doc, marks) if _is_admissible(a, marks))
    spans = all_tagged(doc)
    for cue in verb_cues(doc):
        attribution = from_verb(cue, marks, spans.to(cue.token.i, "content"))
        if attribution is not None and _is_admissible(attribution, marks):
            found.append(attribution)
    found = [a for a in found if a.rule in {"turn", "headline"} or not taken & set(a.fragments)]
    found = consider(doc, _without_rivals(found), marks, spans, attitudes=attitudes, least=least)
    found = [a for a in found if a.rule != "trained" or _is_admissible(a, marks)]
    found = float_stretches(doc, _without_contrasts(_joined(found, marks), marks), marks)
    found = likely(doc, [a for a in found if _has_words(a)], spans, least)
    for attribution in found:
        attribution.confidence = rating(doc, attribution, spans)
    return sorted(found, key=lambda a: (a.start, -a.end, a.cue.start if a.cue else -1))


def _has_words(attribution: Attribution) -> bool:
    """Whether content and source, if there is one, have words; a wrong parse can leave nothing but marks of either."""
    pieces = attribution.fragments
    if attribution.source is not None:
        pieces = [*pieces, (attribution.source.start, attribution.source.end)]
    return all(start < end for start, end in pieces)


def from_verb(cue: Cue, marks: Stretches, contents: Sequence[Span] = ()) -> Attribution | None:
    """Return the content of one verb cue by the strongest evidence: marks beside it, grammar, position."""
    left, right = adjacent.before(cue, marks), adjacent.after(cue, marks)
    if left is not None and left.rule == "marks before cue" and left.before is not None:
        fragments: list[Range] = [left.before]
        if right is not None and right.after is not None and _is_resumed(cue, right.after, marks):
            fragments.append(right.after)
        return Attribution(fragments, cue, left.rule, left.confidence, cue.source, cue.polarity)
    governed = complement(cue, marks)
    span = governed.span if governed is not None else None
    if span is not None and governed is not None:
        span = repaired(span, cue, marks, contents, governed.rule)
        span = span if span[0] < span[1] else None
    if right is not None and right.after is not None:
        start, end = right.after
        if span is None or not (span[0] <= start and span[1] >= end):
            span = right.after
        return Attribution([span], cue, right.rule, right.confidence, cue.source, cue.polarity)
    preferred = left is not None and (left.after is not None or _is_tagged(left.before, span, contents))
    if left is not None and left.before is not None and (span is None or preferred):
        fragments = [left.before] + ([left.after] if left.after is not None else [])
        return Attribution(fragments, cue, left.rule, left.confidence, cue.source, cue.polarity)
    if span is None or governed is None:
        return None
    if governed.rule == "clause" and not marks.is_quotation(*span) and not _is_clause(cue, span):
        return None
    cue = governed.cue
    return Attribution([span], cue, governed.rule, governed.confidence, cue.source, cue.polarity)


def _is_tagged(before: Range | None, after: Range | None, contents: Sequence[Span]) -> bool:
    """Whether a tagger has marked the clause before a cue as its content and nothing of what follows it."""

    def shared(span: Range) -> int:
        return sum(max(0, min(span[1], c.end_char) - max(span[0], c.start_char)) for c in contents)

    if before is None or after is None:
        return False
    return 2 * shared(before) > before[1] - before[0] and not shared(after)


def _is_clause(cue: Cue, span: Range) -> bool:
    """Whether content has the verb a clause has, a finite one after a person told ("told those keen to go")."""
    wanted = ("VBD", "VBZ", "VBP", "MD") if cue.sense and cue.sense.object == "addressee" else ("VB", "MD")
    doc = cue.token.doc
    held = doc[store.token_at(doc, span[0]) : store.token_at(doc, span[1] - 1) + 1]
    return any(t.tag_.startswith(wanted) for t in held)


def _is_resumed(cue: Cue, after: Range, marks: Stretches) -> bool:
    """Whether the marks after a cue clause go on with the sentence it interrupts: "X," said Y, "Z"."""
    between = marks.text[cue.hull[1] : after[0]].rstrip()
    return between.endswith((",", ":", "—", "–")) or not between


def _is_admissible(attribution: Attribution, marks: Stretches) -> bool:
    """Whether an attribution is one by the guideline: speech inside speech needs its own speaker and act."""
    cue = attribution.cue
    if cue is None:
        return True
    if cue.sense is None:
        if attribution.rule == "adjective of belief" and marks.at(cue.start) is not None:
            return False
        spoken = marks.at(cue.start) is not None and cue.source is not None
        return not (spoken and cue.source is not None and cue.source.head.lower_ in FIRST_AND_SECOND)
    family = cue.sense.family
    if cue.sense.lemma in EVIDENTIAL and marks.at(cue.start) is not None:
        return False
    pronoun = cue.source.head.lower_ if cue.source is not None and not _is_name(cue.source.head) else ""
    if marks.at(cue.start) is not None:
        return family in SPOKEN and bool(pronoun) and pronoun not in FIRST_AND_SECOND
    if pronoun in FIRST_AND_SECOND:
        return family in SPOKEN
    if cue.source is None:
        # Without a source only speech in marks and passives ("it was announced that ...") are attributed.
        return attribution.rule.startswith("marks") or is_passive(cue.token) or bool(cue.token.is_sent_start)
    return True


def _is_name(head: Token) -> bool:
    """Whether a word like "You" is a name: capital letter inside a sentence, no "I"."""
    return head.is_title and len(head) > 1 and not head.is_sent_start and head.nbor(-1).is_alpha


def _joined(found: list[Attribution], marks: Stretches) -> list[Attribution]:
    """Return the attributions with speech after "adding" joined to the speech before it in the same sentence."""
    ordered = sorted(found, key=lambda a: a.start)
    kept: list[Attribution] = []
    for attribution in ordered:
        last, cue = kept[-1] if kept else None, attribution.cue
        goes_on = (
            last is not None
            and cue is not None
            and last.cue is not None
            and cue.token.tag_ == "VBG"
            and cue.token.lemma_ == "add"
            and store.sentence_of(cue.token).start == store.sentence_of(last.cue.token).start
            and cue.source == last.cue.source
            and marks.is_quotation(*attribution.fragments[0])
            and marks.is_quotation(*last.fragments[-1])
        )
        if goes_on and last is not None:
            last.fragments.extend(attribution.fragments)
        else:
            kept.append(attribution)
    return kept


def _without_contrasts(found: list[Attribution], marks: Stretches) -> list[Attribution]:
    """Return the attributions with what somebody else is said to say cut off: "..., but critics say ..."."""
    hulls = sorted(a.cue.hull for a in found if a.cue is not None)
    starts = [start for start, _ in hulls]
    for attribution in found:
        start, end = attribution.fragments[-1]
        for left in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
            cut = max(marks.text.rfind(word, start, left + 1) for word in CONTRASTS)
            between = marks.text[cut + 1 : left].split() if cut >= 0 else []
            if 0 < len(between) <= 2 and marks.at(cut) is None and cut > start:
                attribution.fragments[-1] = start, cut
                break
    return found


def _without_rivals(found: list[Attribution]) -> list[Attribution]:
    """Return the attributions with one for each cue, and one for each span where cues compete for it."""
    best: dict[object, Attribution] = {}
    for attribution in sorted(found, key=lambda a: -a.confidence):
        key = attribution.cue.token.i if attribution.cue is not None else attribution.fragments[0]
        best.setdefault(key, attribution)
    spans: dict[Range, Attribution] = {}
    for attribution in best.values():
        for fragment in attribution.fragments:
            spans.setdefault(fragment, attribution)
    return [a for a in best.values() if all(spans[f] is a for f in a.fragments)]
