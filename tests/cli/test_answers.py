"""``onrecord stats``, ``ledger`` and ``export``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.records import Records, write
from tests.aggregate.gold import read
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("answers") / "run"
    write(path, read("held_out"))
    return path


def test_a_run_says_what_it_holds(run: Run, folder: Path) -> None:
    done = run("stats", folder)
    assert done.code == 0
    assert "What does the run hold?" in done.err
    assert done.out.splitlines()[1].split()[:2] == ["(all)", "15"]


@pytest.mark.parametrize("format", ["csv", "json"])
def test_speakers_as_data(run: Run, folder: Path, format: str) -> None:
    done = run("stats", folder, "speakers", "--top", 1, "--format", format)
    rows = json.loads(done.out) if format == "json" else list(csv.DictReader(io.StringIO(done.out)))
    assert {row["speaker"] for row in rows} == {"Anna Marie Kessler"}
    assert sum(int(row["quotes"]) for row in rows) == 3


def test_a_plot_is_drawn_beside_the_table(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("stats", folder, "sums", "--plot", tmp_path / "sums.png")
    assert done.code == 0
    assert "190,000,000" in done.out
    assert (tmp_path / "sums.png").read_bytes().startswith(b"\x89PNG")


def test_recipes_are_listed(run: Run) -> None:
    done = run("stats", "--list")
    assert [line.split()[0] for line in done.out.splitlines()][:3] == ["overview", "speakers", "sourcing"]


def test_the_ledger_in_every_form(run: Run, folder: Path) -> None:
    table = run("ledger", folder, "--actor", "norland")
    assert "announced; reported; cut" in table.out or "announced; cut" in table.out
    assert "undertakings in" in table.err
    history = run("ledger", folder, "--actor", "norland", "--format", "history")
    assert "$80 million → $40 million" in history.out
    assert "aid-3:" in history.out
    entries = json.loads(run("ledger", folder, "--actor", "norland", "--format", "json").out)
    assert all(entry["sources"] and entry["history"] for entry in entries)
    rows = list(csv.DictReader(io.StringIO(run("ledger", folder, "--state", "withdrawn", "--format", "csv").out)))
    assert {row["state"] for row in rows} == {"withdrawn"}


def test_deadlines_go_into_a_calendar(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("ledger", folder, "--due", "2027", "--ical", tmp_path / "due.ics", "-o", tmp_path / "due.jsonl")
    assert done.code == 0
    assert (tmp_path / "due.ics").read_bytes().count(b"BEGIN:VEVENT") == 1
    assert len((tmp_path / "due.jsonl").read_text().splitlines()) == 1
    assert "1 deadlines" in done.err


def test_an_export_says_what_it_wrote(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("export", folder, "-o", tmp_path / "answers.db")
    assert done.code == 0
    assert "participants" in done.err
    assert (tmp_path / "answers.metadata.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stats", "{run}", "speaker"], "no recipe 'speaker'; there are overview"),
        (["stats", "{run}", "sums", "--due", "2026"], "--due says nothing to sums; it goes with due"),
        (["stats", "{run}", "sums", "--plot", "x.gif"], "x.gif: no plot is written as .gif; name it .png or .svg"),
        (["stats", "nowhere"], "nowhere: no documents.jsonl"),
        (["ledger", "{run}", "--due", "soon"], "'soon' is no period; write 2026"),
        (["ledger", "{run}", "--state", "late"], "no state 'late'; there are open"),
        (["ledger", "{run}", "--aliases", "nowhere.csv"], "nowhere.csv: cannot be opened"),
        (["export", "{run}", "-o", "{run}"], "is there already; name another, or give --force"),
    ],
)
def test_mistakes_are_explained(run: Run, folder: Path, arguments: list[str], said: str) -> None:
    done = run(*(argument.format(run=folder) for argument in arguments))
    assert done.code == 2
    assert said in done.err
    assert done.out == ""


def test_no_answer_is_no_error(run: Run, tmp_path: Path) -> None:
    write(tmp_path, Records([], []))
    for arguments in (["stats", tmp_path, "speakers"], ["ledger", tmp_path]):
        done = run(*arguments)
        assert (done.code, done.out) == (0, "")
        assert "nothing found" in done.err
    assert json.loads(run("stats", tmp_path, "speakers", "--format", "json").out) == []
