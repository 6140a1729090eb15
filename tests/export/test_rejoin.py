"""Rejoining: with its texts a data set is, byte for byte, the one that was built with them."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from onrecord import jsonl, records
from onrecord.errors import InputError
from onrecord.export.rejoin import rejoin
from onrecord.export.verify import verify
from onrecord.schema import Document
from tests.export.conftest import Build, contents, write_run
from tests.export.conftest import article as make_article


def documents(built: Path) -> list[Document]:
    return records.read(built / "run").documents


def texts(folder: Path, held: list[Document]) -> Path:
    """Write texts under names that say nothing of the documents."""
    folder.mkdir()
    for number, document in enumerate(held):
        (folder / f"{number:03}.txt").write_bytes(document.text.encode())
    return folder


def test_all_files_are_those_of_a_build_with_texts(built: Path, tmp_path: Path) -> None:
    done = rejoin(built / "bare", texts(tmp_path / "texts", documents(built)), tmp_path / "whole")
    assert contents(tmp_path / "whole") == contents(built / "set")
    assert done.texts_read == 20


def test_texts_are_found_in_rows_and_folders_below(built: Path, tmp_path: Path) -> None:
    held = documents(built)
    deep = tmp_path / "texts" / "2025"
    deep.mkdir(parents=True)
    jsonl.write(deep / "some.jsonl.gz", [{"text": d.text, "colour": "red"} for d in held[:12]])
    jsonl.write(tmp_path / "texts" / "more.jsonl", [{"body": 1}, 5, *held[9:]])
    rejoin(built / "bare", tmp_path / "texts", tmp_path / "whole")
    assert contents(tmp_path / "whole") == contents(built / "set")


def test_dropped_names_come_back_and_ids_stay_hidden(built: Path, tmp_path: Path) -> None:
    rejoin(built / "nameless", built / "run" / "documents.jsonl", tmp_path / "whole")
    assert verify(tmp_path / "whole").failures == []
    back = {c.id: c for c in records.read(tmp_path / "whole" / "train").claims}
    for claim in records.read(built / "set" / "train").claims:
        known, found = msgspec.to_builtins(claim), msgspec.to_builtins(back[claim.id])
        assert (known.pop("entity_id", None) is None) or known["name"] == "Ada Marsh"
        found.pop("entity_id", None)
        assert found == known


def test_a_missing_text_is_named_by_line(built: Path, tmp_path: Path) -> None:
    held = documents(built)
    with pytest.raises(InputError, match=r"of 20 texts 1 are not there: .*splits\.jsonl:8: 'a7' \(not among them\)"):
        rejoin(built / "bare", texts(tmp_path / "texts", held[:7] + held[8:]), tmp_path / "whole")
    assert not (tmp_path / "whole").exists()


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (lambda t: t + "\n", "without white space at its end"),
        (lambda t: t.replace(" ", "\u00a0", 1), "with plain spaces in the place of no-break spaces"),
        (lambda t: f"  {t}  ", "without white space around it"),
    ],
)
def test_a_text_that_was_changed_is_not_used_and_the_change_is_named(
    built: Path, tmp_path: Path, change: object, hint: str
) -> None:
    assert callable(change)
    held = documents(built)
    folder = texts(tmp_path / "texts", held[1:])
    (folder / "first.txt").write_bytes(change(held[0].text).encode())
    with pytest.raises(InputError, match=rf"splits\.jsonl:1: 'a0' \(.*first\.txt would be it {hint}\)"):
        rejoin(built / "bare", folder, tmp_path / "whole")


def test_line_ends_are_told_apart(tmp_path: Path, make: Build) -> None:
    held = [make_article(1, body="first line\nsecond line"), make_article(2, body="one\r\ntwo")]
    make("bare", write_run(tmp_path / "run", held), split=[100, 0, 0], texts="withheld")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "1.txt").write_bytes(held[0].text.replace("\n", "\r\n").encode())
    (folder / "2.txt").write_bytes(held[1].text.replace("\r\n", "\n").encode())
    with pytest.raises(InputError) as error:
        rejoin(tmp_path / "bare", folder, tmp_path / "whole")
    assert "1.txt would be it with line feeds alone in the place of carriage returns" in str(error.value)
    assert "2.txt would be it with carriage returns before its line feeds" in str(error.value)


def test_a_data_set_that_was_tampered_with_is_refused(nameless: Path, built: Path, tmp_path: Path) -> None:
    path = nameless / "train" / "claims-without-texts.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    claim = json.loads(lines[0])
    lines[0] = json.dumps({**claim, "start": 1})
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match=r"claims-without-texts\.jsonl:1: does not fit its text"):
        rejoin(nameless, built / "run", tmp_path / "whole")
    lines[0] = json.dumps({**claim, "label": "ORG"})
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match="train would not be what was left out"):
        rejoin(nameless, built / "run", tmp_path / "whole")


@pytest.mark.parametrize(
    ("name", "source", "fault"),
    [
        ("set", "run", "the texts are in it already"),
        ("run", "run", r"no dataset\.json there"),
        ("bare", "nowhere", r"no \.txt or \.jsonl"),
    ],
)
def test_what_cannot_be_rejoined(built: Path, tmp_path: Path, name: str, source: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        rejoin(built / name, built / source, tmp_path / "whole")


def test_texts_of_another_encoding_are_named(built: Path, tmp_path: Path) -> None:
    folder = texts(tmp_path / "texts", documents(built))
    (folder / "latin.txt").write_bytes("café".encode("latin-1"))
    with pytest.raises(InputError, match=r"latin\.txt: not UTF-8 \(byte 3\); .*iconv"):
        rejoin(built / "bare", folder, tmp_path / "whole")
