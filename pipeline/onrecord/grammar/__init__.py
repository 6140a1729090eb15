"""Grammatical relations of verbs and nouns: the only reader of dependency labels.

Works with Universal Dependencies (EWT and GUM style, as ``en_onrecord`` predicts them) and with the CLEAR
labels of ``en_core_web_*``. The two differ in what heads what: Universal Dependencies makes the content
word the head ("ready" in "is ready", "oil" in "of oil"), CLEAR the copula and the preposition. Functions
here take and return the word a reader would name: the content verb, the adjective or noun of a copular
predicate, the head of a noun phrase.

In *Lowell will not cut taxes, the mayor said* ``subjects(cut)`` is *Lowell*, ``modal(cut)`` is *will*,
``is_negated(cut)`` holds and ``complements(said)`` is *cut*.
"""

from onrecord.grammar.arguments import (
    agent,
    indirect_objects,
    objects,
    obliques,
    possessors,
    preposition,
    subjects,
)
from onrecord.grammar.clauses import (
    clause,
    clause_parts,
    complements,
    conditions,
    governing_verb,
    marker,
)
from onrecord.grammar.names import descriptions
from onrecord.grammar.nouns import antecedent, appositions, conjuncts, noun_phrase, relative_clauses
from onrecord.grammar.verbs import (
    is_infinitive,
    is_negated,
    is_passive,
    modal,
    predicate,
    tense,
    verb_group,
)

__all__ = [
    "agent",
    "antecedent",
    "appositions",
    "clause",
    "clause_parts",
    "complements",
    "conditions",
    "conjuncts",
    "descriptions",
    "governing_verb",
    "indirect_objects",
    "is_infinitive",
    "is_negated",
    "is_passive",
    "marker",
    "modal",
    "noun_phrase",
    "objects",
    "obliques",
    "possessors",
    "predicate",
    "preposition",
    "relative_clauses",
    "subjects",
    "tense",
    "verb_group",
]
