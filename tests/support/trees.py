"""Sentences with hand-written trees, one line for each token: form, tag, head, label.

The head is named by its form, the second of two alike as ``form.2``; ``-`` marks the root. A form ending in ``_`` is
not followed by a space. The part of speech follows from the tag, the lemma from the form unless it is given in a fifth
column.
"""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Token

_NLP = spacy.blank("en")
_POS = {
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
    "WDT": "PRON",
    "DT": "DET",
    "IN": "ADP",
    "TO": "PART",
    "POS": "PART",
    "RB": "ADV",
    "JJ": "ADJ",
    "CD": "NUM",
    "CC": "CCONJ",
    "MD": "AUX",
    "RP": "ADP",
    "VB": "VERB",
    "VBD": "VERB",
    "VBG": "VERB",
    "VBN": "VERB",
    "VBP": "VERB",
    "VBZ": "VERB",
}
_LEMMAS = {
    "said": "say", "is": "be", "was": "be", "were": "be", "are": "be", "been": "be", "has": "have", "had": "have",
    "'ll": "will", "wo": "will", "'d": "would",
}  # fmt: skip


def tree(table: str, ents: tuple[tuple[str, str], ...] = ()) -> Doc:
    """Build a Doc of one sentence from its table; ``ents`` are (text, label) pairs, found in order."""
    rows = [line.split() for line in table.strip().splitlines() if line.strip()]
    forms = [row[0].rstrip("_") or "_" for row in rows]
    names: dict[str, int] = {}
    seen: dict[str, int] = {}
    for index, form in enumerate(forms):
        seen[form] = seen.get(form, 0) + 1
        names[form if seen[form] == 1 else f"{form}.{seen[form]}"] = index
    heads = [index if row[2] == "-" else names[row[2]] for index, row in enumerate(rows)]
    doc = Doc(
        _NLP.vocab,
        words=forms,
        spaces=[not row[0].endswith("_") for row in rows],
        tags=[row[1] for row in rows],
        pos=["AUX" if row[3].startswith(("aux", "cop")) else _POS.get(row[1], "PUNCT") for row in rows],
        lemmas=[row[4] if len(row) > 4 else _LEMMAS.get(form, form) for row, form in zip(rows, forms, strict=True)],
        heads=heads,
        deps=["ROOT" if row[2] == "-" else row[3] for row in rows],
    )
    at = 0
    spans = []
    for text, label in ents:
        start = doc.text.index(text, at)
        at = start + len(text)
        span = doc.char_span(start, at, label=label)
        assert span is not None, f"{text!r} does not fit the tokens"
        spans.append(span)
    doc.ents = spans
    return doc


def at(doc: Doc, form: str) -> Token:
    """Return the token of a form, ``form.2`` for the second one."""
    name, _, number = form.partition(".")
    found = [token for token in doc if token.text == (name or form)]
    return found[int(number or 1) - 1]
