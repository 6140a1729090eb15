"""Content that stands beside a cue clause: before it ("...", she said), after it, or around it."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import sense_of
from onrecord.stages.attribution.model import Cue, Range
from onrecord.stages.attribution.sources import is_passive
from onrecord.stages.attribution.stretches import COORDINATORS, Stretches, is_utterance, trimmed
from onrecord.text.quotemarks import QuotedSpan

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
JOINTS = frozenset({",", ":", ";", "—", "–", "--", "-", "…", "..."})
NOT_BEFORE_SPEECH = frozenset({"DT", "IN", "JJ", "PRP$", "CC", "POS", "TO", "WDT", "JJS", "JJR", "``"})
"""Tags after which a stretch in marks is part of a phrase: a "trusted" aide, of a "ferocious" battle."""
PARATACTIC = frozenset({"say", "write", "think", "announce", "ask", "show", "promise"})
LINKING = frozenset({"as", "so", "then", "also", "later", "however"})
WINDOW = 60
"""Tokens looked at between a cue and the marks after it."""


class Beside(NamedTuple):
    """Content before and after a cue clause, either of them empty, and the rule that found it."""

    before: Range | None
    after: Range | None
    rule: str
    confidence: float


def before(cue: Cue, marks: Stretches) -> Beside | None:
    """Return what a cue clause closes: the stretch that ends before it, or the clause it is tagged on to."""
    sense = cue.sense
    doc = cue.token.doc
    if sense is None or (cue.token.tag_ == "VBG" and not _has_auxiliary(cue) and not _is_heard(cue)):
        return None
    if is_passive(cue.token) and not _has_auxiliary(cue):
        return None
    left = _left_edge(cue)
    joint = _back(marks.text, left)
    stretch = marks.ending_at(joint)
    if stretch is not None:
        if not sense.marks or not _closes_on(cue, stretch, left, marks):
            return None
        start = _utterance_start(doc, stretch, marks)
        return Beside((start, stretch.end), None, "marks before cue", 0.95)
    return _inserted(cue, left, joint, marks)


def after(cue: Cue, marks: Stretches) -> Beside | None:
    """Return the stretch a cue leads up to: said: "...", told reporters "...", added that "..."."""
    sense = cue.sense
    doc = cue.token.doc
    stretch = marks.next_from(cue.end)
    if sense is None or not sense.marks or stretch is None:
        return None
    gap = _tokens_between(doc, cue.end, stretch.start)
    if gap is None or any(t.tag_ in FINITE or sense_of(t) is not None for t in gap if not _in_source(t, cue)):
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


def _inserted(cue: Cue, left: int, joint: int, marks: Stretches) -> Beside | None:
    """Return the unmarked clause a cue clause is tagged on to or inserted in: "Taxes, she said, will rise"."""
    sense, doc = cue.sense, cue.token.doc
    if sense is None or sense.family not in PARATACTIC or sense.clause == "no" or cue.source is None:
        return None
    if joint == left or marks.text[joint:left].strip() == "" or grammar.objects(cue.token):
        return None
    start = marks.clip(cue.token.sent.start_char, cue.token.sent.end_char, cue.start)[0]
    inside = marks.at(start)
    if inside is not None and inside.start < start:
        start = inside.start if marks.at(cue.start) is None else start
    around = marks.at(cue.start)
    if around is not None:
        start = max(start, around.inner_start)
    start, end = trimmed(marks.text, start, joint)
    if end <= start:
        return None
    rest = _inserted_rest(cue, marks)
    held = [t for t in doc[store.token_at(doc, start) : store.token_at(doc, end - 1) + 1]]
    if rest is None and not any(t.tag_ in FINITE for t in held):
        return None
    if held and held[0].lower_ in COORDINATORS and len(held) > 1:
        start = held[1].idx
    return Beside((start, end), rest, "inserted cue" if rest else "cue after clause", 0.85)


def _inserted_rest(cue: Cue, marks: Stretches) -> Range | None:
    """Return the part of a clause that follows a cue clause set off by commas, if there is one."""
    doc = cue.token.doc
    right = cue.hull[1]
    if marks.text[right : right + 4].lstrip()[:1] not in {",", "—", "–"}:
        return None
    end = marks.clip(cue.token.sent.start_char, cue.token.sent.end_char, cue.start)[1]
    around = marks.at(cue.start)
    if around is not None:
        end = min(end, around.inner_end)
    start, end = trimmed(marks.text, right, end)
    if end <= start:
        return None
    first = doc[store.token_at(doc, start)]
    if first.lower_ in COORDINATORS and not _resumes(cue, first, end, marks):
        return None
    if first.tag_ == "VBG" or first.lower_ in {"who", "which"}:
        return None
    if cue.source is not None and any(h.i <= first.i <= h.right_edge.i for h in cue.source.heads):
        return None
    return start, end


def _resumes(cue: Cue, first: Token, end: int, marks: Stretches) -> bool:
    """Whether a clause coordinated after a cue clause is said as well: "Taxes will rise, she said, and fees will fall".

    Nobody else speaks in it, and it has a subject of its own, or goes on in the form in which speech is reported.
    """
    clause = [t for t in first.doc[first.i + 1 : store.token_at(first.doc, end - 1) + 1] if not t.is_space]
    if any(t.tag_ in FINITE and sense_of(t) is not None for t in clause):
        return False
    verb = next((t for t in clause if t.tag_ in FINITE), None)
    if verb is None or not clause or clause[0].lower_ in {"whether", "if", "when", "while", "as", "how", "what"}:
        return False
    own = any(first.i < t.i < verb.i and t.idx < end for t in grammar.subjects(verb))
    reported = verb.tag_ == "MD" or verb.lower_ in {"had", "was", "were", "is", "are", "has", "have"}
    return own or reported or bool(marks.between(first.idx, end))


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
    sentence = doc[store.token_at(doc, stretch.start)].sent
    lead = sentence.start_char
    if stretch.start <= lead or not is_utterance(marks.text, stretch):
        return stretch.start
    previous = marks.between(lead, stretch.start)
    words = [t for t in doc[sentence.start : store.token_at(doc, stretch.start)] if not t.is_space]
    words = [t for t in words if t.idx + len(t) <= stretch.start and not t.is_punct]
    if previous or not words or not any(t.tag_ in FINITE for t in words):
        return stretch.start
    if any(t.text == ":" for t in doc[sentence.start : store.token_at(doc, stretch.start)]):
        return stretch.start
    return trimmed(marks.text, words[0].idx, stretch.start)[0]


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
