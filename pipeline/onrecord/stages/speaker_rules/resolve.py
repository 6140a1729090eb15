"""Settles the speaker of each quote in turn, so that later pronouns can lean on speakers found before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord import grammar
from onrecord.schema import Quote, SubSpan
from onrecord.stages import participants as table
from onrecord.stages import store
from onrecord.stages.participants.roles import Description, describe
from onrecord.stages.speaker_rules.bodies import body
from onrecord.stages.speaker_rules.floating import floating_speaker
from onrecord.stages.speaker_rules.focus import Focus, Spoken
from onrecord.stages.speaker_rules.groups import counted, counted_before, is_pair, pair
from onrecord.stages.speaker_rules.people import GENDERED, Participant, People
from onrecord.stages.speaker_rules.pronouns import introduced_after, pronoun
from onrecord.stages.speaker_rules.reading import PLURAL_TAGS, Reading, first_word, is_specified, is_unnamed, read
from onrecord.stages.speaker_rules.scene import Scene, fragments, kind_of, plain
from onrecord.stages.speaker_rules.settled import KINDS, NOBODY, Basis, Evidence, Kind, Settled

SELF = frozenset({"i", "we", "me", "us", "my", "our"})
OFFICES = frozenset(
    (
        "president premier chancellor king queen emir sultan governor mayor secretary minister ambassador prosecutor "
        "senator speaker commissioner bishop archbishop pope general admiral"
    ).split()
)
"""Offices that one person has at a time and a text names when it introduces them."""
NESTED = 8
"""Quotes before a place among which those are looked for that hold it."""
LEDE = 2
"""Sentences at the head of a text in which a role can stand for somebody named only afterwards."""


class Resolver:
    """Resolves the sources of one document's quotes in text order."""

    def __init__(self, doc: Doc, text: str, people: People, quotes: Sequence[Quote] = ()) -> None:
        """Take the document, the participants named in it and all its quotes."""
        self.scene = Scene(doc, text, people, Focus(doc, text, people), table.Resolver(doc))
        self.spoken: list[str] = []
        direct = [quote for quote in quotes if quote.mode == "direct"]
        self._speech = sorted(((a, b, q) for q in direct for a, b in fragments(q)), key=lambda s: s[:2])
        self._begins = [begin for begin, _, _ in self._speech]
        self._settled: dict[str, Settled] = {}
        self._pronouns: dict[int, Settled] = {}
        self._readings: dict[tuple[int, int], Reading] = {}

    def settle(self, quote: Quote) -> Settled:
        """Return the speaker of a quote and remember it for those that follow."""
        known = self._settled.get(quote.id)
        if known is None:
            # Before it is settled, so that speech in speech cannot ask for itself.
            self._settled[quote.id] = NOBODY
            known = self._settled[quote.id] = self._settle(quote)
        return known

    def _settle(self, quote: Quote) -> Settled:
        scene = self.scene
        if quote.source is not None:
            settled = self._from_source(quote, quote.source)
        elif quote.cue is None:
            person, basis = floating_speaker(quote, scene.focus, scene.people, scene.text)
            settled = Settled(person.name, KINDS[person.label], basis, (person,), "", "floating") if person else NOBODY
        else:
            settled = NOBODY
        if settled.speaker is not None:
            place = quote.source.start if quote.source is not None else quote.start
            entity = settled.participants[0].entity_id if len(settled.participants) == 1 else None
            head = self._read(quote.source).head if quote.source is not None else None
            plural = head is not None and head.tag_ in PLURAL_TAGS
            scene.focus.settle(Spoken(place, settled.speaker, entity, settled.kind, plural))
            self.spoken.append(settled.speaker)
        return settled

    def _read(self, source: SubSpan) -> Reading:
        place = source.start, source.end
        if place not in self._readings:
            self._readings[place] = read(self.scene.doc, source, self.scene.people)
        return self._readings[place]

    def _from_source(self, quote: Quote, source: SubSpan) -> Settled:
        scene = self.scene
        reading = self._read(source)
        if reading.wording == "name":
            return self._named(quote, source, reading)
        if reading.wording == "pair" and self._is_singular(quote):
            alone = source.text.startswith(("The ", "the ")) and not reading.mentions
            kind: Kind = "organisation" if alone else "unknown"
            return Settled(plain(source), kind, scene.clause(quote, source), wording="nominal")
        if reading.wording == "pair":
            return pair(scene, quote, source, reading)
        if reading.wording == "pronoun" and reading.head.lower_ in SELF:
            return self._own(source)
        if reading.wording == "pronoun":
            # One "he" with two verbs of saying means one person.
            if source.start not in self._pronouns:
                self._pronouns[source.start] = pronoun(scene, quote, source, reading, self._around(quote, source))
            return self._pronouns[source.start]
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
        return Settled(participant.name, KINDS.get(participant.label, "unknown"), basis, (participant,), "", "name")

    def _around(self, quote: Quote, source: SubSpan) -> frozenset[str]:
        """Return who speaks the speech that a source stands in: nobody is *he* in their own words."""
        around = [q for q in self._speeches(source) if q is not quote]
        return frozenset(p.entity_id for q in around for p in self.settle(q).participants)

    def _speeches(self, source: SubSpan) -> list[Quote]:
        """Return the direct quotes a source stands in."""
        at = bisect_right(self._begins, source.start)
        return [q for _, end, q in self._speech[max(0, at - NESTED) : at] if source.start < end]

    def _own(self, source: SubSpan) -> Settled:
        """Return who *I* and *we* mean: the speaker of the speech they stand in; outside of speech nobody named."""
        around = self._speeches(source)
        if not around:
            return NOBODY
        outer = min(around, key=lambda q: q.end - q.start)
        meant = self.settle(outer)
        if meant.speaker is None or meant.kind == "document":
            return NOBODY
        named = outer.source.start if outer.source is not None else outer.start
        here, there = self.scene.focus.sentence(source.start), self.scene.focus.sentence(named)
        basis: Basis = "same_sentence" if here == there else "earlier_sentence" if there < here else "later_sentence"
        basis = "none" if meant.basis == "none" else basis
        return Settled(meant.speaker, meant.kind, basis, meant.participants, "pronoun", "speech")

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
        evidence: Evidence = "description" if meant is not None else "role"
        if meant is None and kind_of(reading.head) != "source" and not is_specified(source, scene.people):
            gender = GENDERED.get(reading.head.lower_)
            spoken = scene.focus.last_spoken(source.start, frozenset({"person"}))
            known = scene.people.participants.get(spoken.entity_id or "") if spoken is not None else None
            if (
                known is not None
                and (gender is None or known.gender in {None, gender})
                and _may_be(known, reading.head)
            ):
                meant = known
        if meant is None:
            meant = self._introduced(source) or self._own_officer(source, reading.head)
        if meant is not None:
            return scene.resolved(source, meant, "nominal", evidence)
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

    def _own_officer(self, source: SubSpan, noun: Token) -> Participant | None:
        """Return the only person in the document who has the office that *its chairman* names."""
        if first_word(source.text) not in {"its", "their"} or len(source.text.split()) > 4:
            return None
        wanted = describe(source.text)
        people = [p for p in self.scene.people.participants.values() if p.label == "PERSON"]
        held = [p for p in people if any(_same_office(describe(role), wanted) for role in p.roles)]
        return held[0] if len(held) == 1 else None

    def _any_person(self, source: SubSpan) -> bool:
        return any(m.label == "PERSON" for m in self.scene.people.before(source.start, 50))


def _same_office(given: Description | None, wanted: Description | None) -> bool:
    return given is not None and wanted is not None and (given.head, given.kind) == (wanted.head, wanted.kind)


def _may_be(person: Participant, noun: Token) -> bool:
    """Whether a person can hold an office: not if the text gives them others (the director is no president)."""
    office = noun.lemma_.lower()
    if office not in OFFICES or not person.roles:
        return True
    return any(office in role.lower().split() for role in person.roles)
