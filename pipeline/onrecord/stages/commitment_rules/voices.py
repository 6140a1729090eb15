"""Whom a speaker speaks for, and who is in charge of what a quote says will be done."""

from __future__ import annotations

from onrecord.schema import Quote, SubSpan
from onrecord.stages import store
from onrecord.stages.commitment_rules import represented
from onrecord.stages.commitment_rules.actors import is_body
from onrecord.stages.commitment_rules.affiliation import NONE, Affiliation, affiliation
from onrecord.stages.commitment_rules.names import Actor, Names, actor_of
from onrecord.stages.speaker_rules.people import Participant

PERSONS = frozenset(["person"])
BODIES = frozenset(["organisation", "group", "document"])
OWN_BODIES = frozenset(["government", "company", "administration", "board", "ministry", "council", "bank", "party"])
"""Bodies that an office holder who says *the government* means as his own."""


class Voices:
    """Answers for whom the speakers of a document's quotes speak.

    Attributes:
        claims: The named participants by the entity claims that links point to.
    """

    def __init__(self, names: Names) -> None:
        """Take the names of the document."""
        self.names = names
        self.claims = {p.claim: p for p in names.people.participants.values()}

    def speaker(self, quote: Quote | None) -> list[Actor]:
        """Return who speaks; for a spokesman the body spoken for."""
        if quote is None:
            return []
        if quote.speaker is None:
            return []  # whom the stage before could not tell, nobody can be told here
        if (body := represented.by_spokesman(self.names, quote)) is not None:
            return [body]
        if quote.speaker_kind != "person" and quote.source is not None and (found := self._meant(quote, quote.source)):
            return found
        return [Actor(quote.speaker, _target(quote))]

    def _meant(self, quote: Quote, source: SubSpan) -> list[Actor]:
        """Return the participants that a source without a name of its own means, as far as they can be told."""
        members = [self.claims[t] for t in _targets(quote) if t in self.claims]
        if members:
            return [actor_of(p) for p in members]
        found = represented.by_officials(self.names, source)
        head = represented.head_of(self.names, source) if not found else None
        if head is not None and head.tag_ in {"NN", "NNS"}:
            found = self.names.members(head) or self.names.named(head)
        return found if all(a.target in self.claims for a in found) else []

    def participant(self, quote: Quote) -> Participant | None:
        """Return the participant who speaks, if it is one."""
        return self.claims.get(_target(quote) or "")

    def _affiliation(self, quote: Quote) -> Affiliation:
        speaker = self.participant(quote)
        if speaker is not None and speaker.label != "PERSON":
            return NONE
        return affiliation(self.names.doc, self.names.people, quote, speaker)

    def spoken_for(self, quote: Quote | None) -> Actor | None:
        """Return the body whose office holder speaks (*we* of a firm's director is the firm)."""
        if quote is None or quote.speaker_kind not in PERSONS | {"anonymous"}:
            return None
        held = self._affiliation(quote)
        if held.body is not None:  # "the Peruvian foreign minister" speaks for Peru
            return self.names.country(held.body) if held.body.label == "NORP" else actor_of(held.body)
        if not held.holds_office:
            speaker = self.participant(quote)
            if speaker is None:
                return represented.by_membership(self.names, quote)
            return represented.by_leading(self.names, speaker)
        if held.nominal is None and held.holds_office and quote.source is not None:
            return self._unnamed_body(quote, held)
        if held.nominal is not None:
            owner = self.names.doc[held.nominal]
            if owner.tag_ == "PRP$":
                body = self.names.neuter(owner.idx, [(quote.start, quote.end)]) if owner.lower_ == "its" else []
                return body[0] if len(body) == 1 else None
            found = self.names.named(owner)
            return found[0] if len(found) == 1 and owner.tag_ != "NNS" else None
        return None

    def firm(self, quote: Quote) -> Actor | None:
        """Return the body that an officer or spokesman calls *it*; what others call so is the thing talked of."""
        return (
            self.spoken_for(quote)
            if represented.is_spokesman(quote) or self._affiliation(quote).officer_of_firm
            else None
        )

    def _unnamed_body(self, quote: Quote, held: Affiliation) -> Actor | None:
        """Return the organisation talked of, for officers of whom the text says only what they are."""
        if held.officer_of_firm and quote.source is not None:
            body = self.names.organisation("company", quote.source.start)
            return actor_of(body) if body is not None else None
        return None

    def in_charge(self, quote: Quote | None) -> list[Actor]:
        """Return who decides what a quote says will be done, nobody where the speaker holds no office.

        That is the body that speaks or is spoken for, else the holder of the office.
        """
        if quote is None or quote.speaker is None:
            return []
        if quote.speaker_kind == "organisation":
            return self.speaker(quote)
        if quote.speaker_kind == "document" and quote.source is not None:
            return self._issuers(quote.source.start, quote.source.end)
        body = self.spoken_for(quote)
        if body is not None:
            return [body]
        named = quote.speaker_kind == "person" or quote.speaker.lower().startswith("the ")
        return (
            self.speaker(quote)
            if named and not represented.is_spokesman(quote) and self._affiliation(quote).holds_office
            else []
        )

    def _issuers(self, start: int, end: int) -> list[Actor]:
        """Return the body whose document words name (*a note issued by the bank*, *the ministry's website*)."""
        doc = self.names.doc
        for token in doc[store.token_at(doc, start) : store.token_at(doc, end - 1) + 1]:
            if is_body(token) and token.tag_.startswith("NN") and (found := self.names.named(token)):
                return found[:1]
        return []

    def own_body(self, found: list[Actor], quote: Quote | None) -> list[Actor]:
        """Return the bodies a speaker names and speaks for; none if what is said of them is said from outside."""
        if quote is None or quote.speaker_kind not in PERSONS | BODIES | {"anonymous"}:
            return []
        held = self._affiliation(quote)
        body = self.spoken_for(quote)
        own = held.names | {(quote.speaker or "").casefold(), body.name.casefold() if body is not None else ""}
        general = [a for a in found if a.name.casefold().removeprefix("the ") in OWN_BODIES and held.holds_office]
        return found if found and all(a.name.casefold() in own for a in found) else general


def _targets(quote: Quote) -> list[str]:
    return [link.target for link in quote.links if link.role == "speaker"]


def _target(quote: Quote) -> str | None:
    return next(iter(_targets(quote)), None)
