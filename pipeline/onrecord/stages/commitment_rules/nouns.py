"""Nouns of commitment: *a pledge to cut*, *its commitment to financing*, *scrapped plans for a tower*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord import grammar
from onrecord.grammar.labels import below, is_to
from onrecord.stages.commitment_rules import complements, extents, objects
from onrecord.stages.commitment_rules.lexicon import Cue, actor_nouns, cues, light_verbs
from onrecord.stages.commitment_rules.reading import Reading, of_cue

DOCUMENTS = frozenset(["declaration", "letter", "statement", "memorandum", "expression", "agreement", "heads"])
STANDING = frozenset(["elect", "campaign", "stand", "govern", "reelect"])
"""Verbs whose subject made the promise they were elected or stood on."""
APPROVING, SIGNED = frozenset(["approve", "back", "agree"]), frozenset(["sign", "ink"])
"""Light verbs that make an agreement of a plan or of a declaration of intent."""
STRUCK = frozenset(["reach", "strike", "conclude", "seal", "enter"])
"""Light verbs of an agreement that binds whom it is made with as well."""
TIMES = frozenset(["month", "week", "year", "day", "future", "season", "decade", "weekend", "night"])
REFUSING = frozenset(["plan", "intention", "intent"])
STATES = frozenset(["readiness", "willingness"])
"""Nouns that offer only where somebody expresses them, and else describe."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a noun of commitment hangs on.

    Attributes:
        verb: The verb it is object of (*scrapped plans*), if any.
        effect: ``light``, ``status`` or ``block`` for verbs of the lexicon, else ``none``.
        status: What the verb makes of the commitment.
        subjects: Heads of the verb's subject.
        denied: Whether the verb is negated (*did not make a promise*).
    """

    verb: Token | None
    effect: str
    status: str
    subjects: tuple[Token, ...]
    denied: bool


def readings(noun: Token) -> Iterator[Reading]:
    """Yield what a noun names a commitment to, with the holder as actor."""
    for cue in cues().get((noun.lemma_.lower(), "noun"), ()):
        outer = _document(noun)
        for reading in _matches(noun, outer, cue):
            yield _framed(reading, noun, outer)
        return


def _document(noun: Token) -> Token:
    """Return *declaration* for the *intent* of a declaration of intent, else the noun itself."""
    head = noun.head
    preposition = grammar.preposition(noun)
    if preposition is not None and preposition.lower_ == "of":
        if head.pos_ == "ADP":
            head = head.head
        if head.lemma_.lower() in DOCUMENTS and head.i < noun.i:
            return head
    return noun


def _matches(noun: Token, outer: Token, cue: Cue) -> Iterator[Reading]:
    found: list[Reading] = []
    for pattern in cue.patterns:
        kind, _, word = pattern.partition(":")
        if kind == "inf":
            found = list(complements.infinitives(noun, cue, (), "noun_infinitive", 0.85))
            if not found and outer is not noun:
                found = list(complements.infinitives(outer, cue, (), "noun_infinitive", 0.85))
            if not found:
                found = list(_copular(noun, cue))
        elif kind == "that":
            found = [r for r in complements.clauses(noun, cue) if r.target.i > noun.i]
        elif kind == "prep":
            found = list(complements.gerunds(noun, cue, word, "noun_gerund", 0.75)) or list(_governed(noun, cue, word))
        if found:
            break
    yield from found


def _copular(noun: Token, cue: Cue) -> Iterator[Reading]:
    """Yield *our goal is to cut*: the infinitive is the predicate of the noun."""
    head = noun.head
    if head.i <= noun.i or not grammar.is_infinitive(head) or noun not in grammar.subjects(head):
        return
    to = next((t for t in noun.doc[noun.i : head.i] if is_to(t)), None)
    if to is None or noun.doc[to.i - 1].lower_ not in extents.BE:
        return
    action = extents.action_of_clause(head, extents.start_after(to, head))
    yield of_cue(cue, noun, (noun.idx, noun.idx + len(noun)), head, action, (), "noun_copula", 0.7)


def _governed(noun: Token, cue: Cue, word: str) -> Iterator[Reading]:
    for target in grammar.obliques(noun, word)[:1]:
        if target.i < noun.i or target.tag_ == "VBG" or target.lemma_.lower() in TIMES:
            continue
        carried = word == "for" and frame_of(noun).effect in {"light", "status"}
        counted = any(t.tag_ == "CD" for t in below(target))
        if not (carried or counted or any(objects.fits(target, c) for c in ("transfer", "deed", "contract"))):
            continue
        action = extents.action_of_noun(target)
        yield of_cue(cue, noun, (noun.idx, noun.idx + len(noun)), target, action, (), "noun_preposition", 0.65)


def _framed(reading: Reading, noun: Token, outer: Token) -> Reading:
    """Fill in who holds the noun, and what the verb above it makes of the commitment."""
    frame = frame_of(outer)
    actors = _holders(outer) or _holders(noun)
    if frame.effect in {"light", "status"} and frame.subjects and all(t.tag_ == "PRP$" for t in actors):
        actors = frame.subjects  # whoever renews or scraps "its plan" is whose plan it is
    confidence = reading.confidence
    status = frame.status if frame.effect == "status" else reading.status
    if not actors and frame.verb is not None and frame.verb.lemma_.lower() in STANDING:
        actors = tuple(grammar.subjects(frame.verb))
        status = "historical"
    elif not actors and frame.effect != "block":
        actors = frame.subjects
        confidence -= 0.0 if frame.effect != "none" else 0.15
    if noun.lemma_.lower() in STATES and frame.effect == "none":
        confidence -= 0.4  # "doubts about its readiness to fight"
    start, end = outer.idx, noun.idx + len(noun)
    holders = {t.i for t in _holders(outer)}
    carrier = frame.verb if frame.effect in {"light", "status"} else None
    # A light verb is part of the cue unless a holder stands between (*outlined their intention*).
    free = frame.effect == "status" or all(carrier is None or h < carrier.i for h in holders)
    if carrier is not None and carrier.i < outer.i and free:
        start = extents.verb_group(carrier)[0]
    if carrier is not None and reading.act == "plan":
        if carrier.lemma_.lower() in APPROVING:
            reading = replace(reading, act="agree", force="binding")
        elif carrier.lemma_.lower() in SIGNED:
            reading = replace(reading, act="agree")
    if carrier is not None and carrier.lemma_.lower() in SIGNED | STRUCK and not grammar.is_passive(carrier):
        partners = [*grammar.obliques(noun, "with"), *grammar.obliques(carrier, "with")]
        actors = (*actors, *(t for t in partners[:1] if t.i > noun.i and _is_name(t)))
    reading = replace(
        reading,
        actors=actors,
        status=status,
        confidence=confidence,
        cue_extent=(start, end),
        polarity="denied" if frame.denied else reading.polarity,
    )
    if _none_of(noun):
        if noun.lemma_.lower() in REFUSING:
            return replace(reading, act="refuse", direction="not_do", polarity="affirmed")
        return replace(reading, polarity="denied")
    return reading


def _none_of(noun: Token) -> bool:
    return any(t.i < noun.i and t.lower_ == "no" for t in below(noun))


def _holders(noun: Token) -> tuple[Token, ...]:
    """Return whose a noun of commitment is: possessor, *by* or *from* phrase, or name before it."""
    found = grammar.possessors(noun) or grammar.obliques(noun, "by") or grammar.obliques(noun, "between")
    if not found:
        found = [t for t in grammar.obliques(noun, "from", "of") if _is_name(t) and t.i > noun.i]
    if not found:
        before = [t for t in below(noun) if t.i < noun.i and noun.i - t.i <= 3 and _is_name(t)]
        found = before[:1]
    return tuple(found)


def _is_name(token: Token) -> bool:
    if token.ent_type_:
        return token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
    return token.pos_ == "PROPN" or token.lemma_.lower() in actor_nouns() and token.pos_ == "NOUN"


def _carrying(lemma: str) -> str:
    """Return the lemma of a verb that a wrong tag left in the past (*reaffirmed*), where it is one of the lexicon."""
    if lemma in light_verbs() or not lemma.endswith("ed"):
        return lemma
    return next((stem for stem in (lemma[:-2], lemma[:-1]) if stem in light_verbs()), lemma)


def frame_of(noun: Token) -> Frame:
    """Return the verb a noun is object of, directly or not, and what that verb makes of it."""
    head = noun.head
    word = grammar.preposition(noun)
    if head.pos_ == "ADP":
        head = head.head
    if head.i == noun.i or head.pos_ not in {"VERB", "AUX"}:
        return Frame(None, "none", "new", (), False)
    lemma = _carrying(head.lemma_.lower())
    after = [t.lower_ for t in head.doc[head.i + 1 : noun.i + 1]][:3]
    keys = [" ".join([lemma, *after[:n]]) for n in (3, 2, 1)]
    if word is None:
        keys.append(lemma)
        keys += [f"{lemma} {t.lower_}" for t in below(head) if t.pos_ in {"ADP", "ADV"} and abs(t.i - noun.i) < 12]
    effect, status = next((light_verbs()[k] for k in keys if k in light_verbs()), ("none", "new"))
    if word is not None and effect == "light" and all(k not in light_verbs() for k in keys):
        effect = "none"
    is_object = any(t.i == noun.i for t in objects.given(head))
    if not is_object and word is None:
        return Frame(None, "none", "new", (), False)
    denied = grammar.is_negated(head)
    return Frame(head, effect, status, complements.actors(head), denied)
