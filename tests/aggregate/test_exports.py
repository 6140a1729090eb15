"""Exports: every table in every form, keys that hold, search, and Datasette over HTTP."""

from __future__ import annotations

import csv
import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest

from onrecord.aggregate import open_run
from onrecord.aggregate.exports import export
from onrecord.aggregate.exports.datasette import VIEWS, metadata
from onrecord.aggregate.exports.tables import TABLES
from onrecord.aggregate.recipes import sums
from onrecord.errors import InputError
from onrecord.records import write
from tests.aggregate.build import articles
from tests.aggregate.gold import read

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports") / "run"
    write(folder, read("held_out"))
    return folder


@pytest.fixture(scope="module")
def database(run: Path) -> Path:
    path = run.parent / "answers.db"
    export(run, path)
    return path


def test_every_form_has_every_table(run: Path, tmp_path: Path) -> None:
    import duckdb

    counts = export(run, tmp_path / "parquet")
    assert set(counts) == set(TABLES)
    assert counts["ledger"] and counts["links"] and counts["roles"]
    export(run, tmp_path / "csv", "csv")
    export(run, tmp_path / "answers.duckdb")
    with closing(duckdb.connect(str(tmp_path / "answers.duckdb"), read_only=True)) as held:
        for table, number in counts.items():
            file = tmp_path / "parquet" / f"{table}.parquet"
            assert held.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (number,)
            assert held.execute(f"SELECT count(*) FROM read_parquet('{file}')").fetchone() == (number,)
            with (tmp_path / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
                assert len(list(csv.DictReader(stream))) == number
        days = held.execute("SELECT typeof(published_day) FROM documents LIMIT 1").fetchone()
        assert days == ("DATE",)


def test_the_same_run_gives_the_same_files(run: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export(run, tmp_path / name / "tables")
        export(run, tmp_path / name / "answers.db")
    for path in sorted((tmp_path / "a").rglob("*.*")):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes(), path.name


def test_keys_hold_and_views_answer(database: Path) -> None:
    with closing(sqlite3.connect(database)) as held:
        assert held.execute("PRAGMA foreign_key_check").fetchall() == []
        assert len(held.execute("PRAGMA foreign_key_list(history)").fetchall()) == 3
        for view in VIEWS:
            held.execute(f'SELECT * FROM "{view}"').fetchone()
        assert held.execute("SELECT speaker FROM speakers_by_outlet LIMIT 1").fetchone() == ("Anna Marie Kessler",)


def test_the_database_adds_up_what_the_command_adds_up(tmp_path: Path) -> None:
    marked = """
== a1 | 2025-01-10
[$5](money amount=5) and [about $5](money amount=5 approx=true), [$7](money amount_min=7), [$2 a day](money amount=2
role=rate per=day), [€3](money amount=3 currency=EUR).

== a2 | 2025
[$1](money amount=1) to [$2](money amount=2 role=change_to).
"""
    run = articles(marked)
    export(run, tmp_path / "answers.db")
    with open_run(run) as opened:
        table = sums.table(opened)
    added = table[table["added"] > 0][["currency", "month", "added", "total_min_float", "total_max_float"]]
    wanted = added.astype(object).where(added.notna(), None).to_numpy().tolist()
    with closing(sqlite3.connect(tmp_path / "answers.db")) as held:
        query = "SELECT currency, month, added, total_min, total_max FROM sums_by_month"
        found = [list(row) for row in held.execute(f"{query} ORDER BY currency, month NULLS LAST")]
    assert (
        found
        == wanted
        == [["EUR", "2025-01", 1, 3.0, 3.0], ["USD", "2025-01", 2, 12.0, None], ["USD", None, 1, 1.0, 1.0]]
    )


def test_search_knows_forms_of_words(database: Path) -> None:
    query = "SELECT d.doc_id FROM documents_fts f JOIN documents d ON d.rowid = f.rowid WHERE documents_fts MATCH ?"
    with closing(sqlite3.connect(database)) as held:
        found = {doc_id for (doc_id,) in held.execute(query, ["doctor"])}
    assert found == {"aid-3"}, "the article has 'doctors'"


def test_what_is_there_stays_unless_it_may_go(run: Path, database: Path, tmp_path: Path) -> None:
    before = database.read_bytes()
    with pytest.raises(InputError, match=r"answers\.db: is there already; name another, or give --force"):
        export(run, database)
    with pytest.raises(InputError, match="name a file for sqlite"):
        export(run, tmp_path, "sqlite")
    export(run, database, overwrite=True)
    assert database.read_bytes() == before


@pytest.fixture
def _no_network() -> None:
    """These tests ask a server of their own on this machine."""


@pytest.fixture(scope="module")
def server(run: Path) -> Iterator[str]:
    """What ``make datasette`` serves, with what is installed here."""
    pytest.importorskip("datasette")
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    here = [f"VENV={sys.prefix}", "INSTALL=true", f"--old-file={sys.prefix}/.installed"]
    chosen = [f"RUN={run}", f"ANSWERS={run.parent / 'served' / 'answers'}", f"DATASETTE_ARGS=--port {port}"]
    command = ["make", "-C", str(ROOT), "datasette", *here, *chosen]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(1200):
            try:
                urlopen(f"{address}/-/versions.json", timeout=10).close()
                break
            except URLError:
                assert process.poll() is None, "make datasette has ended"
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def rows(address: str) -> list[dict[str, Any]]:
    with urlopen(address, timeout=60) as response:
        found: list[dict[str, Any]] = json.load(response)
    return found


@pytest.mark.slow
def test_datasette_answers_over_http(server: str) -> None:
    asked = {
        "quotes_of": {"name": "Kessler"},
        "search_quotes": {"words": "soot"},
        "due_between": {"first": "2025-01-01", "last": "2027-12-31"},
        "history_of": {"actor": "Norland"},
        "wordings": {},
    }
    assert set(asked) == set(metadata("answers")["databases"]["answers"]["queries"])
    found = {
        name: rows(f"{server}/answers/{name}.json?_shape=array&{urlencode(values)}") for name, values in asked.items()
    }
    assert len(found["quotes_of"]) == 3
    assert "soot" in found["search_quotes"][0]["text"]
    assert [row["due"] for row in found["due_between"]] == sorted(row["due"] for row in found["due_between"])
    assert "cut" in {row["event"] for row in found["history_of"]}
    assert all(row["articles"] > 1 for row in found["wordings"])
    with urlopen(f"{server}/answers/documents?_search={quote('tram')}", timeout=60) as page:
        assert b"tram-1" in page.read()
    with urlopen(f"{server}/answers/history", timeout=60) as page:
        assert b"/answers/ledger/" in page.read(), "keys are shown as links"
