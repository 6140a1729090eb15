"""Files of all formats, damaged at random: every one ends as documents that hold together, or in quarantine."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from onrecord import jsonl
from onrecord.ingest.documents import Located
from onrecord.schema import Document, Provenance, Quarantined, sha256_of
from tests.ingest.files import read
from tests.support.damage import WHOLE, damaged


@pytest.mark.parametrize("ending", WHOLE)
def testdamaged_files_end_as_documents_or_in_quarantine(tmp_path: Path, ending: str) -> None:
    chance = random.Random(f"{ending} 1")
    path = tmp_path / f"a.{ending}"
    for _ in range(60):
        path.write_bytes(damaged(WHOLE[ending], chance))
        for item in read(path, dedupe=chance.choice(["off", "mark"]), max_bytes=chance.choice([10**7, 3000])):
            if isinstance(item, Located):
                assert jsonl.loads(jsonl.dumps(item.document), Document) == item.document
                assert jsonl.loads(jsonl.dumps(item.provenance), Provenance) == item.provenance
                assert sha256_of(item.document.text) == item.document.sha256
            else:
                assert jsonl.loads(jsonl.dumps(item), Quarantined) == item
                assert item.hint and "report it" not in item.hint, item
