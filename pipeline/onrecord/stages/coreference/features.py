"""What speaks for and against a referent as the one a pronoun means, as named numbers."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

from spacy.tokens import Token

from onrecord.grammar import labels
from onrecord.stages.attribution.lexicon import reporting_verbs
from onrecord.stages.coreference.referents import POSSESSIVE, REFLEXIVE, Referent, Seen, clause_of
from onrecord.stages.speaker_rules.people import Gender

Features = dict[str, float]
_DISTANCES = ("same_sentence", "one_back", "two_back", "three_back")
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their", "my", "our", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "some", "any", "another", "each", "every", "no"})
_KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "NORP": "people"}
_CLIMB = 12


def nobody(pronoun: Seen, candidates: Sequence[Referent]) -> Features:
    """Return what speaks for a pronoun that means none of the candidates."""
    found = {"none": 1.0, "none_candidates": log1p(len(candidates)), f"none_{pronoun.function}": 1.0}
    if pronoun.sentence < 2:
        found["none_early"] = 1.0
    if pronoun.speech >= 0:
        found["none_speech"] = 1.0
    if not any(c.seen[-1].sentence >= pronoun.sentence - 1 for c in candidates):
        found["none_near"] = 1.0
    if pronoun.form == "noun":
        found["none_bare" if sum(1 for _ in labels.below(pronoun.token)) == 1 else "none_modified"] = 1.0
    return found


def all_features(
    pronoun: Seen, gender: Gender | None, candidates: Sequence[Referent], previous: Referent | None
) -> list[Features]:
    """Return what speaks for each candidate as the referent of a pronoun.

    Args:
        pronoun: The pronoun.
        gender: The gender it shows.
        candidates: Whom it can mean, with their mentions before it, those mentioned last first.
        previous: What the last pronoun of the same gender and number means.
    """
    clause = pronoun.clause
    above = _above(pronoun)
    most = max((len(c.seen) for c in candidates), default=0)
    first_subject = next((at for at, c in enumerate(candidates) if c.seen[-1].function == "subject"), -1)
    rows = []
    for at, candidate in enumerate(candidates):
        f = _of(pronoun, candidate, clause, above)
        f[("nearest", "second", "third")[at] if at < 3 else "later"] = 1.0
        if at == first_subject:
            f["nearest_subject"] = 1.0
        if len(candidates) == 1:
            f["only"] = 1.0
        if len(candidate.seen) == most and most > 1:
            f["most_mentioned"] = 1.0
        if candidate is previous:
            f["previous"] = 1.0
            if candidate.seen[-1].form == "pronoun":
                f["previous_last"] = 1.0
        if gender is not None and candidate.gender == gender:
            f["gender_known"] = 1.0
        rows.append(f)
    return rows


def add_description(f: Features, noun: Seen, candidate: Referent, described: str | None) -> None:
    """Add what a definite description says to what speaks for a candidate."""
    lemma = noun.token.lemma_.lower()
    bare = sum(1 for _ in labels.below(noun.token)) == 1
    f["bare" if bare else "modified"] = 1.0
    if any(s.form == "noun" and s.token.lemma_.lower() == lemma for s in candidate.seen):
        f["same_noun"] = 1.0
    participant = candidate.participant
    if participant is None:
        f["noun_bare" if bare else "noun_modified"] = 1.0
        return
    if described == participant.entity_id:
        f["described_bare" if bare else "described"] = 1.0
    elif described is not None:
        f["described_other"] = 1.0
    if lemma in participant.name.casefold().split():
        f["in_name"] = 1.0
    if any(lemma in role.casefold().split() for role in participant.roles):
        f["in_role"] = 1.0


def _of(pronoun: Seen, candidate: Referent, clause: int, above: Token | None) -> Features:
    last = _last(pronoun, candidate)
    distance = pronoun.sentence - last.sentence
    f: Features = {_DISTANCES[distance] if distance < 4 else "further": 1.0}
    f["distance"] = log1p(max(0, pronoun.token.i - last.token.i))
    lines = pronoun.paragraph - last.paragraph
    f["same_paragraph" if lines == 0 else "next_paragraph" if lines <= 2 else "far_paragraph"] = 1.0
    f[f"last_{last.function}"] = 1.0
    f[f"last_{last.form}"] = 1.0
    if last.main:
        f["last_main"] = 1.0
    if last.function == pronoun.function == "subject":
        f["parallel"] = 1.0
    elif last.function == pronoun.function:
        f["parallel_other"] = 1.0
    recent = [s for s in candidate.seen[-6:] if s.sentence >= pronoun.sentence - 1]
    if any(s.main and s.sentence == pronoun.sentence for s in recent):
        f["subject_here"] = 1.0
    if any(s.main and s.sentence < pronoun.sentence for s in recent):
        f["subject_one_back"] = 1.0
    f["mentions"] = log1p(len(candidate.seen))
    f["recent"] = log1p(len(recent))
    _add_clause(f, pronoun, candidate, last, clause, above)
    _add_speech(f, pronoun, candidate, last)
    participant = candidate.participant
    if participant is not None:
        f["named"] = 1.0
        f[f"named_{_KINDS.get(participant.label, 'other')}"] = 1.0
    else:
        opening = _opening(last.token) if last.form == "noun" else ""
        f["noun"] = 1.0
        if opening in _DEFINITE:
            f["definite"] = 1.0
        elif opening in _INDEFINITE:
            f["indefinite"] = 1.0
        if len(candidate.seen) == 1:
            f["noun_once"] = 1.0
    return f


def _last(pronoun: Seen, candidate: Referent) -> Seen:
    """Return the last mention of a candidate; for who speaks outside of direct speech, the last one outside of it."""
    outside = pronoun.speech < 0 and pronoun.speaks
    return next((s for s in reversed(candidate.seen[-8:]) if not outside or s.speech < 0), candidate.seen[-1])


def _add_clause(f: Features, pronoun: Seen, candidate: Referent, last: Seen, clause: int, above: Token | None) -> None:
    """Add what the clause of the pronoun allows: no clause mate but for *his* and *himself*."""
    own = pronoun.token.lower_
    mates = [s for s in candidate.seen[-4:] if s.sentence == pronoun.sentence and s.clause == clause]
    if mates:
        kind = "reflexive" if own in REFLEXIVE else "possessive" if own in POSSESSIVE and _owns(pronoun) else "plain"
        f[f"mate_{kind}"] = 1.0
        if kind == "possessive" and any(s.function == "subject" for s in mates):
            f["mate_subject"] = 1.0
    if above is not None and any(s.function == "subject" and s.token.head.i == above.i for s in candidate.seen[-4:]):
        f["above_subject"] = 1.0
        if above.lemma_.lower() in reporting_verbs():
            f["above_reporter"] = 1.0
    for token in _up(pronoun.token):
        if token.i == last.token.i:
            f["within_phrase"] = 1.0
    if last.token.dep_ == "conj" or any(child.dep_ == "conj" for child in labels.below(last.token)):
        f["joined"] = 1.0


def _add_speech(f: Features, pronoun: Seen, candidate: Referent, last: Seen) -> None:
    says = pronoun.speaks
    if last.speaks:
        f["last_speaks"] = 1.0
    spoke = any(s.speaks for s in candidate.seen[-4:])
    if says:
        f["both_speak" if spoke else "new_speaker"] = 1.0
        if last.speaks:
            f["speaks_on"] = 1.0
    elif spoke:
        f["spoke"] = 1.0
    if pronoun.speech == last.speech:
        f["same_speech" if pronoun.speech >= 0 else "no_speech"] = 1.0
    elif pronoun.speech < 0:
        f["out_of_speech"] = 1.0
    else:
        f["into_speech"] = 1.0


def _owns(pronoun: Seen) -> bool:
    return pronoun.function == "possessor"


def _up(token: Token) -> list[Token]:
    """Return the nouns above a token in its own noun phrase."""
    found = []
    for _ in range(_CLIMB):
        if token.head.i == token.i or token.dep_ in labels.SUBJECT | labels.OBJECT or not labels.is_nominal(token.head):
            break
        token = token.head
        found.append(token)
    return found


def _above(pronoun: Seen) -> Token | None:
    """Return the predicate above that of the clause of a pronoun."""
    doc = pronoun.token.doc
    predicate = doc[pronoun.clause]
    if predicate.head.i == predicate.i:
        return None
    at = clause_of(predicate)
    return doc[at] if at != predicate.i else None


def _opening(token: Token) -> str:
    first = token.left_edge if token.dep else token
    return first.lower_
