"""Verifying: every damage is found, and named by file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.export.facts import file_facts
from onrecord.export.verify import verify
from tests.export.conftest import Build, article, words, write_run

Change = Callable[[dict[str, Any]], dict[str, Any] | None]


def edit(path: Path, line: int, change: Change) -> None:
    """Change one line of a file, or remove it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    changed = change(json.loads(lines[line - 1]))
    lines[line - 1 : line] = [] if changed is None else [json.dumps(changed, ensure_ascii=False, separators=(",", ":"))]
    path.write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")


def sign(folder: Path) -> None:
    """Write the hashes of the files as they are now, as somebody would who wants the damage to pass."""
    path = folder / "dataset.json"
    facts = json.loads(path.read_bytes())
    for name in facts["files"]:
        about = file_facts(folder / name)
        facts["files"][name] = {"sha256": about.sha256, "bytes": about.bytes}
        split, _, file = name.partition("/")
        if file in facts["parts"].get(split, {}).get("records", {}):
            facts["parts"][split]["records"][file] = about.sha256
    path.write_text(json.dumps(facts), encoding="utf-8")
    metadata = json.loads((folder / "croissant.json").read_bytes())
    for file in metadata["distribution"]:
        file["sha256"] = facts["files"][file["@id"]]["sha256"]
    (folder / "croissant.json").write_text(json.dumps(metadata), encoding="utf-8")


def failures(folder: Path, name: str) -> list[str]:
    """Return the failures of one file, without its path."""
    return [f.removeprefix(f"{folder / name}") for f in verify(folder).failures if f.startswith(str(folder / name))]


@pytest.mark.parametrize("name", ["set", "bare", "nameless"])
def test_what_was_built_is_proved(built: Path, name: str) -> None:
    assert verify(built / name).failures == []


def test_days_that_stay_together_are_proved(run: Path, tmp_path: Path, make: Build) -> None:
    make("set", run, keep_together="day", split=[50, 25, 25])
    assert verify(tmp_path / "set").failures == []


def test_a_changed_byte_is_found(folder: Path) -> None:
    path = folder / "dev" / "claims.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"confidence":0.5', b'"confidence":0.6', 1))
    found = verify(folder).failures
    assert any(f.startswith(f"{path}: was ") for f in found)
    assert any(f.startswith(f"{folder / 'croissant.json'}: dev/claims.jsonl has sha256") for f in found)
    assert any(f.startswith(f"{path}:1: {folder / 'dev' / 'entity.parquet'}: confidence differ") for f in found)


@pytest.mark.parametrize(
    ("line", "change", "fault"),
    [
        (1, lambda c: {**c, "text": "Ada Marsk"}, ":1: entity a{}-entity: span 0:9 is 'Ada Marsh' in the document"),
        (2, lambda c: {**c, "cue": {**c["cue"], "start": 11}}, ":2: quote a{}-quote: cue 11:14"),
        (2, lambda c: {**c, "links": [{"role": "speaker", "target": "x"}]}, ":2: quote a{}-quote: speaker link to x"),
        (3, lambda c: {**c, "amount_min": "7"}, ":3: money a{}-money: amount_min 7 is above"),
        (4, lambda c: {**c, "granularity": "epoch"}, ":4: Invalid enum value 'epoch'"),
        (4, lambda c: {**c, "id": c["id"].replace("date", "money")}, ":4: date a{0}-money: this id again, first in "),
        (3, lambda c: {**c, "approx": True}, "money.parquet: approx differ"),
        (3, lambda c: {**c, "doc_id": "nobody"}, ":3: claim of 'nobody', out of the order of documents"),
        (6, lambda c: None, "no row for this line|more rows than there are lines|differ"),
    ],
)
def test_damage_to_claims_is_named_by_line(folder: Path, line: int, change: Change, fault: str) -> None:
    path = folder / "train" / "claims.jsonl"
    doc_id = json.loads(path.read_text(encoding="utf-8").splitlines()[0])["doc_id"]
    edit(path, line, change)
    sign(folder)
    found = verify(folder).failures
    wanted = [one.format(doc_id[1:]) for one in fault.split("|")]
    assert any(one in f for f in found for one in wanted), found


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda d: {**d, "text": d["text"] + " "}, ":2: sha256 is"),
        (lambda d: {**d, "published": "5 March"}, ":2: published '5 March' is not"),
        (lambda d: {**d, "publisher": "Other"}, "documents.parquet: publisher differ"),
        (lambda d: {**d, "doc_id": "other"}, ":2: document 'other' is not what splits.jsonl has in train"),
        (lambda d: {**d, "colour": "red"}, ":2: Object contains unknown field `colour`"),
    ],
)
def test_damage_to_documents_is_named_by_line(folder: Path, change: Change, fault: str) -> None:
    edit(folder / "train" / "documents.jsonl", 2, change)
    sign(folder)
    assert any(fault in f for f in failures(folder, "train/documents.jsonl")), verify(folder).failures


