"""A run in shards is used as one in single files is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord import batch, records
from onrecord.batch.outcomes import SIZE
from onrecord.schema import Claim, Document, Provenance
from tests.cli.conftest import Run, run  # noqa: F401 (a fixture)

TEXT = "Ada said Norvik will pay ${n} in Bergen. Norvik promised to build ships for €20m by 2030."
NUMBER = SIZE * 2 + 3


@pytest.fixture(scope="module")
def runs(tiny_model: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same run in one shard and in three."""
    folder = tmp_path_factory.mktemp("runs")
    rows = [{"text": TEXT.format(n=n), "doc_id": f"d{n}", "publisher": "The Quay"} for n in range(NUMBER)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    for name, size in (("whole", NUMBER), ("sharded", SIZE)):
        summary = batch.extract_run([folder / "rows.jsonl"], folder / name, model=tiny_model, shard_size=size)
    assert summary.shards == 3
    return folder / "whole", folder / "sharded"


def test_shards_hold_what_one_file_holds(runs: tuple[Path, Path]) -> None:
    whole, sharded = runs
    for name, type_ in ((records.DOCUMENTS, Document), (records.CLAIMS, Claim), (records.PROVENANCE, Provenance)):
        assert len(records.find(whole, name)) == 1 and len(records.find(sharded, name)) == 3
        held = list(records.stream(sharded, name, type_))
        assert held and held == list(records.stream(whole, name, type_))
        assert records.digest(records.find(sharded, name)) == records.digest(records.find(whole, name))
    assert (whole / "quarantine.jsonl").read_bytes() == (sharded / "quarantine.jsonl").read_bytes() != b""


def test_provenance_stands_in_the_order_of_the_documents(runs: tuple[Path, Path]) -> None:
    documents = list(records.stream(runs[1], records.DOCUMENTS, Document))
    lines = list(records.stream(runs[1], records.PROVENANCE, Provenance))
    assert [(p.doc_id, p.sha256, p.line) for p in lines] == [
        (d.doc_id, d.sha256, n) for n, d in enumerate(documents, start=1)
    ]


def test_shards_are_validated(runs: tuple[Path, Path], run: Run, tmp_path: Path) -> None:  # noqa: F811
    assert run("validate", runs[1]).code == 0
    for path in runs[1].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    last = tmp_path / "claims-00002.jsonl"
    lines = last.read_bytes().splitlines(keepends=True)
    last.write_bytes(b"".join([*lines, lines[0]]))
    done = run("validate", tmp_path)
    assert done.code == 1
    assert f"claims-00002.jsonl:{len(lines) + 1}: " in done.out + done.err
    assert "again, first in claims-00002.jsonl:1" in done.out + done.err


def test_a_document_of_any_shard_is_shown(runs: tuple[Path, Path], run: Run) -> None:  # noqa: F811
    for name in ("d0", f"d{NUMBER - 1}"):
        shown = [run("show", folder, name) for folder in runs]
        assert shown[0].code == 0 and f"${name[1:]} in Bergen" in shown[0].out
        assert shown[0].out == shown[1].out


def test_shards_are_scored(runs: tuple[Path, Path], run: Run) -> None:  # noqa: F811
    whole, sharded = runs
    scored = [run("evaluate", whole, folder) for folder in (whole, sharded)]
    assert scored[0].code == scored[1].code == 0, scored[1].err
    assert scored[0].out.replace(str(whole), "RUN") == scored[1].out.replace(str(sharded), "RUN").replace(
        str(whole), "RUN"
    )
    assert run("evaluate", sharded, whole).code == 0


def test_shards_are_converted(runs: tuple[Path, Path], run: Run, tmp_path: Path) -> None:  # noqa: F811
    for folder, name in zip(runs, ("a", "b"), strict=True):
        assert run("convert", folder, tmp_path / name, "--to", "onrecord").code == 0
    for name in (records.DOCUMENTS, records.CLAIMS):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_shards_become_a_data_set(runs: tuple[Path, Path], run: Run, tmp_path: Path) -> None:  # noqa: F811
    pytest.importorskip("pyarrow")
    done = run("dataset", "build", runs[1], "-o", tmp_path / "data")
    assert done.code == 0, done.err


def test_shards_are_input_again(runs: tuple[Path, Path], tmp_path: Path, tiny_model: str) -> None:
    batch.extract_run([runs[1]], tmp_path / "again", model=tiny_model)
    for name in (records.DOCUMENTS, records.CLAIMS):
        assert (tmp_path / "again" / name).read_bytes() == (runs[0] / name).read_bytes()
