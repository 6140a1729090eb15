"""Follows who is spoken of through a text, and says for every pronoun whom it can mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.tokens import Token

from onrecord.stages.coreference import features
from onrecord.stages.coreference.features import Features
from onrecord.stages.coreference.referents import Class, Referent, Seen, named, noun
from onrecord.stages.coreference.text import Item, Places
from onrecord.stages.speaker_rules.people import Gender, People

REACH = 8
"""Sentences back within which a candidate has been mentioned."""
MOST = 24
Choice = Callable[[Seen, Class, Sequence[Referent], Sequence[Features], Features], "Referent | None"]


def track(
    items: Iterable[Item],
    people: People,
    places: Places,
    describes: Callable[[Token], str | None],
    choose: Choice,
) -> Iterator[int]:
    """Go through the mentions of a text and let ``choose`` tell what each means that is no name.

    What it is said to mean counts as mentioned there. ``describes`` gives the participant that the text calls what
    a definite description says. Yields the index of each mention's word once it is done with, so that whoever asks for
    one of them need not wait for those after it.
    """
    referents: dict[str, Referent] = {}
    recent: dict[int, Referent] = {}  # the last mentioned at the end
    previous: dict[tuple[Class, Gender | None], Referent] = {}
    for item in items:
        seen, kind = item.seen, item.kind
        meant = None
        if kind is not None:
            candidates = _candidates(reversed(recent.values()), seen, kind, item.gender)
            if seen.form == "pronoun":
                candidates = _others_than_speaker(candidates, seen, people, places)
            else:
                lemma = seen.token.lemma_
                candidates = [c for c in candidates if c.participant is not None or c.seen[0].token.lemma_ == lemma]
            last = previous.get((kind, item.gender))
            rows = features.all_features(seen, item.gender, candidates, last)
            if seen.form == "noun":
                described = describes(seen.token)
                for candidate, row in zip(candidates, rows, strict=True):
                    features.add_description(row, seen, candidate, described)
            meant = choose(seen, kind, candidates, rows, features.nobody(seen, candidates))
            if meant is not None:
                previous[kind, item.gender] = meant
                meant.gender = meant.gender or item.gender
            else:
                previous.pop((kind, item.gender), None)
        if meant is None and seen.form != "pronoun":
            key = item.entity_id or f"{seen.token.lemma_.lower()}/{seen.token.tag_}"
            meant = referents.get(key)
            if meant is None:
                meant = named(people.participants[key]) if item.entity_id else noun(seen.token)
                referents[key] = meant
        if meant is not None:
            meant.seen.append(seen)
            recent.pop(id(meant), None)
            recent[id(meant)] = meant
        yield seen.token.i


def _others_than_speaker(
    candidates: Iterable[Referent], pronoun: Seen, people: People, places: Places
) -> list[Referent]:
    """Return the candidates without who speaks: nobody is *he* in their own words."""
    if pronoun.speech < 0:
        # Who says "he added" is no one whom only the words quoted name.
        return [c for c in candidates if not pronoun.speaks or any(s.speech < 0 for s in c.seen[-8:])]
    speaker = _speaker(places, pronoun, people)
    return [
        c
        for c in candidates
        if not (_is_speaker(c, pronoun, places) or (c.participant is not None and c.participant.entity_id == speaker))
    ]


def _candidates(recent: Iterable[Referent], pronoun: Seen, kind: Class, gender: Gender | None) -> list[Referent]:
    found: list[Referent] = []
    for referent in recent:
        if pronoun.sentence - referent.seen[-1].sentence > REACH or len(found) == MOST:
            break
        if kind in referent.classes and (gender is None or referent.gender in {None, gender}):
            found.append(referent)
    return found


def _is_speaker(referent: Referent, pronoun: Seen, places: Places) -> bool:
    return any(places.is_source(seen, pronoun.speech) for seen in referent.seen[-8:])


def _speaker(places: Places, pronoun: Seen, people: People) -> str | None:
    """Return who is named as the source of the direct quote a pronoun stands in."""
    source = places.source(pronoun.speech)
    named = people.within(*source) if source is not None else []
    return named[0].entity_id if named else None
