"""The two formats of JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord import records
from onrecord.formats import convert, tokens
from tests.formats.articles import TEXT, article, span
from tests.formats.conftest import Back

Out = Callable[[str], Path]
Read = Callable[..., Back]


def rows(tmp_path: Path, *found: Any) -> Path:
    path = tmp_path / "export.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in found))
    return path


def test_a_doccano_line(out: Out) -> None:
    row = json.loads(out("doccano").read_text())
    assert row["text"] == TEXT and row["doc_id"] == article().document.doc_id
    by_id = {e["id"]: e for e in row["entities"]}
    assert len(by_id) == len(row["entities"])
    (said,) = [e for e in row["entities"] if (e["start_offset"], e["end_offset"]) == span("said")]
    assert said["label"] == "cue"
    (tie,) = [r for r in row["relations"] if r["to_id"] == said["id"]]
    assert (tie["type"], by_id[tie["from_id"]]["label"]) == ("has_cue", "quote")


def test_a_doccano_project_without_relations(tmp_path: Path, back: Read) -> None:
    path = rows(tmp_path, {"id": 4, "text": "Pays $5.", "label": [[5, 7, "money"]], "Comments": []})
    found = back(path, "doccano")
    assert [(c.doc_id, c.text) for c in found.claims] == [("4", "$5")]


def test_doccano_offsets_in_utf16_are_known_by_the_record(folder: Path, tmp_path: Path, back: Read) -> None:
    """There is no text to compare: what was written is the only evidence."""
    convert(folder, tmp_path / "p.doccano.jsonl")
    row = json.loads((tmp_path / "p.doccano.jsonl").read_text())
    emoji = TEXT.index("🚋")
    for entity in row["entities"]:
        for end in ("start_offset", "end_offset"):
            entity[end] += entity[end] > emoji
    found = back(rows(tmp_path, row), "doccano")
    assert found.claims == article().claims
    assert any("UTF-16" in note for note in found.done.notes)


BAD_DOCCANO = [
    (
        {"text": "x", "entities": [{"id": 1}]},
        "1: an entity or relation is not as doccano writes it (KeyError: 'label')",
    ),
    ({"text": "x", "label": [[0, 1]]}, "1: an entity or relation is not as doccano writes it (ValueError"),
    ({"text": "x", "label": [[0, 9, "money"]]}, "1: entity 1: span 0:9 is not inside the text of 1 characters"),
    ({"entities": []}, "1: no text"),
    ({"text": "x", "entities": [], "onrecord": {"claims": []}}, "1: stored records: 'document'"),
]


@pytest.mark.parametrize(("row", "failure"), BAD_DOCCANO, ids=[f[:40] for _, f in BAD_DOCCANO])
def test_a_bad_doccano_line_is_named(row: Any, failure: str, tmp_path: Path) -> None:
    path = rows(tmp_path, row, {"text": "Pays $7.", "label": [[5, 7, "money"]]})
    done = convert(path, tmp_path / "back", source_format="doccano")
    assert len(done.failures) == 1 and done.failures[0].startswith(f"{path}:{failure}")
    assert [c.text for c in records.read(tmp_path / "back").claims] == ["$7"]


def test_a_prodigy_task(out: Out) -> None:
    task = json.loads(out("prodigy").read_text())
    rebuilt = "".join(token["text"] + " " * token["ws"] for token in task["tokens"])
    assert rebuilt == task["text"] == TEXT
    assert [token["id"] for token in task["tokens"]] == list(range(len(task["tokens"])))
    for found in [*task["spans"], *(r[end] for r in task["relations"] for end in ("head_span", "child_span"))]:
        first, last = task["tokens"][found["token_start"]], task["tokens"][found["token_end"]]
        assert (first["start"], last["end"]) == (found["start"], found["end"])
        assert TEXT[found["start"] : found["end"]] == found["text"]
    relation = next(r for r in task["relations"] if r["label"] == "has_cue")
    assert (relation["head"], relation["head_span"]["label"]) == (relation["head_span"]["token_end"], "quote")


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("Pays $5m now.", [(5, 7)], ["Pays ", "$", "5", "m ", "now", "."]),
        ("a  b\n", [], ["a ", " ", "b", "\n"]),
        ("a b c", [(1, 3)], ["a", " ", "b ", "c"]),
        ("a b c", [(0, 2)], ["a", " ", "b ", "c"]),
        ("a b c", [(0, 3)], ["a ", "b ", "c"]),
        (" 🚋x", [(1, 2)], [" ", "🚋", "x"]),
        ("", [], []),
    ],
)
def test_tokens_are_cut_where_spans_end(text: str, spans: list[tuple[int, int]], expected: list[str]) -> None:
    assert [token["text"] + " " * token["ws"] for token in tokens.cut(text, spans)] == expected


def test_what_was_not_accepted_is_left_out(tmp_path: Path, back: Read) -> None:
    task = {"text": "Pays $5.", "spans": [{"start": 5, "end": 7, "label": "money", "token_start": 1, "token_end": 1}]}
    path = rows(tmp_path, {**task, "answer": "accept"}, {**task, "answer": "reject"}, {**task, "answer": "ignore"})
    found = back(path, "prodigy")
    assert [(c.doc_id, c.text) for c in found.claims] == [("task-1", "$5")]
    assert found.done.notes["tasks that were rejected or ignored; they were left out"] == 2


BAD_PRODIGY = [
    ({"text": "x", "spans": [{"start": 0}]}, "1: a span or relation is not as Prodigy writes it (KeyError: 'end')"),
    (
        {"text": "Pay 5", "spans": [{"start": 0, "end": 3, "label": "date", "text": "pay"}]},
        "1: span 1: span 0:3 is 'Pay'",
    ),
    ({"html": "x", "spans": []}, "1: no text"),
    ({"text": "x", "spans": [], "relations": [{"label": "speaker"}]}, "1: a span or relation is not as Prodigy"),
]


@pytest.mark.parametrize(("row", "failure"), BAD_PRODIGY, ids=[f[:40] for _, f in BAD_PRODIGY])
def test_a_bad_prodigy_task_is_named(row: Any, failure: str, tmp_path: Path) -> None:
    path = rows(tmp_path, row, {"text": "Pays $7.", "spans": [{"start": 5, "end": 7, "label": "money"}]})
    path.write_text(path.read_text() + "{broken\n")
    done = convert(path, tmp_path / "back", source_format="prodigy")
    assert len(done.failures) == 2 and done.failures[0].startswith(f"{path}:{failure}")
    assert done.failures[1].startswith(f"{path}:3: not JSON")
    assert [c.text for c in records.read(tmp_path / "back").claims] == ["$7"]
