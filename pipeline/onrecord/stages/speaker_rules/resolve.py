"""Settles the speaker of each quote in turn, so that later pronouns can lean on speakers found before."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc

from onrecord import grammar
from onrecord.schema import Quote, SubSpan
from onrecord.stages import participants as table
from onrecord.stages import store
from onrecord.stages.attribution.lexicon import speaker_nouns
from onrecord.stages.speaker_rules.floating import floating_speaker
from onrecord.stages.speaker_rules.focus import Focus, Spoken, gender_of, plural_subject
from onrecord.stages.speaker_rules.people import GENDERED, Participant, People
from onrecord.stages.speaker_rules.reading import Reading, is_specified, read
from onrecord.stages.speaker_rules.settled import KINDS, NOBODY, Basis, Kind, Settled

BARE_BODIES = frozenset(
    {
        "agency",
        "company",
        "firm",
        "bank",
        "group",
        "ministry",
        "department",
        "court",
        "party",
        "government",
        "newspaper",
        "paper",
        "committee",
        "commission",
        "council",
        "organisation",
        "organization",
        "union",
        "club",
        "university",
    }
)
SEVERAL = frozenset({"group", "organisation", "document", "unknown"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})
PLURAL = frozenset({"they", "them", "their", "both", "these", "those"})


class Resolver:
    """Resolves the sources of one document's quotes in text order."""

    def __init__(self, doc: Doc, text: str, people: People) -> None:
        """Take the document and the participants named in it."""
        self.doc, self.text, self.people = doc, text, people
        self.focus = Focus(doc, text, people)

    def settle(self, quote: Quote) -> Settled:
        """Return the speaker of a quote and remember it for those that follow."""
        if quote.source is not None:
            settled = self._from_source(quote, quote.source)
        elif quote.cue is None:
            person, basis = floating_speaker(quote, self.focus, self.people, self.text)
            settled = Settled(person.name, KINDS[person.label], basis, (person,)) if person else NOBODY
        else:
            settled = NOBODY
        if settled.speaker is not None:
            place = quote.source.start if quote.source is not None else quote.start
            entity = settled.participants[0].entity_id if len(settled.participants) == 1 else None
            self.focus.settle(Spoken(place, settled.speaker, entity, settled.kind))
        return settled

    def _from_source(self, quote: Quote, source: SubSpan) -> Settled:
        reading = read(self.doc, source, self.people)
        if reading.wording == "name":
            return self._named(quote, source, reading)
        if reading.wording == "pair" and self._is_singular(quote):
            alone = source.text.startswith(("The ", "the ")) and not reading.mentions
            kind: Kind = "organisation" if alone else "unknown"
            return Settled(_words(source), kind, self._clause(quote, source), wording="nominal")
        if reading.wording == "pair":
            return self._pair(quote, source, reading)
        if reading.wording == "pronoun":
            return self._pronoun(quote, source, reading)
        if reading.wording == "role":
            return self._role(quote, source, reading)
        if reading.wording == "organisation":
            return self._body(quote, source, reading)
        words = _words(source)
        if reading.wording == "anonymous":
            return Settled(words, "anonymous", "none", wording="nominal")
        if reading.wording == "unknown":
            return Settled(words, "unknown", "same_clause", wording="nominal")
        return Settled(words, reading.wording, self._clause(quote, source), wording="nominal")

    def _named(self, quote: Quote, source: SubSpan, reading: Reading) -> Settled:
        basis = self._clause(quote, source)
        if not reading.mentions:
            # A name the entity stage has missed: better its words than nobody.
            kind: Kind = "person" if len(source.text.split()) in {2, 3} else "unknown"
            return Settled(_words(source), kind, basis, wording="nominal")
        participant = self.people.of(reading.mentions[0])
        return Settled(participant.name, KINDS.get(participant.label, "unknown"), basis, (participant,))

    def _is_singular(self, quote: Quote) -> bool:
        """Whether the cue agrees with one source: "the Office for Trade and Energy has said"."""
        if quote.cue is None:
            return False
        token = self.doc[store.token_at(self.doc, quote.cue.start)]
        return token.tag_ == "VBZ" or token.lower_ in {"has", "is", "was"}

    def _pair(self, quote: Quote, source: SubSpan, reading: Reading) -> Settled:
        """Several sources joined: a group, linked to each of its members that can be told."""
        members: dict[str, Participant] = {self.people.of(m).entity_id: self.people.of(m) for m in reading.mentions}
        basis: Basis = self._clause(quote, source)
        for head in reading.heads:
            if head.lower_ in {"he", "she"}:
                person = self.focus.person(source.start, gender_of(head.lower_), _fragments(quote))
                basis = "earlier_sentence"
                if person is not None:
                    members.setdefault(person.entity_id, person)
        return Settled(_words(source), "group", basis, tuple(members.values()))

    def _pronoun(self, quote: Quote, source: SubSpan, reading: Reading) -> Settled:
        word = reading.head.lower_
        if word in FIRST:
            return NOBODY
        if word in PLURAL:
            return self._plural(quote, source)
        if word in {"it", "its"}:
            spoken = self.focus.last_spoken(source.start, frozenset({"organisation", "document"}), reach=1)
            body = self.people.participants.get(spoken.entity_id or "") if spoken is not None else None
            if spoken is not None and body is None:
                return Settled(spoken.speaker, _kind(spoken.kind), "earlier_sentence", (), "pronoun")
            body = body or self.focus.body(source.start, _fragments(quote))
            return self._resolved(quote, source, body, "pronoun") if body else NOBODY
        person = self._later_subject(source) or self.focus.person(source.start, gender_of(word), _fragments(quote))
        return self._resolved(quote, source, person, "pronoun") if person else Settled(None, "person", "none")

    def _plural(self, quote: Quote, source: SubSpan) -> Settled:
        """Resolve "they": a plural subject before it, else the last group that spoke."""
        sentence = self.doc[store.token_at(self.doc, source.start)].sent
        near = plural_subject(sentence, source.start)
        spoken = self.focus.last_spoken(source.start, SEVERAL)
        if near is None and spoken is None and sentence.start > 0:
            near = plural_subject(self.doc[sentence.start - 1].sent, source.start)
        if near is None:
            if spoken is None:
                return Settled(None, "group", "none")
            known = self.people.participants.get(spoken.entity_id or "")
            return Settled(spoken.speaker, _kind(spoken.kind), "earlier_sentence", (known,) if known else (), "pronoun")
        start, end = grammar.noun_phrase(near)
        named = [m for m in self.people.within(start, end) if m.start <= near.idx < m.end]
        basis: Basis = "same_sentence" if near.sent.start == sentence.start else "earlier_sentence"
        if named:
            body = self.people.of(named[0])
            return Settled(body.name, KINDS.get(body.label, "group"), basis, (body,), "pronoun")
        words = " ".join(self.text[start:end].split())
        kind: Kind = "document" if speaker_nouns().get(near.lemma_.lower()) == "document" else "group"
        return Settled(words, kind, basis, (), "pronoun")

    def _role(self, quote: Quote, source: SubSpan, reading: Reading) -> Settled:
        """A definite role: the participant so described, else the person in focus, else nobody by name."""
        meant = self._described(source.start, source.end)
        if meant is None and not is_specified(source, self.people):
            gender = GENDERED.get(reading.head.lower_)
            spoken = self.focus.last_spoken(source.start, frozenset({"person"}))
            known = self.people.participants.get(spoken.entity_id or "") if spoken is not None else None
            if known is not None and (gender is None or known.gender in {None, gender}):
                meant = known
        if meant is not None:
            return self._resolved(quote, source, meant, "nominal")
        return Settled(_words(source), "anonymous", "none", wording="nominal")

    def _described(self, start: int, end: int) -> Participant | None:
        """Return the participant whom the document describes by the words between two places."""
        found = table.resolve(self.doc, start, end)
        return self.people.participants.get(found.entity_id) if found is not None else None

    def _body(self, quote: Quote, source: SubSpan, reading: Reading) -> Settled:
        """An organisation by a common noun: the one whose name holds its words, else the one in focus."""
        body = self._described(source.start, source.end)
        if body is None and reading.definite and _is_bare(source, reading):
            candidate = self.focus.body(source.start, _fragments(quote))
            body = candidate if candidate is not None and candidate.label == "ORG" else None
        if body is not None:
            return self._resolved(quote, source, body, "nominal")
        return Settled(_words(source), "organisation", self._clause(quote, source), wording="nominal")

    def _resolved(
        self, quote: Quote, source: SubSpan, participant: Participant, wording: Literal["pronoun", "nominal"]
    ) -> Settled:
        kind = KINDS.get(participant.label, "unknown")
        basis = self._where(source, participant)
        return Settled(participant.name, kind, basis, (participant,), wording)

    def _where(self, source: SubSpan, participant: Participant) -> Basis:
        """Return where the nearest words stand that identify a participant meant by a pronoun or role."""
        here = self.focus.sentence(source.start)
        places = [self.focus.sentence(m.start) for m in participant.mentions]
        if here in places:
            return "same_sentence"
        return "earlier_sentence" if any(place < here for place in places) else "later_sentence"

    def _clause(self, quote: Quote, source: SubSpan) -> Basis:
        """Return same_clause, or same_sentence where the cue shares the subject of another verb before it."""
        cue = quote.cue
        if cue is None or cue.start < source.end:
            return "same_clause"
        token = self.doc[store.token_at(self.doc, cue.end - 1)]
        if token.tag_ != "VBG" or cue.start < token.idx:
            return "same_clause"
        between = self.doc[store.token_at(self.doc, source.end) : token.i]
        return "same_sentence" if any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in between) else "same_clause"

    def _later_subject(self, source: SubSpan) -> Participant | None:
        """Return the person a pronoun anticipates: its antecedent is a title nobody had, named one sentence on."""
        sentence = self.doc[store.token_at(self.doc, source.start)].sent
        subjects = [t for t in grammar.subjects(sentence.root) if t.idx < source.start]
        if not subjects:
            return None
        start, end = grammar.noun_phrase(subjects[0], coordination=False)
        if start >= end or self._described(start, end) is not None:
            return None
        if read(self.doc, SubSpan(start, end, self.text[start:end]), self.people).wording != "role":
            return None
        here = self.focus.sentence(source.start)
        for mention in self.people.after(sentence.end_char, 4):
            person = self.people.of(mention)
            late = self.focus.sentence(mention.start) == here + 1 and mention.subject
            if late and person.label == "PERSON" and person.mentions[0] is mention:
                return person
        return None


def _is_bare(source: SubSpan, reading: Reading) -> bool:
    return len(source.text.split()) <= 2 and reading.head.lemma_.lower() in BARE_BODIES


def _words(source: SubSpan) -> str:
    return " ".join(source.text.split())


def _fragments(quote: Quote) -> list[tuple[int, int]]:
    return list(quote.fragments) if isinstance(quote.fragments, list) else [(quote.start, quote.end)]


def _kind(kind: str) -> Kind:
    return next((known for known in KINDS.values() if known == kind), "unknown")
