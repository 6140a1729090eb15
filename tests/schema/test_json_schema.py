"""The committed JSON Schema is the one of the structs, and says the same as they do."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import msgspec
import pytest

from onrecord.schema import KINDS, make_document
from onrecord.schema.json_schema import PATH, build, dumps
from tests.support.claims import example


def test_the_committed_file_is_up_to_date() -> None:
    assert PATH.read_text(encoding="utf-8") == dumps(), "run python -m onrecord.schema.json_schema"


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = build()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("kind", KINDS)
def test_claims_are_valid(validator: Any, kind: str) -> None:
    record = json.loads(msgspec.json.encode(example(kind)))
    assert record["kind"] == kind
    assert validator.is_valid(record)
    assert not validator.is_valid(record | {"colour": "red"})
    assert not validator.is_valid(record | {"kind": "rumour"})
    assert not validator.is_valid(record | {"start": -1})
    assert not validator.is_valid({key: value for key, value in record.items() if key != "doc_id"})


def test_documents_are_valid(validator: Any) -> None:
    record = json.loads(msgspec.json.encode(make_document("Ada paid.", published="2025-03-05")))
    assert validator.is_valid(record)
    assert validator.is_valid(record | {"entities": [{"id": "a", "name": "Ada", "label": "PERSON", "aliases": []}]})
    assert not validator.is_valid(record | {"sha256": "0"})
