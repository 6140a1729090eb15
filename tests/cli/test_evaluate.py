"""``onrecord evaluate``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import records
from onrecord.records import Records
from tests.cli.conftest import Run
from tests.evaluate.build import claim, document

DOCUMENTS = [document("a", publisher="The Slate"), document("b", publisher="Süd|Kurier\ud800")]
GOLD = [claim("date", at, at + 4, doc_id=name, id=f"{name}{at}") for name in "ab" for at in range(0, 120, 10)]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    records.write(tmp_path / "gold", Records(DOCUMENTS, GOLD))
    return tmp_path / "gold"


@pytest.fixture
def pred(tmp_path: Path) -> Path:
    records.write(tmp_path / "pred", Records(DOCUMENTS, GOLD[3:]))
    return tmp_path / "pred"


def test_tables_go_to_standard_output(run: Run, gold: Path, pred: Path) -> None:
    done = run("evaluate", gold, pred, "--resamples", 50)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    (exact,) = [line.split() for line in lines if line.startswith("spans, exact")]
    assert exact[2:8] == ["24", "21", "21", "100.0", "87.5", "93.3"]
    assert lines[-1].startswith("kinds:date|match:exact+jaccard0.5|names:surname|docs:2|gold:")
    assert run("evaluate", gold, pred, "--resamples", 50).out == done.out


def test_markdown_and_json(run: Run, gold: Path, pred: Path) -> None:
    page = run("evaluate", gold, pred, "--format", "markdown", "--by", "publisher,kind", "--resamples", 0)
    assert "| Süd\\|Kurier  | date |" in page.out
    assert page.out.splitlines()[-1].startswith("`kinds:date|")
    found = json.loads(run("evaluate", gold, pred, "--format", "json", "--by", "publisher").out)
    (exact,) = [score for score in found["scores"] if score["key"] == "date.spans.exact"]
    assert (exact["right"], exact["recall"]) == (21, 0.875)
    assert exact["interval"][0] <= exact["f1"] <= exact["interval"][1]
    assert found["groups"][0]["by"] == {"publisher": "Süd|Kurier\ud800"}


def test_two_runs_and_agreement(run: Run, gold: Path, pred: Path) -> None:
    done = run("evaluate", gold, pred, gold, "--resamples", 20, "--permutations", 20)
    assert "second less first" in done.out and "date.spans.exact" in done.out
    done = run("evaluate", gold, pred, "--agreement", "--resamples", 20)
    assert "Krippendorff's alpha" in done.out and "precision" not in done.out


def test_the_page_of_errors(run: Run, gold: Path, pred: Path, tmp_path: Path) -> None:
    done = run("evaluate", gold, pred, "--errors", tmp_path / "errors.html", "--resamples", 0)
    assert done.code == 0
    assert done.err == f"onrecord: 3 errors in {tmp_path / 'errors.html'}\n"
    assert "Errors, gold beside predicted" in (tmp_path / "errors.html").read_text()


def test_floors_from_making_to_breaking(run: Run, gold: Path, pred: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    arguments = ("--resamples", 0, "--floors", floors)
    assert run("evaluate", gold, pred, *arguments).code == 2
    assert run("evaluate", gold, pred, *arguments, "--raise-floors").code == 0
    assert "floors kept" in run("evaluate", gold, pred, *arguments).err
    raised = run("evaluate", gold, gold, *arguments, "--raise-floors")
    assert f"{floors}: date.spans.exact: 0.923 to 0.990" in raised.err
    broken = run("evaluate", gold, pred, *arguments)
    assert broken.code == 1 and f"{floors}: date.spans.exact is 0.9333, below its floor 0.990" in broken.err
    before = floors.read_bytes()
    assert run("evaluate", gold, pred, *arguments, "--raise-floors").code == 1
    assert floors.read_bytes() == before
    lowered = run("evaluate", gold, pred, *arguments, "--raise-floors", "--lower")
    assert lowered.code == 0 and "date.spans.exact: 0.990 to 0.923" in lowered.err
    assert run("evaluate", gold, pred, *arguments).code == 0


def test_changed_gold_says_what_to_do(run: Run, gold: Path, pred: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    run("evaluate", gold, pred, "--resamples", 0, "--floors", floors, "--raise-floors")
    records.write(gold, Records(DOCUMENTS, GOLD[1:]))
    done = run("evaluate", gold, pred, "--resamples", 0, "--floors", floors)
    assert done.code == 1
    assert "gold changed since the floors were set" in done.err and "--raise-floors --lower" in done.err


@pytest.mark.parametrize(
    "arguments",
    [("--lower",), ("--raise-floors",), ("--floors", "f", "--lower"), ("--floors", "f", "--agreement")],
)
def test_options_that_do_not_go_together(run: Run, gold: Path, pred: Path, arguments: tuple[str, ...]) -> None:
    assert run("evaluate", gold, pred, *arguments).code == 2


def test_what_cannot_be_read_is_one_line(run: Run, gold: Path, tmp_path: Path) -> None:
    done = run("evaluate", gold, tmp_path / "nowhere")
    assert done.code == 2
    assert done.err == (
        f"onrecord: {tmp_path / 'nowhere'}: there is no such file or folder; give the folder of a run, or of gold\n"
    )


def test_neither_spacy_nor_pandas_is_loaded() -> None:
    code = (
        "import onrecord, onrecord.evaluate.errors_page, onrecord.cli.evaluate, sys\n"
        "assert callable(onrecord.evaluate)\n"
        "print(*({'spacy', 'pandas', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
