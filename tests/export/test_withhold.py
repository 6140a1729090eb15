"""Records without words, and with them again."""

from __future__ import annotations

import json

import msgspec
import pytest

from onrecord import jsonl
from onrecord.export.names import opaque
from onrecord.export.withhold import Missing, restored_claim, restored_document, withheld_claim, withheld_document
from onrecord.schema import Claim, Commitment, Entity, Link, Participant, Quote
from tests.support.claims import TEXT, document, example, examples

CASES = [
    *examples(),
    example("quote", cue=None, source=None, speaker=None),
    example("quote", fragments=[(15, 20), (28, 42)]),
    example("commitment", condition=None, committers=["Norvik", "Ada Marsh"], beneficiaries=["Norvik"]),
]


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("claim", CASES, ids=lambda c: c.kind)
def test_a_claim_comes_back_byte_for_byte(claim: Claim, names: bool) -> None:
    line = jsonl.dumps(withheld_claim(claim, TEXT, names=names))
    assert jsonl.dumps(restored_claim(jsonl.loads(line), TEXT)) == jsonl.dumps(claim)


@pytest.mark.parametrize("claim", CASES, ids=lambda c: c.kind)
def test_no_word_of_the_text_is_left(claim: Claim) -> None:
    line = json.dumps(withheld_claim(claim, TEXT, names=False))
    assert not any(word in line for word in ("Ada", "Marsh", "Norvik", "would", "pay", "$"))
    assert "said" not in line.replace("said_in", "")


def test_documents_keep_their_length_and_metadata() -> None:
    held = document(title="Norvik to pay")
    row = withheld_document(held, names=True)
    assert (row["text_length"], row["title"], "text" in row) == (len(TEXT), "Norvik to pay", False)
    assert restored_document(row, TEXT) == held


@pytest.mark.parametrize("claim", CASES, ids=lambda c: c.kind)
def test_words_that_moved_are_noticed(claim: Claim) -> None:
    row = withheld_claim(claim, TEXT, names=True)
    with pytest.raises(Missing):
        restored_claim(row, f" {TEXT}")
    with pytest.raises(Missing):
        restored_document(withheld_document(document(), names=True), TEXT.replace("5", "6"))


def test_offsets_count_code_points() -> None:
    text = f"\U0001f6a2\ud800 {TEXT}"
    moved = msgspec.structs.replace(example("money"), start=35, end=37)
    assert text[35:37] == moved.text
    assert restored_claim(withheld_claim(moved, text, names=True), text) == moved


def test_names_to_be_dropped_leave_no_trace_in_ids() -> None:
    held = document(
        title="Ada Marsh speaks",
        url="https://x.example/ada-marsh",
        entities=[Participant("ada", "Ada Marsh", "PERSON")],
    )
    claims = [
        example("entity", entity_id="ada-marsh"),
        example("quote", links=[Link("speaker", "entity:ada")]),
        example("money", links=[Link("same_as", "date")]),
    ]
    changed, hidden, lost = opaque(held, claims)
    assert (changed.title, changed.url, lost) == (None, None, 0)
    assert isinstance(hidden[0], Entity) and "ada" not in hidden[0].entity_id
    # The link still leads to the entry of the inventory.
    assert changed.entities is not msgspec.UNSET
    assert hidden[1].links[0].target == f"entity:{changed.entities[0].id}" != "entity:ada"
    assert hidden[2].links == claims[2].links
    again, _, _ = opaque(held, claims)
    assert again == changed


def test_names_that_stand_in_no_text_are_lost_and_counted() -> None:
    claims = [
        example("entity", name="Ada B. Marsh"),
        example("quote", speaker="Dr Marsh"),
        example("commitment", committers=["Norvik", "Norvik Lines"]),
    ]
    _, (entity, quote, commitment), lost = opaque(document(), claims)
    assert lost == 3
    assert isinstance(entity, Entity) and entity.name == entity.text
    assert isinstance(quote, Quote) and quote.speaker is None
    assert isinstance(commitment, Commitment) and commitment.committers == ["Norvik"]
