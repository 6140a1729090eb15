"""Croissant metadata: files with their hashes, tables with their columns."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.export.columns import TABLES, columns


@pytest.fixture(params=["set", "bare"])
def metadata(request: pytest.FixtureRequest, built: Path) -> tuple[Path, Any]:
    folder = built / request.param
    return folder, json.loads((folder / "croissant.json").read_bytes())


def test_every_data_file_is_listed_with_its_hash(metadata: tuple[Path, Any]) -> None:
    folder, found = metadata
    listed = {file["contentUrl"]: file for file in found["distribution"]}
    files = [p for p in folder.rglob("*") if p.suffix in (".jsonl", ".parquet")]
    assert {p.relative_to(folder).as_posix() for p in files} == set(listed)
    for path in files:
        file = listed[path.relative_to(folder).as_posix()]
        assert file["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert file["contentSize"] == f"{path.stat().st_size} B"


def test_every_table_has_its_columns(metadata: tuple[Path, Any]) -> None:
    folder, found = metadata
    sets = {one["@id"]: one for one in found["recordSet"]}
    assert list(sets) == [f"{split}/{table}" for split in ("train", "dev", "test") for table in TABLES]
    for name, one in sets.items():
        wanted = [c.name for c in columns(name.partition("/")[2], texts=folder.name == "set")]
        assert [field["name"] for field in one["field"]] == [f"{name}/{column}" for column in wanted]


def test_ids_are_unique_and_references_lead_somewhere(metadata: tuple[Path, Any]) -> None:
    _, found = metadata
    ids: list[str] = []
    references: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if set(value) == {"@id"}:
                references.append(value["@id"])
            elif "@type" in value and "@id" in value:
                ids.append(value["@id"])
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk({key: value for key, value in found.items() if key != "@context"})
    assert len(ids) == len(set(ids)) and set(references) <= set(ids) and references


def test_every_term_is_in_the_context(metadata: tuple[Path, Any]) -> None:
    _, found = metadata
    assert found["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    context = found["@context"]
    used = {"recordSet", "field", "subField", "dataType", "source", "extract", "column", "transform", "jsonPath"}
    assert used | {"key", "repeated", "isArray", "arrayShape", "fileObject", "isLiveDataset"} <= set(context)


def test_mlcroissant_reads_it(built: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    dataset = mlcroissant.Dataset(jsonld=str(built / "set" / "croissant.json"))
    records = list(dataset.records(record_set="train/quote"))
    assert records[0]["train/quote/speaker"] == b"Ada Marsh"
    assert records[0]["train/quote/links"][0]["train/quote/links/role"] == b"speaker"
