"""Whom a personal pronoun means as the source of a quote."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord import grammar
from onrecord.schema import Quote, SubSpan
from onrecord.stages import store
from onrecord.stages.speaker_rules.bodies import neuter
from onrecord.stages.speaker_rules.focus import gender_of, plural_subject
from onrecord.stages.speaker_rules.people import GENDERED, Gender, Participant
from onrecord.stages.speaker_rules.reading import Reading, read
from onrecord.stages.speaker_rules.scene import Scene, fragments, kind_of
from onrecord.stages.speaker_rules.settled import KINDS, NOBODY, Basis, Kind, Settled

SEVERAL = frozenset({"group", "organisation", "document", "unknown"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})
PLURAL = frozenset({"they", "them", "their", "both", "these", "those"})

SURE = 0.8
"""Least probability at which the trained ranking goes before the person in focus."""


def pronoun(
    scene: Scene, quote: Quote, source: SubSpan, reading: Reading, others: frozenset[str] = frozenset()
) -> Settled:
    """Return the speaker a pronoun means; nobody for the first and second person.

    Args:
        scene: The document.
        quote: The quote whose source it is.
        source: Where it stands.
        reading: How it is worded.
        others: Who it cannot mean: the speaker of the speech it stands in.
    """
    word = reading.head.lower_
    if reading.head.tag_ in {"WP", "WDT"}:
        return _relative(scene, quote, source, reading.head)
    if word in FIRST:
        return NOBODY
    if word in PLURAL:
        return _plural(scene, source)
    gender = gender_of(word)
    if gender is None:
        return neuter(scene, quote, source)
    unnamed = _unnamed(scene, source, gender)
    if unnamed is not None:
        return unnamed
    return _person(scene, quote, source, reading.head, others)


def _relative(scene: Scene, quote: Quote, source: SubSpan, head: Token) -> Settled:
    """Return whom the noun names that *who* stands for."""
    noun = grammar.antecedent(head)
    named = scene.named(noun) if noun is not None else None
    if named is None:
        return NOBODY
    kind = KINDS.get(named.label, "unknown")
    return Settled(named.name, kind, scene.clause(quote, source), (named,), "pronoun", "name")


def _person(scene: Scene, quote: Quote, source: SubSpan, head: Token, others: frozenset[str]) -> Settled:
    """Return the person *he* or *she* means: where the trained ranking is not sure, whoever is in focus.

    Nobody where they say different people, unless the one in focus has just spoken.
    """
    content = fragments(quote)
    if quote.mode != "direct":
        # "He said Vance had left": whoever is named there is somebody else.
        others |= {
            m.entity_id for start, end in content if start > source.start for m in scene.people.within(start, end)
        }
    later = _later_subject(scene, source)
    if later is not None and later.entity_id not in others:
        return scene.resolved(source, later, "pronoun", "focus")
    focus = scene.focus.person(source.start, gender_of(head.lower_), content, others)
    meant = scene.coreference.pronoun(head)
    if meant is not None and meant.participant.entity_id in others:
        meant = None
    if meant is not None and meant.participant is focus:
        return scene.resolved(source, focus, "pronoun", "agreed")
    if meant is not None and meant.confidence >= SURE:
        return scene.resolved(source, meant.participant, "pronoun", "ranked")
    if focus is not None and (meant is None or _goes_on(scene, source, content, focus, meant.participant)):
        return scene.resolved(source, focus, "pronoun", "focus")
    return Settled(None, "person", "none")


def _goes_on(
    scene: Scene, source: SubSpan, content: list[tuple[int, int]], speaker: Participant, other: Participant
) -> bool:
    """Whether a person spoke last and nobody else is named since, outside the words quoted, whom a pronoun can mean."""
    spoken = scene.focus.last_spoken(source.start, frozenset({"person"}))
    if spoken is None or spoken.entity_id != speaker.entity_id:
        return False
    since = [m.start for m in other.mentions if spoken.place < m.start < source.start]
    return all(any(a <= place < b for a, b in content) for place in since)


def _unnamed(scene: Scene, source: SubSpan, gender: Gender) -> Settled | None:
    """Return the unnamed person who spoke just before, with no named one in between: "A spokesman ... he added"."""
    spoken = scene.focus.last_spoken(source.start, frozenset({"person", "anonymous"}), reach=1)
    if spoken is None or spoken.kind != "anonymous":
        return None
    told = {GENDERED[w] for w in spoken.speaker.lower().split() if w in GENDERED}
    between = [m for m in scene.people.within(spoken.place, source.start) if scene.people.of(m).label == "PERSON"]
    if (told and gender not in told) or between or spoken.plural:
        return None
    return Settled(spoken.speaker, "anonymous", "none", (), "pronoun", "unnamed")


def _plural(scene: Scene, source: SubSpan) -> Settled:
    """Resolve "they": a plural subject before it, else the last group that spoke."""
    sentence = scene.sentence(source.start)
    near = plural_subject(sentence, source.start)
    spoken = scene.focus.last_spoken(source.start, SEVERAL)
    if spoken is not None and spoken.kind == "document" and not spoken.plural:
        spoken = None
    if near is None and spoken is None and sentence.start > 0:
        near = plural_subject(scene.doc[sentence.start - 1].sent, source.start)
    if near is None:
        if spoken is None:
            return Settled(None, "unknown", "none")
        known = scene.people.participants.get(spoken.entity_id or "")
        kind: Kind = next((k for k in KINDS.values() if k == spoken.kind), "unknown")
        return Settled(spoken.speaker, kind, "earlier_sentence", (known,) if known else (), "pronoun", "plural")
    start, end = grammar.noun_phrase(near)
    named = [m for m in scene.people.within(start, end) if m.start <= near.idx < m.end]
    basis: Basis = "same_sentence" if store.sentence_of(near).start == sentence.start else "earlier_sentence"
    if len(grammar.conjuncts(near)) > 0:
        # Two companies or two people: a group, in the words that name them.
        heads = (near, *grammar.conjuncts(near))
        members = [
            scene.people.of(m) for m in scene.people.within(start, end) for h in heads if m.start <= h.idx < m.end
        ]
        words = " ".join(scene.text[start:end].split())
        return Settled(words, "group", basis, tuple(members), "pronoun", "plural")
    if named:
        body = scene.people.of(named[0])
        return Settled(body.name, KINDS.get(body.label, "group"), basis, (body,), "pronoun", "plural")
    if near.pos_ == "NOUN" and kind_of(near) is None:
        return Settled(None, "unknown", "none")
    words = " ".join(scene.text[start:end].split())
    group: Kind = "document" if kind_of(near) == "document" else "group"
    return Settled(words, group, basis, (), "pronoun", "plural")


def _later_subject(scene: Scene, source: SubSpan) -> Participant | None:
    """Return the person a pronoun anticipates: its antecedent is a title nobody had, named one sentence on."""
    sentence = scene.sentence(source.start)
    subjects = [t for t in grammar.subjects(sentence.root) if t.idx < source.start]
    if not subjects:
        return None
    start, end = grammar.noun_phrase(subjects[0], coordination=False)
    if start >= end or scene.described(start, end) is not None:
        return None
    if read(scene.doc, SubSpan(start, end, scene.text[start:end]), scene.people).wording != "role":
        return None
    return introduced_after(scene, source.start)


def introduced_after(scene: Scene, place: int) -> Participant | None:
    """Return the person first named as the subject of the sentence after the one a place lies in."""
    here = scene.focus.sentence(place)
    for mention in scene.people.after(scene.sentence(place).end_char, 4):
        person = scene.people.of(mention)
        late = scene.focus.sentence(mention.start) == here + 1 and mention.subject
        if late and person.label == "PERSON" and person.mentions[0] is mention:
            return person
    return None