@pytest.mark.parametrize(
    ("name", "line", "change", "fault"),
    [
        ("claims", 1, lambda c: {**c, "end": 10**6}, ":1: entity {}: span 0:1000000 is not inside a text"),
        ("claims", 1, lambda c: {**c, "text_sha256": "0"}, ":1: no claim without text"),
        ("claims", 2, lambda c: {**c, "cue": {**c["cue"], "end": 10**6}}, ":2: quote {}: cue 10:1000000"),
        ("claims", 2, lambda c: {**c, "mode": "sung"}, ":2: no claim without text"),
        ("claims", 2, lambda c: {**c, "text": "words"}, ":2: no claim without text"),
        ("claims", 3, lambda c: {**c, "text_sha256": "0" * 64}, "money.parquet: text_sha256 differ"),
        ("documents", 1, lambda d: {**d, "text_length": 3}, "documents.parquet: text_length differ"),
        ("documents", 1, lambda d: {**d, "text_length": "3"}, ":1: no document without text"),
    ],
)
def test_damage_without_texts_is_found_too(nameless: Path, name: str, line: int, change: Change, fault: str) -> None:
    path = nameless / "train" / f"{name}-without-texts.jsonl"
    claims = (nameless / "train" / "claims-without-texts.jsonl").read_text(encoding="utf-8")
    first = json.loads(claims.splitlines()[line - 1])
    edit(path, line, change)
    sign(nameless)
    found = failures(nameless, f"train/{name}-without-texts.jsonl")
    assert any(fault.format(first["id"]) in f for f in found), verify(nameless).failures


def test_a_document_in_the_wrong_split_is_found(folder: Path) -> None:
    edit(folder / "splits.jsonl", 1, lambda p: {**p, "split": "dev" if p["split"] != "dev" else "test"})
    sign(folder)
    found = failures(folder, "splits.jsonl")
    assert any(f.startswith(":1: ") and "its group" in f and "falls into" in f for f in found)


def test_a_group_in_two_splits_is_found(folder: Path) -> None:
    rows = [json.loads(line) for line in (folder / "splits.jsonl").read_text(encoding="utf-8").splitlines()]
    one = next(n for n, row in enumerate(rows) if row["split"] == "train")
    other = next(n for n, row in enumerate(rows) if row["split"] == "test")
    edit(folder / "splits.jsonl", other + 1, lambda p: {**p, "group": rows[one]["group"]})
    sign(folder)
    late = max(one, other) + 1
    assert any(f.startswith(f":{late}: ") and "is in " in f for f in failures(folder, "splits.jsonl"))


def test_a_document_that_is_listed_and_not_there_is_found(folder: Path) -> None:
    edit(folder / "splits.jsonl", 1, lambda p: {**p, "doc_id": "lost"})
    sign(folder)
    assert ": 'lost' is in no split" in failures(folder, "splits.jsonl")


