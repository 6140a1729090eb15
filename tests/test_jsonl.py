"""JSON Lines, there and back."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.jsonl import LineError
from onrecord.schema import Claim, Document, make_document
from tests.support.claims import document, examples


@pytest.mark.parametrize("name", ["claims.jsonl", "claims.jsonl.gz"])
def test_records_come_back_equal_and_the_bytes_are_always_the_same(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    jsonl.write(path, examples())
    first = path.read_bytes()
    assert list(jsonl.read(path, Claim)) == examples()
    jsonl.write(path, examples())
    assert path.read_bytes() == first
    assert (gzip.decompress(first) if name.endswith("gz") else first).count(b"\n") == len(examples())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\u2028b\u2029c\x85d\x0be",
        "\r\n\t\x00\x1b",
        "\U0001f600\ufeff",
        "\ud800",
        "a\udfff\ud800b",
        '\\ud800"\\',
    ],
)
def test_any_text_survives(tmp_path: Path, text: str) -> None:
    path = tmp_path / "documents.jsonl"
    written = make_document(text, doc_id="a\udc80")
    jsonl.write(path, [written])
    path.read_bytes().decode("utf-8")
    assert path.read_bytes().count(b"\n") == 1
    assert list(jsonl.read(path, Document)) == [written]


def test_a_pair_of_escapes_is_one_character() -> None:
    assert jsonl.loads(rb'"\ud83d\ude00"') == "\U0001f600"
    assert jsonl.loads(rb'"\ud800 \ud83d\ude00"') == "\ud800 \U0001f600"


def test_empty_lines_and_a_byte_order_mark_are_no_records(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"a":1}\r\n\n   \n{"a":2}')
    assert list(jsonl.numbered(path)) == [(1, {"a": 1}), (4, {"a": 2})]


BAD = [
    (b'{"a":', "not JSON"),
    (b"{'a': 1}", "not JSON"),
    (b'{"a": NaN, "b": "\\ud800"}', "NaN is not JSON"),
    (b'{"a": "caf\xe9"}', "not UTF-8"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"a": "\\ud800"', "not JSON"),
]


@pytest.mark.parametrize(("line", "reason"), BAD, ids=[reason for _, reason in BAD])
def test_a_bad_line_is_named_and_the_rest_can_be_read(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"a":1}\n' + line + b'\n{"a":3}\n')
    with pytest.raises(InputError) as caught:
        list(jsonl.read(path))
    assert str(caught.value).startswith(f"{path}:2: ")
    assert reason in str(caught.value) and caught.value.hint
    errors: list[LineError] = []
    assert list(jsonl.numbered(path, on_error=errors.append)) == [(1, {"a": 1}), (3, {"a": 3})]
    assert [(e.line, reason in e.fault) for e in errors] == [(2, True)]


def test_a_line_that_does_not_fit_the_type_is_named(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(jsonl.dumps(examples()[0]).replace(b'"PERSON"', b'"ANIMAL"') + b"\n")
    with pytest.raises(InputError, match=r"claims.jsonl:1: .*ANIMAL.*label.*; see onrecord.schema.json"):
        list(jsonl.read(path, Claim))


def test_null_is_a_record_of_no_type(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"null\n")
    assert list(jsonl.read(tmp_path / "a.jsonl")) == [None]
    with pytest.raises(InputError, match=":1: Expected `object`, got `null`"):
        list(jsonl.read(tmp_path / "a.jsonl", Document))


@pytest.mark.parametrize("keep", [20, -4])
def test_a_truncated_gzip_file_does_not_pass_for_a_complete_one(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "claims.jsonl.gz"
    jsonl.write(path, examples())
    path.write_bytes(path.read_bytes()[:keep])
    errors: list[LineError] = []
    with pytest.raises(InputError, match=r"cannot be read .*; is the file complete\?"):
        list(jsonl.read(path, Claim, on_error=errors.append))


def test_what_is_not_gzip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl.gz"
    path.write_bytes(b"{}\n")
    with pytest.raises(InputError, match="claims.jsonl.gz:1: cannot be read"):
        list(jsonl.read(path))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing.jsonl: cannot be opened .*; check the path"):
        list(jsonl.read(tmp_path / "nothing.jsonl"))


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_nothing_appears_if_writing_fails(tmp_path: Path, name: str) -> None:
    path = tmp_path / name

    def records() -> Any:
        yield document()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jsonl.write(path, records())
    assert list(tmp_path.iterdir()) == []
    path.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        jsonl.write(path, records())
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert path.read_bytes() == b"before"


def test_reading_streams(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"a":1}\nbroken\n')
    lines = jsonl.read(path)
    assert next(lines) == {"a": 1}


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a.jsonl: cannot be written .*; choose another place"):
        jsonl.write(tmp_path / "no" / "a.jsonl", [])
