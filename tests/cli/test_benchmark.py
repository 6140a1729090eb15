"""``onrecord benchmark``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmark.test_runner import ROWS
from tests.cli.conftest import Run


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "dev.conllu"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_list_names_every_benchmark_and_what_it_needs(run: Run) -> None:
    done = run("benchmark", "--list")
    assert done.code == 0
    for name in ("tempeval3", "polnear", "newswire", "meantime", "ewt", "gum"):
        assert f"\n{name}" in f"\n{done.out}"
    assert "https://github.com/networkdynamics/PolNeAR" in done.out


def test_json_is_one_object_on_standard_output(run: Run, treebank: Path, tiny_model: str) -> None:
    done = run("benchmark", "ewt", "--data", treebank, "-m", tiny_model, "--format", "json", "--limit", 2)
    assert done.code == 0
    found = json.loads(done.out)
    assert (found["benchmark"], found["documents"], found["limit"]) == ("ewt", 2, 2)
    assert found["rows"]["words"]["score"] == 1.0
    assert found["published"][0]["system"] == "Stanza 1.5.1"


def test_tables(run: Run, treebank: Path, tiny_model: str) -> None:
    done = run("benchmark", "gum", "--data", treebank, "-m", tiny_model)
    assert done.code == 0
    assert "heads and relations (LAS)" in done.out and "Stanza" in done.out


def test_missing_corpus_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    done = run("benchmark", "polnear", "--data", tmp_path / "nowhere")
    assert (done.code, done.out) == (2, "")
    assert "polnear needs text/NAME.txt" in done.err
    assert "no benchmark 'conll'" in run("benchmark", "conll", "--data", tmp_path).err
    assert "tempeval3 needs" in run("benchmark", "all", "--data", tmp_path).err
