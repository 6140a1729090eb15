"""Content without marks that a cue clause closes or interrupts: "Taxes will rise, she said", "Taxes, she said, ..."."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import sense_of
from onrecord.stages.attribution.model import Beside, Cue, Range
from onrecord.stages.attribution.sources import is_passive
from onrecord.stages.attribution.stretches import COORDINATORS, Stretches, trimmed

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PARATACTIC = frozenset({"say", "write", "think", "announce", "ask", "show", "promise"})
SPEAKING = frozenset({"say", "write", "announce", "ask", "deny", "think", "promise"})
CLAUSAL = FINITE | {"VB", "VBG", "VBN", "TO", "WDT", "WP", "WRB", "RB"}
"""Tags of words with which more than a time, a place or an audience follows."""
DASHES = frozenset({"—", "–", "--"})
ADJUNCTS = 9
"""Tokens of a cue clause that may follow its cue and source: who is told, where and when."""


def inserted(cue: Cue, left: int, joint: int, marks: Stretches) -> Beside | None:
    """Return the unmarked clause a cue clause is tagged on to or inserted in: "Taxes, she said, will rise"."""
    sense, doc = cue.sense, cue.token.doc
    if sense is None or sense.family not in PARATACTIC or sense.clause == "no" or cue.source is None:
        return None
    set_off = joint < left and (marks.text[joint:left].strip() or marks.ending_at(joint) is not None)
    if not set_off or _has_object(cue):
        return None
    sentence = store.sentence_of(cue.token)
    start = marks.clip(sentence.start_char, sentence.end_char, cue.start)[0]
    inside = marks.at(start)
    if inside is not None and inside.start < start:
        start = inside.start if marks.at(cue.start) is None else start
    around = marks.at(cue.start)
    if around is not None:
        start = max(start, around.inner_start)
    start, end = trimmed(marks.text, start, joint)
    if end <= start:
        return None
    held = [t for t in doc[store.token_at(doc, start) : store.token_at(doc, end - 1) + 1]]
    whole = any(t.tag_ in FINITE for t in held)
    rest = _rest(cue, marks, whole)
    if not whole and (rest is None or not _is_predicate(rest, (start, end), cue)):
        return None
    if rest is not None and held[-1].tag_ in {"WDT", "WP"}:
        # "relations which, he said, are good": the narrator's noun is not part of what is said.
        return Beside(rest, None, "inserted cue", 0.85)
    if held and held[0].lower_ in COORDINATORS and len(held) > 1:
        start = held[1].idx
    return Beside((start, end), rest, "inserted cue" if rest else "cue after clause", 0.85)


def _is_predicate(rest: Range, before: Range, cue: Cue) -> bool:
    """Whether what follows a cue clause makes a clause with what stands before it: its subject is in one of them."""
    doc = cue.token.doc
    words = doc[store.token_at(doc, rest[0]) : store.token_at(doc, rest[1] - 1) + 1]
    verb = next((t for t in words if t.tag_ in FINITE), None)
    if verb is None or (verb.i == words.start and _speaks(verb)):
        return False
    clause = verb.head if verb.pos_ == "AUX" and verb.head.i != verb.i else verb
    heads = [t.idx for t in (*grammar.subjects(verb), *grammar.subjects(clause))]
    return not heads or any(before[0] <= at < before[1] or rest[0] <= at < rest[1] for at in heads)


def _has_object(cue: Cue) -> bool:
    """Whether a cue has a plain object; what a dash sets off is the narrator's: "he said -- a view many share"."""
    between = (cue.token.doc[min(cue.token.i, t.i) : max(cue.token.i, t.i)] for t in grammar.objects(cue.token))
    return any(not any(t.text in DASHES for t in span) for span in between)


def _rest(cue: Cue, marks: Stretches, whole: bool) -> Range | None:
    """Return the part of a clause that follows a cue clause set off by commas, if there is one.

    Where what stands before the cue is a ``whole`` clause, what follows a day or the people told goes on with it only
    after a coordinator, and after a semicolon only in the form in which speech is reported.
    """
    doc = cue.token.doc
    right = _clause_end(cue)
    joint = marks.text[right : right + 4].lstrip()[:1]
    if joint not in {",", "—", "–", ";"}:
        return None
    sentence = store.sentence_of(cue.token)
    end = marks.clip(sentence.start_char, sentence.end_char, cue.start)[1]
    around = marks.at(cue.start)
    if around is not None:
        end = min(end, around.inner_end)
    start, end = trimmed(marks.text, right, end)
    if end <= start:
        return None
    first = doc[store.token_at(doc, start)]
    if first.lower_ in COORDINATORS and is_passive(cue.token):
        return None
    loose = right > cue.hull[1] or joint == ";"
    if (first.lower_ in COORDINATORS or (loose and whole)) and not _resumes(cue, first, end, marks):
        return None
    if loose and whole and joint != ";" and first.lower_ not in COORDINATORS:
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
    begin = first.i + 1 if first.lower_ in COORDINATORS else first.i
    clause = [t for t in first.doc[begin : store.token_at(first.doc, end - 1) + 1] if not t.is_space]
    if any(t.tag_ in FINITE and _speaks(t) and not t.dep_.endswith("relcl") for t in clause):
        return False
    verb = next((t for t in clause if t.tag_ in FINITE), None)
    if verb is None or not clause or clause[0].lower_ in {"whether", "if", "when", "while", "as", "how", "what"}:
        return False
    reported = verb.tag_ == "MD" or verb.lower_ in {"had", "was", "were", "is", "are", "has", "have"}
    if first.lower_ not in COORDINATORS:
        return verb.tag_ == "MD" or bool(marks.between(first.idx, end))
    own = any(first.i < t.i < verb.i and t.idx < end for t in grammar.subjects(verb))
    return own or reported or bool(marks.between(first.idx, end))


def _speaks(verb: Token) -> bool:
    """Whether a verb introduces speech of its own: not *see* or *refuse*, which take no clause that is said."""
    sense = sense_of(verb)
    return sense is not None and sense.family in SPEAKING and sense.clause == "plain"


def _clause_end(cue: Cue) -> int:
    """Return the end of a cue clause with who is told and when: "she told reporters on a call"."""
    end = cue.hull[1]
    doc, first = cue.token.doc, store.token_at(cue.token.doc, end - 1) + 1
    for token in doc[first : first + ADJUNCTS]:
        if token.text in DASHES | {",", ";"}:
            return token.idx
        if token.tag_ in CLAUSAL or token.is_punct or token.is_space or token.is_sent_start:
            break
    return end
