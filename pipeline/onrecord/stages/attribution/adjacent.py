"""Content that stands beside a cue clause: before it ("...", she said), after it, or around it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.inserted import inserted
from onrecord.stages.attribution.lexicon import sense_of
from onrecord.stages.attribution.model import Beside, Cue
from onrecord.stages.attribution.sources import is_passive
from onrecord.stages.attribution.stretches import COORDINATORS, Stretches, is_utterance, trimmed
from onrecord.text.quotemarks import QuotedSpan

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
JOINTS = frozenset({",", ":", ";", "—", "–", "--", "-", "…", "..."})
NOT_BEFORE_SPEECH = frozenset({"DT", "IN", "JJ", "PRP$", "CC", "POS", "TO", "WDT", "JJS", "JJR", "``"})
"""Tags after which a stretch in marks is part of a phrase: a "trusted" aide, of a "ferocious" battle."""
LINKING = frozenset({"as", "so", "then", "also", "later", "however"})
WINDOW = 60
"""Tokens looked at between a cue and the marks after it."""


def before(cue: Cue, marks: Stretches) -> Beside | None:
    """Return what a cue clause closes: the stretch that ends before it, or the clause it is tagged on to."""
    sense = cue.sense
    doc = cue.token.doc
    if sense is None or (cue.token.tag_ == "VBG" and not _has_auxiliary(cue) and not _is_heard(cue)):
        return None
    if is_passive(cue.token) and not _has_auxiliary(cue):
        return None
    following = doc[cue.token.i + 1] if cue.token.i + 1 < len(doc) else None
    if following is not None and following.lower_ == "that" and following.tag_ == "IN":
        return None
    left = _left_edge(cue)
    joint = _back(marks.text, left)
    stretch = marks.ending_at(joint)
    if stretch is not None:
        if not sense.marks or not _closes_on(cue, stretch, left, marks):
            return None
        start = _utterance_start(doc, stretch, marks)
        begun = store.sentence_of(cue.token).start_char
        named = start == stretch.start and start > begun and not _is_whole(doc, stretch)
        interrupting = inserted(cue, left, joint, marks) if named else None
        if interrupting is not None and interrupting.after is not None:
            # In "The film “Title,” she said, was lost" the marks hold a name.
            return interrupting
        return Beside((start, stretch.end), None, "marks before cue", 0.95)
    return inserted(cue, left, joint, marks)


def after(cue: Cue, marks: Stretches) -> Beside | None:
    """Return the stretch a cue leads up to: said: "...", told reporters "...", added that "..."."""
    sense = cue.sense
    doc = cue.token.doc
    stretch = marks.next_from(cue.end)
    if sense is None or not sense.marks or stretch is None:
        return None
    gap = _tokens_between(doc, cue.end, stretch.start)
    if gap is None or any((t.tag_ in FINITE or sense_of(t) is not None) and not _in_source(t, cue) for t in gap):
        return None
    words = [t for t in gap if not t.is_space]
    if any("\n" in t.text for t in gap) and (not words or words[-1].text != ":"):
        return None
    if words and not _leads_in(cue, words):
        return None
    return Beside(None, (stretch.start, marks.joined_end(stretch.end)), "marks after cue", 0.95)


def _leads_in(cue: Cue, words: list[Token]) -> bool:
    """Whether the words between a cue and marks lead up to speech rather than belong to the phrase in marks."""
    last = words[-1]
    said = cue.sense is not None and cue.sense.object != "addressee"
    if last.text == "," and said and any(t.i < last.i for t in grammar.objects(cue.token)):
        # In "wrote a book, “Title”" the marks belong to the object.
        return False
    if last.text in JOINTS or last.lower_ == "that":
        return True
    return last.tag_ not in NOT_BEFORE_SPEECH and not last.is_punct and len(words) <= 12


def _left_edge(cue: Cue) -> int:
    """Return where the cue clause begins: its source or verb, with a word such as "as" before it."""
    doc = cue.token.doc
    left = cue.hull[0]
    index = store.token_at(doc, left)
    while index > 0 and doc[index - 1].lower_ in LINKING and not doc[index - 1].is_sent_start:
        index -= 1
    if index > 0 and doc[index].is_sent_start and doc[index].lower_ in LINKING:
        return doc[index].idx
    return min(left, doc[index].idx)


def _closes_on(cue: Cue, stretch: QuotedSpan, left: int, marks: Stretches) -> bool:
    """Whether a cue clause after a stretch belongs to it: a comma leads in, or nothing else is said there."""
    inner = marks.text[stretch.inner_start : stretch.inner_end].rstrip()
    between = marks.text[stretch.end : left]
    if "\n" in between and not between.strip():
        return False
    if inner.endswith((",", "—", "–")) or "," in between or "—" in between or "–" in between:
        return True
    if inner.endswith(".") and not inner.endswith(".."):
        return False
    if cue.sense is not None and cue.sense.clause == "no" and grammar.complements(cue.token):
        return False
    said = [t for t in grammar.objects(cue.token) if cue.sense is None or cue.sense.object != "addressee"]
    return not said and not any(c.i > cue.token.i for c in grammar.complements(cue.token))


def _utterance_start(doc: Doc, stretch: QuotedSpan, marks: Stretches) -> int:
    """Return where the content begins that a stretch closes: earlier if the stretch only ends a clause."""
    sentence = store.sentence_of(doc[store.token_at(doc, stretch.start)])
    lead = sentence.start_char
    if stretch.start <= lead or not is_utterance(marks.text, stretch):
        return stretch.start
    previous = marks.between(lead, stretch.start)
    words = [t for t in doc[sentence.start : store.token_at(doc, stretch.start)] if not t.is_space]
    words = [t for t in words if t.idx + len(t) <= stretch.start and not t.is_punct]
    if words and words[0].lower_ in COORDINATORS:
        words = words[1:]
    if previous or not words or not (any(t.tag_ in FINITE for t in words) or _cuts_clause(doc, stretch, words[0])):
        return stretch.start
    if any(t.text in {":", "("} for t in doc[sentence.start : store.token_at(doc, stretch.start)]):
        return stretch.start
    return trimmed(marks.text, words[0].idx, stretch.start)[0]


def _is_whole(doc: Doc, stretch: QuotedSpan) -> bool:
    """Whether a stretch holds a finite verb."""
    held = doc[store.token_at(doc, stretch.inner_start) : store.token_at(doc, stretch.inner_end - 1) + 1]
    return any(t.tag_ in FINITE for t in held)


def _cuts_clause(doc: Doc, stretch: QuotedSpan, first: Token) -> bool:
    """Whether the first verb in a stretch has its subject before it: the plan “is a disgrace,” she said."""
    held = doc[store.token_at(doc, stretch.inner_start) : store.token_at(doc, stretch.inner_end - 1) + 1]
    verb = next((t for t in held if t.tag_ in FINITE), None)
    if verb is None or any(t.tag_ in {"NN", "NNS", "NNP", "PRP", "DT", "EX"} for t in doc[held.start : verb.i]):
        return False
    clause = verb.head if verb.pos_ == "AUX" and verb.head.i > verb.i else verb
    return any(first.i <= t.i < held.start for t in grammar.subjects(clause))


def _tokens_between(doc: Doc, start: int, end: int) -> list[Token] | None:
    """Return the tokens between two places, None if they are too many to belong together."""
    first, last = store.token_at(doc, start), store.token_at(doc, end)
    if last - first > WINDOW:
        return None
    return [t for t in doc[first : last + 1] if t.idx >= start and t.idx + len(t) <= end]


def _in_source(token: Token, cue: Cue) -> bool:
    return cue.source is not None and any(h.left_edge.i <= token.i <= h.right_edge.i for h in cue.source.heads)


def _has_auxiliary(cue: Cue) -> bool:
    return cue.start < cue.token.idx


def _is_heard(cue: Cue) -> bool:
    """Whether a participle is what its source was heard or seen doing, with no other cue between them."""
    if cue.source is None or cue.source.end > cue.start:
        return False
    first = store.token_at(cue.token.doc, cue.source.end)
    between = cue.token.doc[first : cue.token.i]
    return not any(t.text == "," or sense_of(t) is not None for t in between)


def _back(text: str, left: int) -> int:
    """Return the end of the text before a cue clause, without the comma, dash or space between."""
    while left > 0 and text[left - 1] in " \t\r\n\xa0,—–-":
        left -= 1
    return left
