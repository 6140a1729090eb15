"""Every way a run can break its promises is found, and named by file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.schema import Claim, Document, Extent, Link, Participant, SubSpan
from onrecord.validate import validate
from tests.support.claims import TEXT, document, example, examples


def failures(folder: Path, claims: list[Claim], *documents: Document) -> list[str]:
    """Write a run, validate it, and return the failures without the folder in front."""
    jsonl.write(folder / "documents.jsonl", documents or [document()])
    jsonl.write(folder / "claims.jsonl", claims)
    return [f.removeprefix(f"{folder}/") for f in validate(folder).failures]


def test_a_good_run_has_none(tmp_path: Path) -> None:
    assert failures(tmp_path, examples()) == []
    report = validate(tmp_path)
    assert (report.documents, report.claims.total(), report.claims["money"]) == (1, 5, 1)


def test_gold_may_link_to_an_inventory_and_leave_out_what_only_the_pipeline_writes(tmp_path: Path) -> None:
    gold = document(entities=[Participant("ada", "Ada Marsh", "PERSON")])
    unset = {name: msgspec.UNSET for name in ("sentence", "stage", "rule", "confidence")}
    quote = example("quote", links=[Link("speaker", "entity:ada")], **unset)
    assert failures(tmp_path, [quote], gold) == []
    lost = example("quote", links=[Link("speaker", "entity:bob"), Link("said_in", "entity:ada")], **unset)
    assert failures(tmp_path, [lost], gold) == [
        "claims.jsonl:1: quote quote: speaker link to entity:bob, which the document's entities do not list",
        "claims.jsonl:1: quote quote: said_in link to an entity; it joins quote claims",
    ]


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("money", {"text": "$6"}, "span 32:34 is '$5' in the document, '$6' in the record"),
    ("money", {"end": 99}, "span 32:99 is not inside a text of 43 characters"),
    ("money", {"end": 32, "text": ""}, "span 32:32 is not inside a text of 43 characters"),
    ("money", {"amount_min": "10", "amount_max": "9.5"}, "amount_min 10 is above amount_max 9.5"),
    ("money", {"sentence": Extent(0, 32)}, "sentence 0:32 does not hold start 32"),
    ("money", {"sentence": Extent(33, 43)}, "sentence 33:43 does not hold start 32"),
    ("money", {"sentence": Extent(0, 99)}, "sentence 0:99 does not hold start 32"),
    ("money", {"fragments": [(32, 34)]}, "1 fragment(s); a contiguous span has no fragments"),
    ("quote", {"fragments": [(15, 20), (19, 42)]}, "fragments overlap or are out of order"),
    ("quote", {"fragments": [(28, 42), (15, 20)]}, "fragments overlap or are out of order"),
    ("quote", {"fragments": [(15, 20), (28, 28), (30, 42)]}, "an empty fragment"),
    ("quote", {"fragments": [(15, 20), (28, 41)]}, "fragments span 15:41, the claim 15:42"),
    ("quote", {"fragments": [(14, 20), (28, 42)]}, "fragments span 14:42, the claim 15:42"),
    ("quote", {"cue": SubSpan(10, 14, "says")}, "cue 10:14 is 'said' in the document, 'says' in the record"),
    ("quote", {"source": SubSpan(0, 0, "")}, "source 0:0 is not inside a text of 43 characters"),
    ("commitment", {"action": SubSpan(28, 42, "pay")}, "action 28:42 is 'pay $5 by 2030' in the document"),
    ("commitment", {"condition": SubSpan(50, 60, "x")}, "condition 50:60 is not inside"),
    ("date", {"start_date": "2031-01-01"}, "start_date 2031-01-01 is after end_date 2030-12-31"),
    ("date", {"start_date": "2030-02-30"}, "2030-02-30 is no day of the calendar"),
    ("date", {"start_date": "0044-01-01", "end_date": "-0044-12-31"}, "start_date 0044-01-01 is after"),
    (
        "money",
        {"links": [Link("part_of", "nothing")]},
        "part_of link to nothing, which is no claim of document",
    ),
    ("money", {"links": [Link("same_as", "money")]}, "same_as link to itself"),
    ("money", {"links": [Link("same_as", "date")]}, "same_as link to date claim date; it takes money claims"),
    (
        "quote",
        {"links": [Link("speaker", "money")]},
        "speaker link to money claim money; it takes entity claims",
    ),
    ("money", {"doc_id": "other"}, "document 'other' is not in documents.jsonl"),
]


@pytest.mark.parametrize(("kind", "fields", "failure"), WRONG, ids=[w[2][:40] for w in WRONG])
def test_a_wrong_claim_is_named(tmp_path: Path, kind: str, fields: dict[str, Any], failure: str) -> None:
    line = [c.kind for c in examples()].index(kind) + 1
    claims = [msgspec.structs.replace(c, **(fields if c.kind == kind else {})) for c in examples()]
    # Links to a claim that counts as another document's break as well; the first failure is what is tested.
    found = failures(tmp_path, claims)
    assert found and found[0].startswith(f"claims.jsonl:{line}: {kind} {kind}: {failure}")


def test_years_before_christ_are_in_order(tmp_path: Path) -> None:
    date = example("date", value="-0044", start_date="-0044-01-01", end_date="-0044-12-31")
    assert failures(tmp_path, [date]) == []
    date = example("date", value="-004", start_date="-0049-01-01", end_date="-0040-12-31")
    assert failures(tmp_path, [date]) == []


def test_a_link_stays_in_its_document(tmp_path: Path) -> None:
    claims = [example("money"), example("money", id="m2", doc_id="b", links=[Link("same_as", "money")])]
    (failure,) = failures(tmp_path, claims, document(), document(doc_id="b"))
    assert "which is no claim of document b" in failure


def test_ids_are_unique(tmp_path: Path) -> None:
    claims = [*examples(), example("money")]
    assert failures(tmp_path, claims, document(), document()) == [
        "documents.jsonl:2: doc_id 'ferries' again, first in documents.jsonl:1",
        "claims.jsonl:6: money money: this id again, first in claims.jsonl:3",
    ]


def test_an_altered_text_and_a_bad_date_are_named(tmp_path: Path) -> None:
    found = failures(tmp_path, [], document(text=TEXT + "!", published="March 2025"))
    assert "documents.jsonl:1: sha256 is" in found[0] and "it was altered" in found[0]
    assert found[1].startswith("documents.jsonl:1: published 'March 2025' is not an ISO 8601 date")


def test_every_failure_is_named_not_only_the_first(tmp_path: Path) -> None:
    failures(tmp_path, examples())
    with (tmp_path / "claims.jsonl").open("ab") as claims, (tmp_path / "documents.jsonl").open("ab") as more:
        claims.write(b'{"kind":"rumour"}\nnot json\n')
        more.write(b'{"doc_id":"b"}\n')
    found = [f.removeprefix(f"{tmp_path}/") for f in validate(tmp_path).failures]
    assert [f.partition(": ")[0] for f in found] == ["documents.jsonl:2", "claims.jsonl:6", "claims.jsonl:7"]


def test_a_folder_without_records_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no documents.jsonl"):
        validate(tmp_path)
