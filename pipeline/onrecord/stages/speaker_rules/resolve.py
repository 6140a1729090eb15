"""Settles the speaker of each quote in turn, so that later pronouns can lean on speakers found before."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord import grammar
from onrecord.schema import Quote, SubSpan
from onrecord.stages import participants as table
from onrecord.stages import store
from onrecord.stages.speaker_rules.bodies import body
from onrecord.stages.speaker_rules.floating import floating_speaker
from onrecord.stages.speaker_rules.focus import Focus, Spoken
from onrecord.stages.speaker_rules.groups import counted, counted_before, is_pair, pair
from onrecord.stages.speaker_rules.people import GENDERED, Participant, People
from onrecord.stages.speaker_rules.pronouns import introduced_after, pronoun
from onrecord.stages.speaker_rules.reading import PLURAL_TAGS, Reading, is_specified, is_unnamed, read
from onrecord.stages.speaker_rules.scene import Scene, plain
from onrecord.stages.speaker_rules.settled import KINDS, NOBODY, Kind, Settled

LEDE = 2
"""Sentences at the head of a text in which a role can stand for somebody named only afterwards."""


class Resolver:
    """Resolves the sources of one document's quotes in text order."""

    def __init__(self, doc: Doc, text: str, people: People) -> None:
        """Take the document and the participants named in it."""
        self.scene = Scene(doc, text, people, Focus(doc, text, people), table.Resolver(doc))
        self.spoken: list[str] = []

    def settle(self, quote: Quote) -> Settled:
        """Return the speaker of a quote and remember it for those that follow."""
        scene = self.scene
        if quote.source is not None:
            settled = self._from_source(quote, quote.source)
        elif quote.cue is None:
            person, basis = floating_speaker(quote, scene.focus, scene.people, scene.text)
            settled = Settled(person.name, KINDS[person.label], basis, (person,)) if person else NOBODY
        else:
            settled = NOBODY
        if settled.speaker is not None:
            place = quote.source.start if quote.source is not None else quote.start
            entity = settled.participants[0].entity_id if len(settled.participants) == 1 else None
            head = read(scene.doc, quote.source, scene.people).head if quote.source is not None else None
            plural = head is not None and head.tag_ in PLURAL_TAGS
            scene.focus.settle(Spoken(place, settled.speaker, entity, settled.kind, plural))
            self.spoken.append(settled.speaker)
        return settled

    def _from_source(self, quote: Quote, source: SubSpan) -> Settled:
        scene = self.scene
        reading = read(scene.doc, source, scene.people)
        if reading.wording == "name":
            return self._named(quote, source, reading)
        if reading.wording == "pair" and self._is_singular(quote):
            alone = source.text.startswith(("The ", "the ")) and not reading.mentions
            kind: Kind = "organisation" if alone else "unknown"
            return Settled(plain(source), kind, scene.clause(quote, source), wording="nominal")
        if reading.wording == "pair":
            return pair(scene, quote, source, reading)
        if reading.wording == "pronoun":
            return pronoun(scene, quote, source, reading)
        if is_pair(source) and not is_unnamed(reading.head, source):
            return counted(scene, source, reading.head)
        if reading.wording == "role":
            return self._role(source, reading)
        if reading.wording == "organisation":
            return body(scene, quote, source, reading)
        if reading.wording == "anonymous" or (reading.wording == "group" and is_unnamed(reading.head, source)):
            return Settled(plain(source), "anonymous", "none", wording="nominal")
        if reading.wording == "unknown":
            return Settled(plain(source), "unknown", "same_clause", wording="nominal")
        fuller = counted_before(source, self.spoken) if reading.wording == "group" else None
        if fuller is not None:
            return Settled(fuller, "group", "earlier_sentence", wording="nominal")
        return Settled(plain(source), reading.wording, scene.clause(quote, source), wording="nominal")

    def _named(self, quote: Quote, source: SubSpan, reading: Reading) -> Settled:
        basis = self.scene.clause(quote, source)
        if not reading.mentions:
            # A name the entity stage has missed here: that of somebody named elsewhere, else its words.
            known = self.scene.people.called(source.text)
            if known is not None:
                return self.scene.resolved(source, known, "nominal")
            words = source.text.split()
            person = len(words) in {2, 3} and words[0].lower() != "the" and not source.text.isupper()
            kind: Kind = "person" if person else "unknown"
            return Settled(plain(source), kind, basis, wording="nominal")
        participant = self.scene.people.of(reading.mentions[0])
        return Settled(participant.name, KINDS.get(participant.label, "unknown"), basis, (participant,))

    def _is_singular(self, quote: Quote) -> bool:
        """Whether the cue agrees with one source: "the Office for Trade and Energy has said"."""
        if quote.cue is None:
            return False
        token = self.scene.doc[store.token_at(self.scene.doc, quote.cue.start)]
        return token.tag_ == "VBZ" or token.lower_ in {"has", "is", "was"}

    def _role(self, source: SubSpan, reading: Reading) -> Settled:
        """A definite role: the participant so described, else the person in focus, else nobody by name."""
        scene = self.scene
        meant = scene.described(source.start, source.end)
        if meant is None and not is_specified(source, scene.people):
            gender = GENDERED.get(reading.head.lower_)
            spoken = scene.focus.last_spoken(source.start, frozenset({"person"}))
            known = scene.people.participants.get(spoken.entity_id or "") if spoken is not None else None
            if known is not None and (gender is None or known.gender in {None, gender}):
                meant = known
        if meant is None:
            meant = self._introduced(source)
        if meant is not None:
            return scene.resolved(source, meant, "nominal")
        return Settled(plain(source), "anonymous", "none", wording="nominal")

    def _introduced(self, source: SubSpan) -> Participant | None:
        """Return the person whom a role in the lede stands for: named as the next sentence begins, and speaking."""
        scene = self.scene
        if (
            scene.focus.sentence(source.start) >= LEDE
            or scene.people.before(source.start, 1)
            and self._any_person(source)
        ):
            return None
        person = introduced_after(scene, source.start)
        if person is None:
            return None
        verb = person.mentions[0].head.head
        speaks = verb.lemma_.lower() in {"say", "tell", "write", "add"}
        return person if speaks and not grammar.is_negated(verb) else None

    def _any_person(self, source: SubSpan) -> bool:
        return any(m.label == "PERSON" for m in self.scene.people.before(source.start, 50))
