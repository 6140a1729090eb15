"""``onrecord convert``, and the walk through docs/annotate.md."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord import records
from onrecord.formats import registry
from onrecord.validate import validate
from tests.cli.conftest import Run
from tests.formats.articles import article
from tests.formats.conftest import content, save


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save(tmp_path / "in", article())


def test_there_and_back(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("convert", folder, tmp_path / "tasks.json")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        f"1 labelling configuration, in {tmp_path / 'tasks.xml'}",
        f"{tmp_path / 'tasks.json'}: 1 documents, 12 claims (4 entity, 2 quote, 2 money, 2 date, 2 commitment)",
    ]
    done = run("convert", tmp_path / "tasks.json", tmp_path / "again")
    assert done.code == 0 and "1 tasks without annotation; their predictions were taken" in done.err
    assert content(tmp_path / "again") == content(folder)


def test_list(run: Run) -> None:
    done = run("convert", "--list")
    assert done.code == 0
    listed = re.findall(r"^(\S+)  +\S", done.out, flags=re.MULTILINE)
    assert listed == registry.names()


def test_what_the_target_cannot_hold_is_said(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("convert", folder, tmp_path / "claims.csv", "--kinds", "money,date")
    assert done.code == 0
    assert f"not held by {tmp_path / 'claims.csv'}: 1 texts of documents, for one file holds claims alone" in done.err
    assert "4 claims (2 money, 2 date)" in done.err
    again = run("convert", tmp_path / "claims.csv", tmp_path / "again", "--documents", folder / "documents.jsonl")
    assert again.code == 0 and validate(tmp_path / "again").failures == []


def test_a_bad_document_is_a_finding(run: Run, tmp_path: Path) -> None:
    rows = [{"text": "Pays $5.", "label": [[5, 9, "money"]]}, {"text": "Pays $7.", "label": [[5, 7, "money"]]}]
    (tmp_path / "p.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = run("convert", tmp_path / "p.jsonl", tmp_path / "out")
    assert done.code == 1
    assert done.err.splitlines()[0].startswith(f"onrecord: {tmp_path / 'p.jsonl'}:1: entity 1: span 5:9 is not inside")
    assert done.err.splitlines()[-1] == "1 failures"
    assert [c.text for c in records.read(tmp_path / "out").claims] == ["$7"]


def test_nothing_that_could_be_converted_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text('{"text": "x", "label": [[5, 9, "money"]]}\n')
    done = run("convert", tmp_path / "p.jsonl", tmp_path / "out")
    assert done.code == 2 and "no document could be converted; see the lines above" in done.err


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["missing", "out"], "missing: not there; check the path"),
        (["in", "out"], "out: the name does not say which format to write; name it with --to"),
        (["in", "out", "--to", "word"], "no format 'word'; there are onrecord, brat, label-studio"),
        (["in", "in", "--to", "onrecord"], "in: the same as the source; name another place"),
        (
            ["in", "there.json"],
            "there.json: already there; it may hold corrections; name another place, or give --force",
        ),
        (
            ["in", "t.json", "--kinds", "rumour"],
            "unknown kinds: rumour; there are entity, quote, money, date, commitment",
        ),
    ],
)
def test_wrong_use(
    arguments: list[str], error: str, run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.json").write_text("[]")
    done = run("convert", *arguments)
    assert done.code == 2 and error in done.err
    assert Path("there.json").read_text() == "[]"


def test_force(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text("[]")
    assert run("convert", folder, tmp_path / "t.json", "--force").code == 0
    assert (tmp_path / "t.json").stat().st_size > 1000


TEXT = "Ada said Norvik will pay $5 by 2030. Norvik promised to build ships."


def correct_in_label_studio(path: Path) -> None:
    """Correct what was predicted, and submit it, as Label Studio would export it."""
    (task,) = json.loads(path.read_text())
    result: list[dict[str, Any]] = task["predictions"][0]["result"]
    (year,) = [r["id"] for r in result if r["type"] == "labels" and r["value"]["text"] == "2030"]
    (five,) = [r["id"] for r in result if r["type"] == "labels" and r["value"]["text"] == "$5"]
    result = [r for r in result if year not in (r.get("id"), r.get("from_id"), r.get("to_id"))]
    for item in result:
        if item.get("id") == five and item.get("from_name") == "money_currency":
            item["value"]["text"] = ["CAD"]
    start = TEXT.index("ships")
    value = {"start": start, "end": start + 5, "text": "ships", "labels": ["PRODUCT"]}
    result.append({"id": "abc", "from_name": "label", "to_name": "text", "type": "labels", "value": value})
    path.write_text(json.dumps([{**task, "id": 1, "annotations": [{"id": 1, "result": result}]}]))


def correct_in_brat(path: Path) -> None:
    """Correct the annotation file as brat would save it."""
    (file,) = path.glob("*.ann")
    lines = file.read_text().split("\n")[:-1]
    (year,) = [x.partition("\t")[0] for x in lines if x.endswith("\t2030")]
    (five,) = [x.partition("\t")[0] for x in lines if x.endswith("\t$5")]
    lines = [x for x in lines if not re.search(rf"(^|[ :]){year}(\s|$)", x)]
    lines = [x.replace('"USD"', '"CAD"') if f"AnnotatorNotes {five}\t" in x else x for x in lines]
    start = TEXT.index("ships")
    file.write_text("\n".join([*lines, f"T900\tPRODUCT {start} {start + 5}\tships", ""]))


@pytest.mark.parametrize("tool", ["label-studio", "brat"])
def test_annotate_as_the_page_says(
    tool: str, run: Run, tmp_path: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Extract, correct, score: the commands of docs/annotate.md, a person's part done to the files."""
    monkeypatch.chdir(tmp_path)
    page = (Path(__file__).resolve().parents[2] / "docs" / "annotate.md").read_text()
    commands = re.findall(r"^onrecord (.+)$", page, flags=re.MULTILINE)
    other = {"label-studio": "brat", "brat": "tasks.json export.json"}[tool].split()
    Path("articles").mkdir()
    Path("articles", "a.txt").write_text(TEXT)
    done = []
    for command in commands:
        words = command.split()
        if set(words) & set(other):
            continue
        words += ["-m", tiny_model] if words[0] == "extract" else []
        words += ["--resamples", "0", "--format", "json"] if words[0] == "evaluate" else []
        done.append((words[0], run(*words)))
        assert done[-1][1].code == 0, done[-1]
        if "tasks.json" in words:
            Path("tasks.json").rename("export.json")
            correct_in_label_studio(Path("export.json"))
        if words[-1] == "brat" or words[-2:] == ["--to", "brat"]:
            correct_in_brat(Path("brat"))
    assert [name for name, _ in done] == ["extract", "convert", "convert", "validate", "evaluate"]
    gold = {claim.text: claim for claim in records.read("gold").claims}
    assert "2030" not in gold and gold["$5"].currency == "CAD" and gold["ships"].label == "PRODUCT"  # type: ignore[union-attr]
    assert json.loads(done[-1][1].out)
