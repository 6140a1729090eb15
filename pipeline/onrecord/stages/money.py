"""Sums of money: which sums an article names, in which currency, and what they measure.

>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("onrecord_money")
>>> [(c.text, c.amount_min, c.currency, c.role) for c in store.get(nlp("Sales rose to €3m."), Money)]
[('€3m', '3000000', 'EUR', 'change_to')]

The grammar lives in :mod:`onrecord.values.money` and reads characters, not tokens: tokenizers cut sums in
different places ("€20m."). The document adds what one sentence does not say: its publisher, for the currency
of a bare sign, and which names are persons, so that they are no evidence for a country.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.schema import Link, Money
from onrecord.stages import store
from onrecord.values.money import Sum, find
from onrecord.values.numbers import plain


@Language.factory("onrecord_money", assigns=["doc.user_data"])
def make_money(nlp: Language, name: str) -> MoneyStage:
    """Create the money stage. It needs no other component, and uses named entities where there are some."""
    return MoneyStage()


class MoneyStage:
    """Finds the sums of money of a document."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the sums of a document to it."""
        store.put(doc, Money.kind, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[Money]:
        """Return the sums of a document in text order; the document is not changed."""
        persons = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PERSON"]
        sums = find(store.text(doc), store.context(doc).publisher, persons)
        claims = [_claim(doc, found) for found in sums]
        return [
            msgspec.structs.replace(claim, links=[Link(role, claims[at].id) for role, at in found.links])
            for claim, found in zip(claims, sums, strict=True)
        ]


def _claim(doc: Doc, found: Sum) -> Money:
    return store.make(
        doc,
        Money,
        found.start,
        found.end,
        fragments=found.fragments,
        amount_min=_amount(found.low),
        amount_max=_amount(found.high),
        bound=found.bound,
        approx=found.approx,
        currency=found.currency,
        currency_basis=found.basis,
        role=found.role,
        per=found.per,
        sign=found.sign,
        stage="money",
        rule=found.rule,
        confidence=round(found.confidence, 2),
    )


def _amount(value: Decimal | None) -> str | None:
    if value is None:
        return None
    text = plain(value)
    # Sums that are not whole are written to the cent: "50 cents" is 0.50.
    return f"{text}0" if len(text.partition(".")[2]) == 1 else text
