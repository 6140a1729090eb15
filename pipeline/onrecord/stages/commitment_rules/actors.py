"""Who can commit, and who receives: readings of the words alone, without names."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import grammar
from onrecord.stages.commitment_rules.lexicon import (
    actor_exceptions,
    actor_nouns,
    giving_verbs,
    speaking_kind,
)
from onrecord.stages.commitment_rules.reading import Reading

AGENT_ENDINGS = ("er", "or", "ist", "ian", "eer", "man", "woman")
DONE = "will_be_done"
ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def is_actor(token: Token) -> bool:
    """Whether a word names somebody who can commit: a name, a person, a group, a body."""
    if token.ent_type_ in ACTING:
        return True
    if token.ent_type_ and token.ent_type_ != "MISC":
        return False
    if token.tag_ == "PRP":
        return token.lower_ not in {"it", "itself", "you", "yourself"}
    if token.pos_ == "PROPN":
        return True
    lemma = token.lemma_.lower()
    exception = actor_exceptions().get(lemma)
    if token.pos_ != "NOUN" or exception in {"generic", "thing"}:
        return False
    return (
        exception in {"official", "group"}
        or lemma in actor_nouns()
        or (len(lemma) > 5 and lemma.endswith(AGENT_ENDINGS))
    )


def is_body(token: Token) -> bool:
    """Whether a word names a government, firm or other body, or those who act for one; no single person."""
    if token.ent_type_:
        return token.ent_type_ in {"ORG", "GPE"}
    lemma = token.lemma_.lower()
    exception = actor_exceptions().get(lemma)
    if token.pos_ not in {"NOUN", "PROPN"} or exception in {"generic", "thing", "verdict"}:
        return False
    return speaking_kind(lemma) == "organisation" or exception == "official"


def recipients(reading: Reading) -> list[Token]:
    """Return the heads of the noun phrases that name who receives or is helped."""
    verb, head = reading.target, reading.head
    found: list[Token] = []
    if reading.rule == DONE:
        return [t for t in grammar.subjects(verb) if verb.lemma_.lower() in giving_verbs() and can_receive(t)]
    place = giving_verbs().get(verb.lemma_.lower())
    if verb.tag_.startswith("VB"):
        found += grammar.indirect_objects(verb)
        if place == "object":
            found += grammar.objects(verb)
        elif place is not None:
            found += grammar.obliques(verb, place)
        things = grammar.objects(verb)
        if place == "to" and len(things) > 1:
            found.append(things[0])  # a bare recipient the parse took for a second object
        for noun in things:
            found += grammar.obliques(noun, "to", "for")
        if place is None:
            found += [t for t in grammar.obliques(verb, "for") if t.i > verb.i]
    else:
        found += grammar.obliques(verb, "to", "for")
    if reading.cue.pos == "verb":
        words = set(reading.cue.beneficiary)
        if words & {"iobj", "obj"}:
            found += grammar.indirect_objects(head)
        things = grammar.objects(head)
        if grammar.is_passive(head) and "iobj" in words and things:
            found += grammar.subjects(head)
        if "obj" in words or "iobj" in words and (verb.tag_.startswith("VB") or len(things) > 1):
            found += [t for t in things if t.i < verb.i]
        if not verb.tag_.startswith("VB"):
            wanted = words & {"to", "for", "with"}
            found += [*grammar.obliques(head, *wanted), *grammar.obliques(verb, *wanted)] if wanted else []
    actors = {t.i for t in reading.actors}
    return [t for t in dict.fromkeys(found) if t.i != verb.i and t.i not in actors and can_receive(t)]


def can_receive(token: Token) -> bool:
    """Whether a word names somebody who can be given something: an actor, or people who only receive."""
    return is_actor(token) or actor_exceptions().get(token.lemma_.lower()) == "receiver"
