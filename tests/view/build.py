"""Articles for the page: one with spans in and over each other, one that wants to break it."""

from __future__ import annotations

import msgspec

from onrecord.records import Records
from onrecord.schema import Claim, Commitment, Date, Document, Entity, Extent, Link, Money, Quote, make_document
from onrecord.schema import SubSpan as Part

FERRIES = (
    "Norvik 🚢 Lines will spend €400 million on ferries by 2030, Ingrid Solheim said.\n"
    "“We promised 🏝 the islands,” she added, “and we pay $5 a trip.”\n"
    "The line aims to cut fares and to hire 40 deckhands."
)
ATTACK = "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=2><!-- {{SCRIPT}} \u2028 & \"'"
EVIL = f"{ATTACK} said \u202eesrever\u202c it costs $7.\nThe 🏴‍☠️ \ud800 rest\u2066 goes\u2069 on."


def part(text: str, words: str, after: int = 0) -> Part:
    """Return the part of a text that some words are."""
    start = text.index(words, after)
    return Part(start, start + len(words), words)


def entity(doc: Document, words: str, *, name: str | None = None, after: int = 0) -> Entity:
    """Return a mention."""
    at = part(doc.text, words, after)
    return Entity(
        id=f"{doc.doc_id}-e{at.start}", doc_id=doc.doc_id, start=at.start, end=at.end, text=words,
        stage="entities", rule="name.full", confidence=0.95,
        label="ORG", mention="name", entity_id=name or words, name=name or words,
    )  # fmt: skip


def quote(doc: Document, *pieces: str, speaker: str, cue: str, source: str, targets: tuple[Claim, ...] = ()) -> Quote:
    """Return a quote, of fragments if it is in pieces."""
    spans = [part(doc.text, piece) for piece in pieces]
    start, end = spans[0].start, spans[-1].end
    fragments = [(span.start, span.end) for span in spans] if len(spans) > 1 else msgspec.UNSET
    return Quote(
        id=f"{doc.doc_id}-q{start}", doc_id=doc.doc_id, start=start, end=end, text=doc.text[start:end],
        fragments=fragments, sentence=Extent(0, len(doc.text)), stage="quotes", rule="object", confidence=0.8,
        links=[Link("speaker", target.id) for target in targets],
        mode="indirect", cue=part(doc.text, cue), source=part(doc.text, source), speaker=speaker,
        speaker_kind="person", speaker_basis="same_clause", polarity="asserted",
    )  # fmt: skip


def money(doc: Document, words: str, amount: str, currency: str) -> Money:
    """Return a sum."""
    at = part(doc.text, words)
    return Money(
        id=f"{doc.doc_id}-m{at.start}", doc_id=doc.doc_id, start=at.start, end=at.end, text=words,
        stage="money", rule="before:symbol", confidence=0.9,
        amount_min=amount, amount_max=amount, bound="exact", approx=False, currency=currency,
        currency_basis="symbol", role="amount", per=None, sign="positive",
    )  # fmt: skip


def date(doc: Document, words: str, first: str, last: str) -> Date:
    """Return a date."""
    at = part(doc.text, words)
    return Date(
        id=f"{doc.doc_id}-d{at.start}", doc_id=doc.doc_id, start=at.start, end=at.end, text=words,
        sentence=Extent(0, doc.text.index("\n")), stage="dates", rule="year", confidence=0.9,
        type="DATE", value=words, start_date=first, end_date=last, granularity="year",
        bound="by", approx="none", basis="explicit", calendar="gregorian",
    )  # fmt: skip


def commitment(doc: Document, *pieces: str, cue: str, act: str, who: str, links: dict[str, Claim]) -> Commitment:
    """Return a commitment, of fragments if it is in pieces."""
    spans = [part(doc.text, piece) for piece in pieces]
    start, end = spans[0].start, spans[-1].end
    fragments = [(span.start, span.end) for span in spans] if len(spans) > 1 else msgspec.UNSET
    return msgspec.convert(
        {
            "kind": "commitment", "id": f"{doc.doc_id}-c{start}-{end}", "doc_id": doc.doc_id, "start": start,
            "end": end, "text": doc.text[start:end], "sentence": {"start": start, "end": end},
            "links": [{"role": role, "target": claim.id} for role, claim in links.items()],
            "stage": "commitments", "rule": "verb_infinitive", "confidence": 0.9, "act": act, "direction": "do",
            "polarity": "affirmed", "force": "intended", "conditional": False, "condition": None, "status": "new",
            "specificity": "specific", "voice": "narrator", "cue": msgspec.to_builtins(part(doc.text, cue)),
            "action": msgspec.to_builtins(spans[-1]), "committers": [who], "beneficiaries": [],
            **({} if fragments is msgspec.UNSET else {"fragments": fragments}),
        },
        Commitment,
    )  # fmt: skip


def ferries(doc_id: str = "ferries") -> Records:
    """Return an article with astral characters whose claims nest, overlap and have gaps."""
    doc = make_document(
        FERRIES,
        doc_id=doc_id,
        published="2025-05-14",
        title="Ferries for the islands",
        url="https://news.example/ferries?id=1#top",
        publisher="The Fjord",
    )
    line = entity(doc, "Norvik 🚢 Lines", name="Norvik Lines")
    again = entity(doc, "The line", name="Norvik Lines")
    ingrid = entity(doc, "Ingrid Solheim")
    cost, trip = money(doc, "€400 million", "400000000", "EUR"), money(doc, "$5", "5", "USD")
    year = date(doc, "2030", "2030-01-01", "2030-12-31")
    said = "Norvik 🚢 Lines will spend €400 million on ferries by 2030"
    claims: list[Claim] = [
        line, again, ingrid, cost, trip, year,
        quote(doc, said, speaker="Ingrid Solheim", cue="said", source="Ingrid Solheim", targets=(ingrid,)),
        quote(doc, "“We promised 🏝 the islands,”", "“and we pay $5 a trip.”", speaker="Ingrid Solheim", cue="added",
              source="she", targets=(ingrid,)),
        commitment(doc, "will spend €400 million on ferries by 2030", cue="will", act="announce", who="Norvik Lines",
                   links={"committer": line, "amount": cost, "deadline": year}),
        commitment(doc, "aims to cut fares", cue="aims", act="plan", who="Norvik Lines", links={"committer": line}),
        commitment(doc, "aims", "to hire 40 deckhands", cue="aims", act="plan", who="Norvik Lines",
                   links={"committer": line}),
    ]  # fmt: skip
    return Records([doc], sorted(claims, key=lambda claim: (claim.start, claim.end)))


def hostile() -> Records:
    """Return an article of which every string would be a script, a comment or another address if it were markup."""
    doc = make_document(
        EVIL, doc_id=f"<b>{ATTACK}/?#", published="2025-05-14", title=ATTACK, url="javascript:window.pwned=3",
        publisher="<i onmouseover=window.pwned=4>\u202ewire",
    )  # fmt: skip
    who = entity(doc, ATTACK)
    cost = money(doc, "$7", "7", "USD")
    said = quote(doc, "it costs $7", speaker=ATTACK, cue="said", source=ATTACK, targets=(who,))
    rest = date(doc, "rest\u2066 goes\u2069", "2025-01-01", "2025-12-31")
    return Records([doc], [who, said, cost, rest])


def both() -> Records:
    """Return the two in one run."""
    good, bad = ferries(), hostile()
    return Records(good.documents + bad.documents, good.claims + bad.claims)
