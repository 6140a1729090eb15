"""Where a cue and its action begin and end."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.grammar.labels import below
from onrecord.stages.commitment_rules.endings import ASIDES, BREAKING, DASHES, cut

Extent = tuple[int, int]


SKIPPED = frozenset(("also now still then instead therefore not n't n’t never only just soon").split())
BE = frozenset(["be", "is", "are", "was", "were", "been", "remains", "'s", "’s", "am", "'re", "’re"])
EDGE = frozenset([",", ".", ";", ":", "—", "–", "--", "-", "…", "...", "?", "!"])
MARKS = frozenset(['"', "“", "”", "''", "``", "'", "‘", "’", "(", ")", "[", "]"])


def extent(doc: Doc, start: int, end: int) -> Extent:
    """Return the code points of tokens ``start:end`` trimmed of punctuation, marks and 's."""
    while end - 1 > start and (doc[end - 1].text in EDGE or doc[end - 1].is_space or _unpaired(doc, end - 1, start)):
        end -= 1
    while start < end - 1 and (doc[start].text in EDGE or doc[start].is_space or _opens_only(doc, start, end)):
        start += 1
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _unpaired(doc: Doc, index: int, start: int) -> bool:
    token = doc[index]
    if token.tag_ == "POS":
        return True
    if token.text not in MARKS:
        return False
    return sum(doc[i].text in MARKS for i in range(start, index + 1)) % 2 == 1


def _opens_only(doc: Doc, index: int, end: int) -> bool:
    return doc[index].text in MARKS and sum(doc[i].text in MARKS for i in range(index, end)) % 2 == 1


def verb_group(verb: Token) -> Extent:
    """Return the code points of a verb group from its first auxiliary to its last word."""
    group = [t for t in grammar.verb_group(verb) if abs(t.i - verb.i) <= 8]
    after = [t for t in group if t.i > verb.i]
    last = after[-1] if after and after[-1].i - verb.i <= 3 else verb
    return group[0].idx, last.idx + len(last)


def start_after(token: Token, head: Token) -> int:
    """Return the index of the first word of an action after its modal or *to*, adverbs of focus skipped."""
    index = token.i + 1
    while index < head.i and (head.doc[index].lower_ in SKIPPED or head.doc[index].text in EDGE | MARKS):
        index += 1
    return min(index, head.i)


def action_of_clause(head: Token, start: int) -> Extent:
    """Return the code points of an action that is a clause, from token ``start`` on."""
    return extent(head.doc, start, end_of_clause(head))


def action_of_noun(noun: Token, verb: Token | None = None) -> Extent:
    """Return the code points of an action that is a noun phrase, with what follows it under the same verb."""
    start = left_of_noun(noun)
    end = cut(noun.doc, noun.i + 1, noun.right_edge.i + 1, noun)
    if verb is not None and end >= noun.right_edge.i + 1 and verb.i < noun.i:
        end = max(end, end_of_clause(verb, frozen=end))
    return extent(noun.doc, start, end)


def left_of_noun(noun: Token) -> int:
    """Return the index of the first word of a noun phrase, its preposition left out."""
    first, _ = grammar.noun_phrase(noun)
    doc = noun.doc
    start = noun.i
    while start > 0 and doc[start - 1].idx >= first:
        start -= 1
    preposition = grammar.preposition(noun)
    if preposition is not None and start <= preposition.i < noun.i:
        start = preposition.i + 1
    return start


def end_of_clause(head: Token, frozen: int = 0) -> int:
    """Return the index after the last word that belongs to what a verb says is done.

    Clauses beside the action, asides, unrestrictive relative clauses and appositions at its end are left out,
    as are conditions, which the record holds on their own.
    """
    doc = head.doc
    end = max(head.right_edge.i + 1, head.i + 1)
    complements = {c.i for c in grammar.complements(head)}
    conditions = [start for start, _ in grammar.conditions(head)]
    siblings = {t.i for t in grammar.conjuncts(head)}
    finite = head.tag_ in {"VBD", "VBZ", "VBP"} and not grammar.is_infinitive(head)
    for child in below(head):
        left = child.left_edge.i
        if child.i <= head.i or left <= head.i or left < frozen:
            continue
        if any(abs(doc[left].idx - at) <= 1 for at in conditions) or _beside(child, complements, siblings, finite):
            end = min(end, left)
    return cut(doc, max(head.i + 1, frozen), end, head)


def _beside(child: Token, complements: set[int], siblings: set[int], finite: bool) -> bool:
    """Whether a dependent after the verb stands beside the action."""
    doc = child.doc
    left = child.left_edge.i
    before = doc[left - 1]
    if child.i in siblings:
        return finite and child.tag_.startswith("VB") or _stands_alone(child)
    if child.i in complements:
        # A clause the verb is inserted into, or one it reports, is no part of what it does.
        return False
    first = doc[left].lower_
    if first in BREAKING and child.i != left and grammar.marker(child) is not None:
        return True
    verbal = child.tag_.startswith("VB") or bool(grammar.marker(child))
    own_subject = verbal and any(s.i > before.i for s in grammar.subjects(child) if s.head.i == child.i)
    if before.text == "," or before.text in DASHES:
        remark = doc[left].lower_ in {"a", "an", "the"} and child.pos_ == "NOUN"
        return verbal or remark or first in ASIDES or own_subject
    return own_subject and grammar.marker(child) is None


def _stands_alone(conjunct: Token) -> bool:
    """Whether a conjunct has a subject, tense or modal of its own and so stands alone."""
    own = {c.i for c in below(conjunct)}
    if any(s.i in own for s in grammar.subjects(conjunct)):
        return True
    if conjunct.tag_ in {"VBD", "VBZ"}:
        return True
    first = conjunct.head
    if conjunct.tag_ == "VBN" and first.tag_ == "VB" and not grammar.is_passive(first):
        return True  # no verb form goes with an infinitive but another infinitive
    return any(t.i in own and t.tag_ in {"MD", "VBZ", "VBD", "VBP"} for t in grammar.verb_group(conjunct))
