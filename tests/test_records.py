"""A run folder in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import jsonl, records
from onrecord.errors import InputError
from tests.support.claims import document, examples


def test_what_is_written_is_read(tmp_path: Path) -> None:
    written = records.Records([document()], examples())
    records.write(tmp_path / "new" / "run", written)
    assert records.read(tmp_path / "new" / "run") == written


def test_gzipped_files_do_as_well(tmp_path: Path) -> None:
    jsonl.write(tmp_path / "documents.jsonl.gz", [document()])
    jsonl.write(tmp_path / "claims.jsonl.gz", examples())
    assert records.read(tmp_path).claims == examples()


def test_a_folder_that_is_no_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no documents.jsonl or documents.jsonl.gz there; give the folder of"):
        records.read(tmp_path)


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("")
    with pytest.raises(InputError, match="run: cannot be made"):
        records.write(tmp_path / "run", records.Records([], []))