def test_near_duplicates_in_two_splits_are_found(tmp_path: Path, make: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    story = words(77)
    prints = [article(n, body=f"{story} {words(n, 5)}") for n in range(30)]
    run = write_run(tmp_path / "run", prints)
    # As if nothing had been looked for when it was built.
    with monkeypatch.context() as patched:
        patched.setattr("onrecord.export.near_duplicates.jaccard", lambda one, other: 0.0)
        make("set", run)
    found = verify(tmp_path / "set").failures
    assert len(found) == 1
    assert found[0].startswith(f"{tmp_path / 'set' / 'train' / 'documents.jsonl'}:1: ")
    assert "(train) is a near-duplicate of" in found[0] and "(dev) and" in found[0] and found[0].endswith("(test)")


def test_a_copy_that_should_have_been_left_out_is_found(tmp_path: Path, make: Build) -> None:
    run = write_run(tmp_path / "run", [article(1, body=words(7)), article(2, body=words(7))])
    make("set", run, split=[100, 0, 0], keep_copies=True)
    path = tmp_path / "set" / "dataset.json"
    path.write_bytes(path.read_bytes().replace(b'"keep_copies": true', b'"keep_copies": false'))
    assert any("is a near-duplicate of" in f for f in verify(tmp_path / "set").failures)


def test_lists_of_copies_are_checked(tmp_path: Path, make: Build) -> None:
    run = write_run(tmp_path / "run", [article(1, body=words(7)), article(2, body=words(7)), article(3)])
    make("set", run, split=[100, 0, 0])
    edit(
        tmp_path / "set" / "copies.jsonl",
        1,
        lambda c: {**c, "kept": "nobody", "doc_id": "a3", "similarity": 0.1},
    )
    sign(tmp_path / "set")
    assert failures(tmp_path / "set", "copies.jsonl") == [
        ":1: 'a3': is a copy of 'nobody', which is in no split",
        ":1: 'a3': removed, but in a split",
        ":1: 'a3': similarity 0.1 is not from 0.7 to 1",
    ]


def test_counts_and_signature_are_checked(folder: Path) -> None:
    path = folder / "dataset.json"
    facts = json.loads(path.read_bytes())
    facts["parts"]["train"]["claims"]["quote"] += 1
    path.write_text(json.dumps(facts), encoding="utf-8")
    found = failures(folder, "dataset.json")
    assert ": claims of train are not those of the records" in found
    assert any(f.startswith(": the signature is ") for f in found)


def test_files_missing_and_files_too_many_are_found(folder: Path) -> None:
    (folder / "dev" / "quote.parquet").unlink()
    (folder / "dev" / "texts.jsonl").write_text("", encoding="utf-8")
    (folder / "LICENSE").write_text("mine", encoding="utf-8")
    assert verify(folder).failures == [
        f"{folder / 'dev' / 'quote.parquet'}: not there, dataset.json lists it",
        f"{folder / 'dev' / 'texts.jsonl'}: a data file that dataset.json does not list",
    ]


def test_a_card_may_be_edited(folder: Path) -> None:
    with (folder / "README.md").open("a", encoding="utf-8") as card:
        card.write("\nWrite to the editors.\n")
    assert verify(folder).failures == []


def test_a_folder_that_is_no_data_set_is_an_error(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(InputError, match=r"no dataset\.json there"):
        verify(tmp_path)
    (folder / "dataset.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="layout 1"):
        verify(folder)


def test_a_table_that_cannot_be_read_is_one_failure(folder: Path) -> None:
    path = folder / "train" / "quote.parquet"
    path.write_bytes(b"PAR1, but no more")
    sign(folder)
    (found,) = verify(folder).failures
    assert found.startswith(f"{path}: cannot be read (")


def test_a_table_of_other_columns_is_found(folder: Path) -> None:
    (folder / "train" / "date.parquet").write_bytes((folder / "train" / "money.parquet").read_bytes())
    sign(folder)
    found = failures(folder, "train/claims.jsonl")
    assert found and all("date.parquet: " in f and "amount_min" in f and "granularity" in f for f in found)


def test_shares_that_cannot_be_are_an_error(folder: Path) -> None:
    path = folder / "dataset.json"
    facts = json.loads(path.read_bytes())
    facts["settings"]["split"] = [50, 10, 10]
    path.write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(InputError, match="do not add up to 100"):
        verify(folder)
