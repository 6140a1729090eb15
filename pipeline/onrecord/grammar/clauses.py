"""Clauses: complements, markers, extents, conditions."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.grammar.labels import (
    COMPLEMENT,
    FINITE,
    OBJECT,
    PREPOSITION,
    SUBJECT,
    ancestors,
    below,
    children,
    is_to,
    is_verbal,
    subtree,
)
from onrecord.grammar.spans import trim
from onrecord.grammar.verbs import auxiliaries, is_infinitive, predicate

CONDITIONAL = frozenset({"if", "unless", "once", "provided", "providing", "assuming", "supposing", "lest"})
CONDITIONAL_PHRASES = (
    "as long as",
    "so long as",
    "on condition that",
    "in case",
    "only if",
    "even if",
    "except if",
)
GERUND_PREPOSITIONS = frozenset({"to", "of", "from", "on", "against", "about", "with"})
COORDINATION = frozenset({"conj", "cc"})
SAID_OR_JOINED = OBJECT | COMPLEMENT | COORDINATION
INVERTED = frozenset({"should", "had", "were"})


def complements(head: Token) -> list[Token]:
    """Return the heads of the clauses that complete a verb, noun or adjective, in text order.

    Content clauses, to-infinitives, clausal subjects, gerunds under a preposition (*committed to cutting*),
    and the clause a reporting verb is inserted into (*Taxes, she said, will rise* → *rise* for *said*).
    """
    head = predicate(head)
    found = children(head, COMPLEMENT)
    for child in below(head):
        if child.dep_ in {"acl", "advcl"}:
            if _completes(head, child):
                found.append(child)
        elif child.dep_ in PREPOSITION:
            found.extend(grand for grand in below(child) if grand.dep_ == "pcomp")
    if not found and _is_inserted(head):
        found.append(predicate(head.head))
    return sorted({t.i: t for t in found}.values(), key=lambda token: token.i)


def _completes(head: Token, child: Token) -> bool:
    """Whether an adnominal or adverbial clause is a complement: a *that* clause, infinitive or gerund."""
    if is_infinitive(child):
        return child.dep_ == "acl" or head.pos_ == "ADJ"
    word = marker(child)
    if word is None:
        return False
    if word.lower_ in {"that", "whether"}:
        return child.dep_ == "acl" or head.pos_ == "ADJ"
    return child.tag_ == "VBG" and word.lower_ in GERUND_PREPOSITIONS and child.i > head.i


def _is_inserted(verb: Token) -> bool:
    """Whether a verb with subject but nothing said is inserted into the clause that it reports."""
    return (
        verb.dep_ == "parataxis"
        and verb.head.i != verb.i
        and bool(children(verb, SUBJECT))
        and not children(verb, SAID_OR_JOINED)
    )


def marker(clause: Token) -> Token | None:
    """Return the word that introduces a clause (*that*, *if*, *whether*), else the *to* of an infinitive."""
    clause = predicate(clause)
    particle = None
    for child in below(clause):
        if child.i > clause.i:
            break
        if is_to(child):
            particle = particle or child
        elif child.dep_ == "mark":
            return child
    if particle is None and clause.dep_ == "pcomp" and clause.head.i < clause.i:
        return clause.head
    return particle


def clause(head: Token, *, coordination: bool = True, without: Token | None = None) -> tuple[int, int]:
    """Return the code points of the clause under a predicate, without leading marker and final stop.

    Args:
        head: The predicate.
        coordination: Whether clauses coordinated with it are part of it.
        without: A dependent to leave out with all under it, such as the reporting verb inserted into the
        clause.
    """
    parts = clause_parts(head, coordination=coordination, without=without)
    return parts[0][0], parts[-1][1]


def clause_parts(head: Token, *, coordination: bool = True, without: Token | None = None) -> list[tuple[int, int]]:
    """Return the pieces of a clause in text order, cut where ``without`` stands inside it.

    Arguments are those of :func:`clause`; there is always at least one piece.
    """
    head = predicate(head)
    doc = head.doc
    members = _members(head, coordination, without)
    runs: list[list[int]] = []
    gap = {t.i for t in subtree(without)} if without is not None else set()
    for index in sorted(members):
        if runs and not any(i in gap for i in range(runs[-1][-1] + 1, index)):
            runs[-1].append(index)
        else:
            runs.append([index])
    lead = _leading_markers(head)
    pieces = []
    for run in runs:
        start, end = run[0], run[-1] + 1
        while start < end - 1 and (start in lead or not _has_content(doc[start])):
            start += 1
        if any(_has_content(doc[i]) for i in range(start, end)):
            pieces.append(trim(doc, start, end, head.i if start <= head.i < end else start))
    return pieces or [(head.idx, head.idx + len(head))]


def _members(head: Token, coordination: bool, without: Token | None) -> set[int]:
    inside = {head.i}
    stack = [head]
    while stack:
        token = stack.pop()
        for child in below(token):
            if child.i in inside or (without is not None and child.i == without.i):
                continue
            if not coordination and token.i == head.i and child.dep_ in {"conj", "cc"}:
                continue
            inside.add(child.i)
            stack.append(child)
    return inside


def _leading_markers(head: Token) -> set[int]:
    """Indices of the words before a clause's content: coordinator, complementiser or infinitive *to*."""
    found: set[int] = set()
    for child in below(head):
        if child.i < head.i and (child.dep_ in {"mark", "cc"} or is_to(child)):
            found.update(t.i for t in subtree(child))
    return found


def _has_content(token: Token) -> bool:
    return not (token.is_space or (token.is_punct and token.text in {",", ";", ":", ".", "-", "–", "—", "…", "..."}))


def conditions(verb: Token) -> list[tuple[int, int]]:
    """Return the code points of the conditions on a predicate, their first word included.

    Clauses under *if*, *unless*, *once*, *provided that*, *as long as* and the like, and inverted ones
    (*should talks fail*).
    """
    verb = predicate(verb)
    found = []
    for child in below(verb):
        if child.dep_ == "advcl" and _is_condition(child):
            members = sorted(_members(child, True, None))
            found.append(trim(child.doc, members[0], members[-1] + 1, child.i))
    return sorted(found)


def _is_condition(head: Token) -> bool:
    first = next((t for t in subtree(head) if not (t.is_punct or t.is_space)), head)
    word = marker(head)
    if word is not None and not is_to(word) and word.lower_ in CONDITIONAL:
        return True
    if first.lower_ in CONDITIONAL and (first.i != head.i or first.tag_ != "VBN"):
        return True
    words = " ".join(t.lower_ for t in first.doc[first.i : first.i + 3])
    if words.startswith(CONDITIONAL_PHRASES):
        return True
    subject = next((t for t in below(head) if t.dep_ in SUBJECT), None)
    inverted = first.lower_ in INVERTED and first.i != head.i and first.head.i == head.i
    return inverted and subject is not None and first.i < subject.i


def governing_verb(token: Token) -> Token | None:
    """Return the nearest finite predicate above a token in its sentence; None under a verbless root."""
    for above in ancestors(token):
        head = predicate(above)
        if head.i != token.i and is_finite(head):
            return head
    return None


def is_finite(verb: Token) -> bool:
    """Whether a predicate has a finite verb, its own or a shared auxiliary; infinitives have none."""
    if is_infinitive(verb):
        return False
    return (is_verbal(verb) and verb.tag_ in FINITE) or any(a.tag_ in FINITE for a in auxiliaries(verb))
