"""Organisations meant by a common noun or by "it": the company, the agency, the ministry that spoke before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from onrecord import grammar
from onrecord.schema import Quote, SubSpan
from onrecord.stages import store
from onrecord.stages.participants.roles import describe
from onrecord.stages.speaker_rules.people import Participant
from onrecord.stages.speaker_rules.reading import Reading
from onrecord.stages.speaker_rules.scene import Scene, fragments, kind_of, plain
from onrecord.stages.speaker_rules.settled import NOBODY, Kind, Settled
from onrecord.values.organisations import is_corporate

COMPANIES = frozenset(
    (
        "company firm group bank lender airline carrier retailer maker manufacturer operator developer insurer "
        "publisher start-up startup brokerage utility corporation conglomerate miner brewer carmaker automaker "
        "drugmaker supermarket platform"
    ).split()
)
AGENCIES = frozenset(
    (
        "agency bureau directorate authority regulator watchdog commission administration service office inspectorate"
    ).split()
)
OTHERS = frozenset(
    (
        "ministry department court parliament congress senate party union university college school council "
        "committee police army navy church club association federation league foundation institute government "
        "assembly newspaper news chamber alliance hospital fund"
    ).split()
)
REPEATED = 8
"""Sentences back in which a body without a name spoke that a bare noun can mean again."""
REACH = 2
"""Sentences back in which the subject of a clause can be what "it" means."""


def body(scene: Scene, quote: Quote, source: SubSpan, reading: Reading) -> Settled:
    """Return the organisation a common noun means: the one described so, else the only fitting one in focus."""
    found = scene.described(source.start, source.end)
    if found is None and reading.definite and _is_bare(source):
        noun = reading.head.lemma_.lower()
        found = scene.focus.body(source.start, fragments(quote), lambda known: can_be(noun, known))
    if found is not None:
        return scene.resolved(source, found, "nominal")
    spoken = scene.focus.last_spoken(source.start, frozenset({"organisation"}), REPEATED) if _is_bare(source) else None
    if spoken is not None and spoken.entity_id is None and spoken.speaker.lower().split()[-1:] == [reading.head.lower_]:
        # "This ministry" after "the defence ministry".
        return Settled(spoken.speaker, "organisation", "earlier_sentence", (), "nominal", "description")
    return Settled(plain(source), "organisation", scene.clause(quote, source), wording="nominal")


def neuter(scene: Scene, quote: Quote, source: SubSpan) -> Settled:
    """Return what "it" means: the body or document that is the subject before it, else the last such speaker.

    A place is meant only where it acts, as the subject of a clause; a town in a dateline or after "in" never.
    """
    content = fragments(quote)
    here = scene.focus.sentence(source.start)
    spoken = scene.focus.last_spoken(source.start, frozenset({"organisation", "document"}), reach=REACH)
    for head in subjects_before(scene, source.start, content):
        settled = _as_speaker(scene, source, head)
        later = spoken is not None and spoken.place > head.idx and scene.focus.sentence(spoken.place) >= here - 1
        if settled is not None and not later:
            return settled
    if spoken is not None and scene.focus.sentence(spoken.place) >= here - 1:
        known = scene.people.participants.get(spoken.entity_id or "")
        if known is not None:
            return scene.resolved(source, known, "pronoun", "neuter")
        kind: Kind = "document" if spoken.kind == "document" else "organisation"
        return Settled(spoken.speaker, kind, "earlier_sentence", (), "pronoun", "neuter")
    found = scene.focus.body(source.start, content, lambda known: known.label == "ORG")
    ranked = scene.coreference.pronoun(scene.doc[store.token_at(scene.doc, source.start)])
    agreed = found is not None and ranked is not None and ranked.participant is found
    return scene.resolved(source, found, "pronoun", "neuter") if found is not None and agreed else NOBODY


def subjects_before(scene: Scene, place: int, content: list[tuple[int, int]]) -> Iterator[Token]:
    """Yield the subjects of clauses outside the content before a place, those of the nearest sentence first."""
    sentence = scene.sentence(place)
    for _ in range(REACH + 1):
        found: dict[int, Token] = {}
        for token in sentence:
            if token.idx >= place or token.tag_ not in {"VBD", "VBZ", "VBP", "MD", "VBN", "VB"}:
                continue
            for head in grammar.subjects(token)[:1]:
                inside = any(a <= head.idx < b for a, b in content)
                if head.idx < place and not inside and store.sentence_of(head).start == sentence.start:
                    found.setdefault(head.i, head)
        # The subject of the sentence is likelier taken up than that of a clause further down in it.
        main = {h.i for h in grammar.subjects(sentence.root)}
        yield from sorted(found.values(), key=lambda t: (t.i not in main, -t.i))
        if sentence.start == 0:
            return
        sentence = scene.doc[sentence.start - 1].sent


def _as_speaker(scene: Scene, source: SubSpan, head: Token) -> Settled | None:
    """Return a subject as what "it" means, None if it is a person, several or a thing that does not speak."""
    if head.tag_ in {"NNS", "NNPS"} or len(grammar.subjects(head.head)) > 1:
        return None
    named = scene.named(head)
    if named is not None:
        return scene.resolved(source, named, "pronoun", "neuter") if named.label in {"ORG", "GPE", "WORK"} else None
    if kind_of(head) not in {"organisation", "document"}:
        return None
    start, end = grammar.noun_phrase(head)
    meant = scene.described(start, end)
    if meant is None and _is_bare(SubSpan(start, end, scene.text[start:end])):
        noun = head.lemma_.lower()
        meant = scene.focus.body(start, [], lambda known: can_be(noun, known))
    if meant is not None:
        return scene.resolved(source, meant, "pronoun", "neuter")
    kind: Kind = "document" if kind_of(head) == "document" else "organisation"
    near = scene.focus.sentence(head.idx) == scene.focus.sentence(source.start)
    return Settled(scene.words(head), kind, "same_sentence" if near else "earlier_sentence", (), "pronoun", "neuter")


def can_be(noun: str, known: Participant) -> bool:
    """Whether a noun can mean a body by the kind of body its name shows: no "company" for a union or ministry."""
    if known.label != "ORG":
        return False
    words = _head_words(known.name)
    if noun in COMPANIES:
        return is_corporate(known.name) or not words & (AGENCIES | OTHERS)
    if noun in AGENCIES:
        return bool(words & AGENCIES) or known.name.isupper()
    return noun in words


@lru_cache(maxsize=4096)
def _head_words(name: str) -> frozenset[str]:
    """Return the head noun of a name, and its last word."""
    described = describe(name)
    return frozenset({described.head, *name.casefold().split()[-1:]}) if described is not None else frozenset()


def _is_bare(source: SubSpan) -> bool:
    """Whether a noun phrase is a determiner and a noun, with one adjective at most: no name narrows it down."""
    words = source.text.split()
    return len(words) <= 3 and words[0].lower() in {"the", "this", "that"} and all(w.islower() for w in words[1:])
