"""From tokens to code points: spans without punctuation that does not belong to them."""

from __future__ import annotations

from spacy.tokens import Doc

PARTNERS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»", "‘": "’", "„": "“", "‹": "›", "「": "」"}
PARTNERS |= {closing: opening for opening, closing in PARTNERS.items() if opening != "„"}
NEUTRAL_MARKS = frozenset({'"', "'", "''", "``"})


def trim(doc: Doc, start: int, end: int, keep: int) -> tuple[int, int]:
    """Return the code points of tokens ``start:end`` without edge punctuation.

    Brackets and quote marks stay where their partner stands inside as well. Coordinators and prepositions at
    the left edge and a possessive 's at the right edge go. The token ``keep`` is never cut away.
    """
    while start < keep and (_is_loose(doc, start, start, end) or doc[start].dep_ in {"cc", "case"}):
        start += 1
    while end - 1 > keep and (_is_loose(doc, end - 1, start, end) or doc[end - 1].tag_ == "POS"):
        end -= 1
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _is_loose(doc: Doc, at: int, start: int, end: int) -> bool:
    """Whether an edge token is white space or punctuation without a partner in the span."""
    token = doc[at]
    if token.is_space:
        return True
    if not (token.is_punct or token.dep_ == "punct") or token.text.isalnum():
        return False
    if token.text in NEUTRAL_MARKS:
        return sum(other.text in NEUTRAL_MARKS for other in doc[start:end]) % 2 == 1
    partner = PARTNERS.get(token.text)
    return partner is None or all(other.text != partner for other in doc[start:end])
