"""CSV and Parquet."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from onrecord import records
from onrecord.errors import InputError, OnrecordError
from onrecord.formats import convert, csv_tables
from tests.formats.articles import TEXT, article
from tests.formats.conftest import Back, content

Out = Callable[[str], Path]
Read = Callable[..., Back]


@pytest.fixture
def tables(folder: Path, tmp_path: Path) -> Path:
    convert(folder, tmp_path / "csv", target_format="csv")
    return tmp_path / "csv"


def edit(path: Path, change: Callable[[list[dict[str, str]]], Any]) -> None:
    with (path / "claims.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
        names = list(reader.fieldnames or ())
    change(rows)
    with (path / "claims.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerows(rows)


def row(rows: list[dict[str, str]], kind: str, words: str) -> dict[str, str]:
    (found,) = [r for r in rows if r["kind"] == kind and words in r["text"]]
    return found


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("plain", "plain"),
        ("", "'"),
        ("=1+2", "'=1+2"),
        ("+49 30", "'+49 30"),
        ("-", "'-"),
        ("-12.50", "-12.50"),
        ("@you", "'@you"),
        ("\tx", "'\tx"),
        ("'so'", "'so'"),
        ("'", "''"),
        ("'=x", "''=x"),
        ("-0044-03-15", "'-0044-03-15"),
    ],
)
def test_text_that_a_spreadsheet_would_run_is_guarded(text: str, cell: str) -> None:
    assert csv_tables.cell(text) == cell
    assert csv_tables._value(cell, "text") == text


def test_columns(tables: Path) -> None:
    with (tables / "claims.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    hire = row(rows, "commitment", "plans to hire")
    assert (hire["cue_text"], hire["condition_text"], hire["conditional"]) == ("plans", "Norvik pays up to €3m", "true")
    assert (hire["committers"], hire["beneficiaries"], hire["confidence"]) == ('["=SUM Ferries"]', "[]", "0.5")
    assert (hire["amount_min"], hire["label"], hire["fragments"]) == ("", "", "")
    assert row(rows, "money", "€3m")["approx"] == "true" and row(rows, "date", "2030")["approx"] == "none"
    assert row(rows, "entity", "=SUM")["text"] == "'=SUM Ferries"


def test_pandas_keeps_every_type(tables: Path, folder: Path, tmp_path: Path) -> None:
    for name, dtypes in (("claims", csv_tables.DTYPES), ("documents", "string")):
        path = tables / f"{name}.csv"
        frame = pd.read_csv(path, dtype=dtypes, keep_default_na=False, na_values=[""])  # type: ignore[call-overload]
        frame.to_csv(path, index=False)
    assert str(frame["text"].dtype) == "string"
    convert(tables, tmp_path / "again")
    assert content(tmp_path / "again") == content(folder)


def test_pandas_left_to_itself_changes_no_offset(tables: Path, back: Read) -> None:
    frame = pd.read_csv(tables / "claims.csv")
    assert str(frame["cue_start"].dtype) == "float64"
    frame["amount_min"] = frame["amount_min"].map(lambda x: "" if pd.isna(x) else f"{x:.0f}")
    frame["amount_max"] = frame["amount_max"].map(lambda x: "" if pd.isna(x) else f"{x:.0f}")
    frame.to_csv(tables / "claims.csv", index=False)
    found = back(tables, "csv")
    assert [(c.start, c.end) for c in found.claims] == [(c.start, c.end) for c in article().claims]


def test_rows_can_be_edited(tables: Path, back: Read) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        row(rows, "money", "€3m").update(bound="less_than", amount_max="3500000", approx="False")
        row(rows, "date", "2030").update(id="")
        rows.remove(row(rows, "entity", "=SUM Ferries"))

    edit(tables, change)
    found = back(tables, "csv")
    money: Any = found.of("money", "€3m")
    assert (money.bound, money.amount_max, money.approx) == ("less_than", "3500000", False)
    assert len(found.of("date", "2030").id) == 16
    assert found.done.notes["links dropped, for the claim they point at is gone"] == 2


def test_offsets_of_a_tool_that_counts_utf16(tables: Path, back: Read) -> None:
    emoji = TEXT.index("🚋")

    def change(rows: list[dict[str, str]]) -> None:
        for found in rows:
            for name, value in found.items():
                if name.endswith(("start", "end")) and value:
                    found[name] = str(int(value) + (int(value) > emoji))
            if found["fragments"]:
                found["fragments"] = str([[a + 1, b + 1] for a, b in eval(found["fragments"])])

    edit(tables, change)
    found = back(tables, "csv")
    assert found.claims == article().claims
    assert any("UTF-16" in note for note in found.done.notes)


BAD: list[tuple[str, str, str]] = [
    ("start", "1", "span 1:28 is"),
    ("start", "one", "start is 'one'; it is a whole number, or empty"),
    ("start", "", "Expected `int`, got `null` - at `$.start`"),
    ("kind", "rumour", "kind is 'rumour', not one of entity, quote"),
    ("links", "[", "links is '['; it is JSON, or empty"),
    ("confidence", "high", "confidence is 'high'; it is a number, or empty"),
    ("confidence", "2", "Expected `float` <= 1.0"),
    ("mode", "", "Expected `str`, got `null`"),
    ("mode", "loud", "Invalid enum value 'loud'"),
]


@pytest.mark.parametrize(("column", "cell", "failure"), BAD, ids=[f"{c} {v}" for c, v, _ in BAD])
def test_a_bad_row_is_named_by_its_line(column: str, cell: str, failure: str, tables: Path, tmp_path: Path) -> None:
    edit(tables, lambda rows: row(rows, "quote", "fares").update({column: cell}))
    # The header is on line 1, and no text before this one has a line end in it.
    done = convert(tables, tmp_path / "back")
    assert done.failures[0].startswith(f"{tables / 'claims.csv'}:2: {failure}")


def test_what_is_no_table(tables: Path, tmp_path: Path) -> None:
    (tables / "claims.csv").write_bytes(b"id,kind\n1\n")
    with pytest.raises(InputError, match=r"claims.csv:2: 1 cells under 2 columns"):
        convert(tables, tmp_path / "a")
    (tables / "claims.csv").write_bytes(b"id\n\xff\n")
    with pytest.raises(InputError, match=r"claims.csv: not CSV in UTF-8"):
        convert(tables, tmp_path / "b")
    (tables / "claims.csv").write_text("colour,id\n")
    assert (
        convert(tables, tmp_path / "c").notes["column 'colour' of claims.csv, which no record has; it was left out"]
        == 1
    )
    (tables / "documents.csv").unlink()
    with pytest.raises(InputError, match=r"documents.csv: cannot be read"):
        convert(tables, tmp_path / "d")


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_claims_alone(suffix: str, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / f"claims{suffix}"
    done = convert(folder, path)
    assert done.losses == {"texts of documents, for one file holds claims alone": 1}
    with pytest.raises(InputError, match=r"claims alone; give the documents.jsonl they are from with --documents"):
        convert(path, tmp_path / "again")
    shutil.rmtree(tmp_path / "again", ignore_errors=True)
    convert(path, tmp_path / "again", documents=folder / "documents.jsonl")
    assert content(tmp_path / "again") == content(folder)


def test_claims_of_a_document_that_is_not_there_are_named(tables: Path, tmp_path: Path) -> None:
    edit(tables, lambda rows: row(rows, "date", "2030").update(doc_id="other"))
    done = convert(tables, tmp_path / "back")
    assert any("no document 'other' for 1 claims" in failure for failure in done.failures)
    assert len(records.read(tmp_path / "back").claims) == len(article().claims) - 1


def test_parquet_has_types(out: Out) -> None:
    import pyarrow.parquet as pq

    schema = pq.read_schema(out("parquet") / "claims.parquet")
    types = {name: str(schema.field(name).type) for name in schema.names}
    assert (types["start"], types["confidence"], types["conditional"]) == ("int64", "double", "bool")
    assert (types["amount_min"], types["start_date"], types["approx"]) == ("string", "string", "string")
    assert types["cue"] == "struct<start: int64, end: int64, text: string>"
    assert types["committers"].startswith("list<") and types["links"].startswith("list<")


def test_parquet_that_cannot_be_read(out: Out, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = out("parquet")
    (path / "claims.parquet").write_bytes(b"nonsense")
    with pytest.raises(InputError, match=r"claims.parquet: not Parquet"):
        convert(path, tmp_path / "again")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OnrecordError, match=r"pyarrow, which is not installed; pip install 'onrecord\[tables\]'"):
        convert(folder, tmp_path / "c.parquet")
