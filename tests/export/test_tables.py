"""Parquet: columns, types, nulls, and bytes that do not change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.export.columns import TABLES, columns, row
from onrecord.export.tables import TableWriter, read
from onrecord.export.withhold import withheld_claim
from onrecord.records import Records, write
from onrecord.schema import KINDS, Claim, Participant, Quote
from tests.export.conftest import Build, article, claims_of
from tests.support.claims import TEXT, example, examples

pandas = pytest.importorskip("pandas")
PAGE = Path(__file__).parents[2] / "docs" / "datasets.md"


def written(path: Path, table: str, records: list[Any], *, texts: bool = True) -> Path:
    with TableWriter(path, table, texts=texts) as file:
        for record in records:
            file.write(record)
    return path


@pytest.mark.parametrize("claim", examples(), ids=lambda claim: claim.kind)
def test_a_claim_comes_back_as_a_row(tmp_path: Path, claim: Claim) -> None:
    record = msgspec.to_builtins(claim)
    path = written(tmp_path / "t.parquet", claim.kind, [record])
    assert list(read(path)) == [row(record, columns(claim.kind))]


def test_every_field_of_every_kind_has_its_columns() -> None:
    for kind, record in KINDS.items():
        fields = {column.path[0] for column in columns(kind)}
        assert fields == set(record.__struct_fields__)


def test_sub_spans_are_columns_and_null_with_them() -> None:
    known, unknown = (
        row(msgspec.to_builtins(c), columns("quote")) for c in (example("quote"), example("quote", cue=None))
    )
    assert (known["cue_start"], known["cue_end"], known["cue_text"]) == (10, 14, "said")
    assert (unknown["cue_start"], unknown["cue_end"], unknown["cue_text"]) == (None, None, None)


def test_pandas_gets_nullable_types(tmp_path: Path) -> None:
    records = [msgspec.to_builtins(c) for c in (example("quote"), example("quote", cue=None, speaker=None))]
    frame = pandas.read_parquet(written(tmp_path / "t.parquet", "quote", records))
    assert str(frame.dtypes["cue_start"]) == "Int32" and str(frame.dtypes["confidence"]) == "Float64"
    assert frame["cue_start"].tolist() == [10, pandas.NA] and frame["speaker"].isna().tolist() == [False, True]
    assert frame["links"][0][0] == {"role": "speaker", "target": "entity"}
    sums = pandas.read_parquet(written(tmp_path / "m.parquet", "money", [msgspec.to_builtins(example("money"))]))
    assert str(sums.dtypes["approx"]) == "boolean" and sums["amount_min"].tolist() == ["5"]


def test_fragments_and_lists_keep_their_form(tmp_path: Path) -> None:
    quote = example("quote", fragments=[(15, 20), (28, 42)])
    commitment = example("commitment", committers=["Norvik", "Ada Marsh"])
    (found,) = read(written(tmp_path / "q.parquet", "quote", [msgspec.to_builtins(quote)]))
    assert found["fragments"] == [{"start": 15, "end": 20}, {"start": 28, "end": 42}]
    (found,) = read(written(tmp_path / "c.parquet", "commitment", [msgspec.to_builtins(commitment)]))
    assert (found["committers"], found["beneficiaries"]) == (["Norvik", "Ada Marsh"], [])


def test_lone_surrogates_become_replacement_characters_of_the_same_length(tmp_path: Path) -> None:
    record = {**msgspec.to_builtins(example("entity")), "name": "A\ud800\U0001f6a2\udc00b"}
    (found,) = read(written(tmp_path / "t.parquet", "entity", [record]))
    assert found["name"] == "A\ufffd\U0001f6a2\ufffdb"


def test_without_texts_there_are_hashes_and_no_words(tmp_path: Path) -> None:
    quote = example("quote")
    assert isinstance(quote, Quote)
    (found,) = read(written(tmp_path / "t.parquet", "quote", [withheld_claim(quote, TEXT, names=False)], texts=False))
    assert found["speaker"] is None and {"text", "cue_text"} & set(found) == set()
    assert len(found["text_sha256"]) == len(found["cue_sha256"]) == 64


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    frame = pandas.read_parquet(written(tmp_path / "t.parquet", "date", []))
    assert list(frame.columns) == [column.name for column in columns("date")] and frame.empty


def test_rows_of_many_groups_keep_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.export.tables._MOST_ROWS", 100)
    records = [{**msgspec.to_builtins(example("date")), "start": n} for n in range(250)]
    assert [r["start"] for r in read(written(tmp_path / "t.parquet", "date", records))] == list(range(250))


def test_gold_inventories_are_in_the_documents_table(tmp_path: Path, make: Build) -> None:
    document = msgspec.structs.replace(article(1), entities=[Participant("e1", "Ada Marsh", "PERSON", ["Ada"])])
    write(tmp_path / "gold", Records([document], claims_of(document)))
    make("set", tmp_path / "gold", split=[100, 0, 0])
    (found,) = read(tmp_path / "set" / "train" / "documents.parquet")
    assert found["entities"] == [{"id": "e1", "name": "Ada Marsh", "label": "PERSON", "aliases": ["Ada"]}]


def test_articles_of_runs_have_no_inventory(built: Path) -> None:
    assert {r["entities"] for r in read(built / "set" / "train" / "documents.parquet")} == {None}


@pytest.mark.parametrize("table", TABLES)
def test_the_page_has_every_column_with_its_type(table: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for texts in (True, False):
        for column in columns(table, texts=texts):
            assert f"`{column.name}`" in page, f"{column.name} is not described"
