"""From a Doc to its claims."""

from __future__ import annotations

import msgspec
import spacy
from spacy.tokens import Doc

from onrecord import collect
from onrecord.schema import KINDS, Claim
from onrecord.stages import store
from tests.support.claims import TEXT, examples


def processed(*more: Claim) -> Doc:
    doc = spacy.blank("en")(TEXT)
    for kind in KINDS:
        store.put(doc, kind, [c for c in reversed([*examples(), *more]) if c.kind == kind])
    return doc


def test_claims_are_in_the_order_of_the_text_and_none_is_lost() -> None:
    again = msgspec.structs.replace(examples()[2], id="another")
    found = collect.claims(processed(again))
    assert [(c.start, c.end, c.id) for c in found] == [
        (0, 9, "entity"),
        (15, 42, "quote"),
        (22, 42, "commitment"),
        (32, 34, "another"),
        (32, 34, "money"),
        (38, 42, "date"),
    ]
    assert sorted(found, key=lambda c: c.id) == sorted([*examples(), again], key=lambda c: c.id)


def test_kinds_left_out_take_the_links_to_them_along() -> None:
    found = {c.kind: c for c in collect.claims(processed(), ["money", "commitment"])}
    assert set(found) == {"money", "commitment"}
    assert [(link.role, link.target) for link in found["commitment"].links] == [("amount", "money")]


def test_a_doc_no_stage_has_seen_has_none() -> None:
    assert collect.claims(spacy.blank("en")(TEXT)) == []
    assert collect.claims(spacy.blank("en")("")) == []


def test_the_extension_reads_them() -> None:
    collect.register()
    collect.register()
    assert processed()._.claims == collect.claims(processed())
