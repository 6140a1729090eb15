"""``onrecord dataset``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.export.conftest import article, contents, write_run


def test_build_verify_and_rejoin(run: Run, tmp_path: Path) -> None:
    made = write_run(tmp_path / "run", (article(seed) for seed in range(12)))
    common = (made, "--split", "60/20/20", "--seed", "1", "--name", "ferries")
    whole, bare = tmp_path / "whole", tmp_path / "bare"
    done = run("dataset", "build", *common, "-o", whole)
    assert (done.code, done.out) == (0, "")
    assert "0 copies among 12 documents" in done.err and "name:ferries-1.0.0|" in done.err
    assert "12 documents of unknown licence; --sources names licences" in done.err
    done = run("dataset", "verify", whole)
    assert done == (0, f"{whole}: 12 documents, 60 claims in train, dev, test, all proved\n", "")
    assert run("dataset", "build", *common, "-o", bare, "--without-texts").code == 0
    assert "after onrecord dataset rejoin" in run("dataset", "verify", bare).err
    done = run("dataset", "rejoin", bare, made, "-o", tmp_path / "again")
    assert done.code == 0 and "12 texts looked at" in done.err
    assert contents(tmp_path / "again") == contents(whole)


def test_failures_are_lines_and_the_exit_code_1(run: Run, tmp_path: Path) -> None:
    made = write_run(tmp_path / "run", [article(1)])
    run("dataset", "build", made, "-o", tmp_path / "set", "--split", "100/0/0")
    (tmp_path / "set" / "copies.jsonl").write_text("x\n", encoding="utf-8")
    done = run("dataset", "verify", tmp_path / "set")
    assert done.code == 1
    assert f"{tmp_path}/set/copies.jsonl:1: not JSON" in done.out
    assert done.err == f"{tmp_path}/set: {len(done.out.splitlines())} failures in 1 documents, 5 claims in train\n"


def test_input_that_cannot_be_used_is_exit_code_2(run: Run, tmp_path: Path) -> None:
    made = write_run(tmp_path / "run", [article(1)])
    for arguments in (
        ("build", made, "-o", tmp_path / "set"),
        ("build", made, "-o", tmp_path / "set", "--split", "1/2/3"),
        ("build", made, "-o", tmp_path / "set", "--names", "drop"),
        ("build", tmp_path / "nowhere", "-o", tmp_path / "set"),
        ("build", made, "-o", tmp_path / "set", "--similarity", "0.2"),
        ("verify", made),
        ("rejoin", made, made, "-o", tmp_path / "set"),
    ):
        done = run("dataset", *arguments)
        assert (done.code, done.out) == (2, ""), arguments
    assert not (tmp_path / "set").exists()
