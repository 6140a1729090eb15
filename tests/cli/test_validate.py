"""``onrecord validate``."""

from __future__ import annotations

from pathlib import Path

from onrecord.records import Records, write
from tests.cli.conftest import Run
from tests.support.claims import document, example, examples


def test_a_valid_run_is_one_line(run: Run, tmp_path: Path) -> None:
    write(tmp_path, Records([document()], examples()))
    done = run("validate", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"{tmp_path}: 1 documents, 5 claims (1 commitment, 1 date, 1 entity, 1 money, 1 quote), all valid\n"
    )


def test_a_run_without_claims_is_valid(run: Run, tmp_path: Path) -> None:
    write(tmp_path, Records([document()], []))
    assert run("validate", tmp_path).out.endswith("1 documents, 0 claims (none), all valid\n")


def test_every_failure_is_a_line(run: Run, tmp_path: Path) -> None:
    wrong = [example("money", text="$6"), example("date", start_date="2031-01-01")]
    write(tmp_path, Records([document(), document()], wrong))
    done = run("validate", tmp_path)
    assert done.code == 1
    assert [line.partition(": ")[0] for line in done.out.splitlines()] == [
        f"{tmp_path}/documents.jsonl:2",
        f"{tmp_path}/claims.jsonl:1",
        f"{tmp_path}/claims.jsonl:2",
    ]
    assert done.err == f"{tmp_path}: 3 failures in 2 documents, 2 claims (1 date, 1 money)\n"
