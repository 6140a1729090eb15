"""What a verb or noun governs: subjects, objects, prepositional phrases, agents, possessors."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.grammar.labels import (
    CLIMB_LIMIT,
    COPULAR_COMPLEMENT,
    INDIRECT_OBJECT,
    OBJECT,
    OPEN_COMPLEMENT,
    POSSESSOR,
    PREPOSITION,
    RELATIVE_CLAUSE,
    SUBJECT,
    UNMARKED_OBLIQUE,
    below,
    children,
    is_nominal,
    with_conjuncts,
)
from onrecord.grammar.verbs import is_infinitive, is_passive, predicate

SHARING = COPULAR_COMPLEMENT | PREPOSITION | {"conj", "advcl", "pcomp"}
"""Labels of predicates that have their subject from the one above."""
CHAINED = PREPOSITION | {"pcomp"}
SUBJECT_CONTROL = frozenset(["promise", "pledge", "vow", "threaten", "offer", "guarantee", "swear", "agree", "commit"])
"""Verbs whose subject, not object, acts in the infinitive: *promised Kenya to send doctors*."""


def subjects(verb: Token) -> list[Token]:
    """Return the heads of a predicate's subject with their conjuncts.

    Where the predicate has no subject of its own, the one it shares or is controlled by: that of an earlier
    conjunct, of the governing verb (*plans to cut*, *speaking in Lima, she*), the noun a participle or
    relative clause modifies, or whoever holds the noun an infinitive completes (*her promise to cut*, *made
    a promise to cut*). Relative pronouns come as they stand; see :func:`onrecord.grammar.antecedent`.
    """
    current = predicate(verb)
    for _ in range(CLIMB_LIMIT):
        own = children(current, SUBJECT)
        if own:
            # nsubj:outer is the subject of a clause that has a clause as predicate; the inner one is nearer.
            inner = [t for t in own if t.dep_ != "nsubj:outer"] or own
            return with_conjuncts(inner)
        head, label = current.head, current.dep_
        if head.i == current.i:
            return []
        if label in OPEN_COMPLEMENT or (label == "ccomp" and is_infinitive(current)):
            controllers = objects(head) or indirect_objects(head)
            if controllers and head.lemma_.lower() not in SUBJECT_CONTROL:
                return controllers
        elif label == "acl":
            completes = is_infinitive(current) or any(c.dep_ == "mark" for c in below(current))
            return _holders(head) if completes else [head]
        elif label in RELATIVE_CLAUSE:
            return [head] if is_nominal(head) else []
        elif (
            label == "advcl"
            and current.tag_ not in {"VBG", "VBN"}
            and not is_infinitive(current)
            or label not in SHARING
        ):
            return []
        current = predicate(head)
    return []


def _holders(noun: Token) -> list[Token]:
    """Return who holds a plan or promise: its possessor, its *by* phrase or a light verb's subject."""
    held = possessors(noun) or obliques(noun, "by")
    if held:
        return held
    if noun.dep_ in OBJECT:
        return subjects(noun.head)
    return []


def objects(verb: Token) -> list[Token]:
    """Return the heads of a verb's direct objects with their conjuncts."""
    return with_conjuncts(children(predicate(verb), OBJECT))


def indirect_objects(verb: Token) -> list[Token]:
    """Return the heads of a verb's indirect objects with their conjuncts (in CLEAR, of dative *to* too)."""
    found = []
    for child in children(predicate(verb), INDIRECT_OBJECT):
        found.extend(children(child, frozenset({"pobj"})) if child.pos_ == "ADP" else [child])
    return with_conjuncts(found)


def possessors(noun: Token) -> list[Token]:
    """Return the possessors of a noun with their conjuncts: *his*, or *Peru* in *Peru's plan*."""
    return with_conjuncts(children(noun, POSSESSOR))


def preposition(noun: Token) -> Token | None:
    """Return the preposition a noun stands under, the first word of a longer one (*according to*, *out of*).

    A later conjunct has that of the first: *with Peru and Chile*.
    """
    for _ in range(CLIMB_LIMIT):
        for child in below(noun):
            if child.dep_ == "case" and child.tag_ != "POS" and child.i < noun.i:
                return child
        if noun.dep_ in {"pobj", "pcomp"}:
            return _outer(noun.head)
        if noun.dep_ != "conj" or noun.head.i == noun.i:
            return None
        noun = noun.head
    return None


def _outer(preposition: Token) -> Token:
    """Climb from *to* to *according*: CLEAR chains the words of a long preposition."""
    for _ in range(CLIMB_LIMIT):
        head = preposition.head
        adjacent = head.i == preposition.i - 1
        if not adjacent or head.dep_ not in PREPOSITION or preposition.dep_ not in CHAINED:
            break
        preposition = head
    return preposition


def obliques(head: Token, *prepositions: str) -> list[Token]:
    """Return the nouns a verb, adjective or noun governs through a preposition, with their conjuncts.

    Args:
        head: The governing word.
        prepositions: Keep only these, in lower case; for a longer one its first word or all of it
        (*according*,
            *according to*). With none given, bare adverbial nouns (*met Friday*) are kept as well.
    """
    head = predicate(head)
    found: list[Token] = []
    for child in below(head):
        label = child.dep_
        if label in UNMARKED_OBLIQUE:
            if not prepositions:
                found.append(child)
        elif label.startswith("obl") or label in {"nmod", "nmod:of"}:
            found.append(child)
        elif label in PREPOSITION and child.pos_ != "PRON":
            found.extend(_governed(child))
    if prepositions:
        found = [noun for noun in found if _matches(noun, prepositions)]
    return with_conjuncts(found)


def _governed(preposition: Token) -> list[Token]:
    """Return the nouns below a CLEAR preposition, through a chain such as *according* → *to*."""
    nouns = [child for child in below(preposition) if child.dep_ == "pobj"]
    for child in below(preposition):
        if child.dep_ in {"prep", "pcomp"} and child.i == preposition.i + 1:
            nouns.extend(grand for grand in below(child) if grand.dep_ == "pobj")
    return nouns


def _matches(noun: Token, prepositions: tuple[str, ...]) -> bool:
    first = preposition(noun)
    if first is None:
        return False
    words = [first.lower_, *(t.lower_ for t in below(first) if t.dep_ == "fixed")]
    if len(words) == 1:
        # "out of" is one long preposition to some annotators, two to others.
        words += [t.lower_ for t in below(noun) if t.dep_ == "case" and t.i == first.i + 1 and t.tag_ != "POS"]
    if len(words) == 1 and noun.dep_ == "pobj" and noun.head.i != first.i:
        words.append(noun.head.lower_)
    return words[0] in prepositions or " ".join(words) in prepositions


TIMES = frozenset(
    (
        "end start beginning middle time date deadline day week weekend month quarter year decade century "
        "morning afternoon evening night noon midnight today tomorrow now then spring summer autumn fall "
        "winter monday tuesday wednesday thursday friday saturday sunday january february march april june "
        "july august september october november december christmas easter"
    ).split()
)
"""Nouns that after *by* say when rather than by whom."""


def agent(verb: Token) -> Token | None:
    """Return the noun of a passive's *by* phrase; a date or number after *by* is no agent."""
    verb = predicate(verb)
    for noun in obliques(verb, "by"):
        named = noun.dep_ == "obl:agent" or (noun.dep_ == "pobj" and noun.head.dep_ == "agent")
        timed = noun.like_num or noun.lower_ in TIMES or noun.ent_type_ in {"DATE", "TIME"}
        if (named or is_passive(verb)) and not timed:
            return noun
    return None
