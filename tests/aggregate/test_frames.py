"""Data frames of a run: types that do not depend on the rows, the same from all files, and errors that say where."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest

import onrecord
from onrecord import records
from onrecord.aggregate.columns import TABLES, columns
from onrecord.aggregate.frames import usable
from onrecord.errors import InputError
from onrecord.records import Records, write
from onrecord.schema import KINDS, make_document
from tests.support.claims import document, example, examples


@pytest.fixture
def run(tmp_path: Path) -> Path:
    write(tmp_path / "run", Records([document()], examples()))
    return tmp_path / "run"


def test_there_is_a_table_for_each_kind_and_one_of_links(run: Path) -> None:
    frames = onrecord.frames(run)
    assert list(frames) == ["documents", *KINDS, "links", "parties"]
    assert [len(frames[table]) for table in frames] == [1, 1, 1, 1, 1, 1, 4, 1]
    assert frames.quote.loc[0, "cue_text"] == "said"
    assert frames.quote.loc[0, "quote_mode"] == "indirect"
    assert set(frames.links["role"]) == {"speaker", "amount", "deadline", "said_in"}
    assert frames.parties.loc[0, ["claim", "role", "name"]].tolist() == ["commitment", "committer", "Norvik"]
    joined = frames.money.merge(frames.documents, on="doc_id")
    assert joined.loc[0, "published_day"] == pd.Timestamp("2025-03-05")


def test_types_do_not_depend_on_what_is_there(run: Path, tmp_path: Path) -> None:
    write(tmp_path / "empty", Records([], []))
    full, empty = onrecord.frames(run), onrecord.frames(tmp_path / "empty")
    for table in TABLES:
        assert len(empty[table]) == 0
        pd.testing.assert_series_equal(full[table].dtypes, empty[table].dtypes)
        for column in columns(table):
            dtype = full[table][column.name].dtype
            assert str(dtype) == column.dtype
            if column.dtype == "category":
                assert list(dtype.categories) == list(column.values)


def test_amounts_are_exact_strings_beside_floats_and_days_have_no_first_year(tmp_path: Path) -> None:
    sum_ = example("money", amount_min="0.10", amount_max=None, bound="at_least")
    dates = [
        example("date", id="old", start_date="-0044-03-15", end_date="-0044-03-15"),
        example("date", id="open", start_date=None, end_date="9999-12-31"),
    ]
    write(tmp_path, Records([document(published="2025-03")], [sum_, *dates]))
    frames = onrecord.frames(tmp_path)
    row = frames.money.iloc[0]
    assert (row["amount_min"], row["amount_min_float"]) == ("0.10", 0.1)
    assert row["amount_max"] is pd.NA and pd.isna(row["amount_max_float"])
    assert str(frames.date["start_day"].to_numpy()[0]) == "-044-03-15T00:00:00"
    assert pd.isna(frames.date.loc[1, "start_day"])
    assert frames.date.loc[1, "end_day"].year == 9999
    assert frames.documents.loc[0, "published_month"] == "2025-03"
    assert pd.isna(frames.documents.loc[0, "published_day"])


@pytest.mark.parametrize("table", TABLES)
def test_pandas_leaves_names_of_columns_as_they_are(table: str) -> None:
    names = [column.name for column in columns(table)]
    assert len(set(names)) == len(names)
    assert [name for name in names if not usable(name)] == []


def test_parquet_shards_and_packed_files_give_the_same(run: Path, tmp_path: Path) -> None:
    from onrecord.aggregate.exports import export
    from onrecord.formats import convert

    convert(run, tmp_path / "converted", target_format="parquet")
    export(run, tmp_path / "exported", "parquet")
    packed = tmp_path / "packed"
    packed.mkdir()
    for name in (records.DOCUMENTS, records.CLAIMS):
        (packed / f"{records.shard_name(name, 0)}.gz").write_bytes(gzip.compress((run / name).read_bytes()))
    ours = onrecord.frames(run)
    for folder in ("converted", "exported", "packed"):
        theirs = onrecord.frames(tmp_path / folder)
        for table in TABLES:
            pd.testing.assert_frame_equal(theirs[table], ours[table])


def test_records_in_memory_are_a_run(run: Path) -> None:
    held = onrecord.frames(onrecord.read(run))
    pd.testing.assert_frame_equal(held.commitment, onrecord.frames(run).commitment)


def test_tables_larger_than_memory_are_read_in_parts(tmp_path: Path) -> None:
    claims = [example("money", id=f"m{number}") for number in range(7)]
    write(tmp_path, Records([document()], claims))
    frames = onrecord.frames(tmp_path)
    parts = list(frames.chunks("money", ["id", "role"], rows=3))
    assert [len(part) for part in parts] == [3, 3, 1]
    assert pd.concat(parts)["id"].tolist() == [claim.id for claim in claims]
    chosen = frames.select("money", ["id"], "id IN ('m1', 'm5')")
    assert chosen["id"].tolist() == ["m1", "m5"]
    assert frames.run.frame("SELECT currency, count(*) AS n FROM money GROUP BY 1").to_numpy().tolist() == [["USD", 7]]


def test_lone_surrogates_do_not_move_offsets(tmp_path: Path) -> None:
    odd = make_document("Ada \ud800 paid $5 \\ud800 here \N{PARTY POPPER}.", doc_id="odd")
    start = odd.text.index("$5")
    claim = example("money", doc_id="odd", start=start, end=start + 2, text="$5", links=[])
    write(tmp_path, Records([odd], [claim]))
    frames = onrecord.frames(tmp_path)
    text = frames.documents.loc[0, "text"]
    assert text == odd.text.replace("\ud800", "\N{REPLACEMENT CHARACTER}")
    assert text[start : start + 2] == frames.money.loc[0, "text"]


def test_what_duckdb_meets_late_is_mended_without_rows_twice(tmp_path: Path) -> None:
    count = 30_000
    claims = [example("money", id=f"m{number}") for number in range(count)]
    claims.append(example("money", id="odd", text="\ud800"))
    write(tmp_path, Records([document()], claims))
    parts = list(onrecord.frames(tmp_path).chunks("money", ["id"], rows=7000))
    assert pd.concat(parts)["id"].tolist() == [claim.id for claim in claims]


def test_a_line_may_be_longer_than_duckdb_expects(tmp_path: Path) -> None:
    long = make_document("x" * (17 << 20), doc_id="long")
    write(tmp_path, Records([long], []))
    assert onrecord.frames(tmp_path).documents["characters"].tolist() == [17 << 20]


def test_a_line_that_cannot_be_read_is_named(run: Path) -> None:
    with (run / "claims.jsonl").open("a") as stream:
        stream.write("\n{oops}\n")
    with pytest.raises(InputError, match=r"claims\.jsonl:7: not JSON"):
        _ = onrecord.frames(run).money


def test_two_runs_are_one_but_not_the_same_run_twice(run: Path, tmp_path: Path) -> None:
    write(tmp_path / "more", Records([make_document("Nothing here.", doc_id="more")], []))
    assert onrecord.frames([run, tmp_path / "more"]).documents["doc_id"].tolist() == ["ferries", "more"]
    with pytest.raises(InputError, match="doc_id 'ferries' again"):
        onrecord.frames([run, run])


def test_what_is_not_there_is_named(run: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no documents\.jsonl"):
        onrecord.frames(tmp_path / "nowhere")
    frames = onrecord.frames(run)
    with pytest.raises(InputError, match="no table 'quotes'; there are documents, entity"):
        frames.select("quotes")
    with pytest.raises(InputError, match="no column 'mode' in quote"):
        frames.select("quote", ["mode"])
    with pytest.raises(AttributeError, match="no table 'quotes'"):
        _ = frames.quotes
