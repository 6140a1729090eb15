"""A run that is interrupted goes on where it stopped and leaves the same bytes."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from onrecord import batch, jsonl, records
from onrecord.batch import journal as journals
from onrecord.batch import outcomes, parts, run, shards
from onrecord.batch.lock import locked
from onrecord.errors import InputError
from onrecord.fingerprint import versions
from onrecord.schema import Quarantined
from onrecord.validate import validate

TEXT = "Ada said Norvik will pay $5 in Bergen. Norvik promised to build ships for €20m by 2030."
SHARD = 40
"""Documents in a shard here: two parts, so that four parts make two shards."""


class Stop(Exception):
    """Stands for a power cut."""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four parts of documents, a few rows among them that cannot be read."""
    path = tmp_path_factory.mktemp("in") / "rows.jsonl"
    found = [{"text": f"{TEXT} Ada paid ${n}.", "doc_id": f"row{n}"} for n in range(outcomes.SIZE * 3 + 5)]
    lines = [json.dumps(row) for row in found]
    for at in (3, 50, 99):
        lines.insert(at, "{not json")
    path.write_text("\n".join(lines))
    return path


@pytest.fixture(scope="module")
def undisturbed(rows: Path, tiny_model: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("out") / "run"
    batch.extract_run([rows], out, model=tiny_model, shard_size=SHARD)
    return contents(out)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file() and p.name != shards.TIMINGS}


def test_shards_are_numbered_and_read_as_one(undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    assert [n for n in undisturbed if n.startswith("claims")] == [f"claims-0000{n}.jsonl" for n in range(2)]
    for name, data in undisturbed.items():
        (tmp_path / name).write_bytes(data)
    read = records.read(tmp_path)
    assert [d.doc_id for d in read.documents] == [f"row{n}" for n in range(outcomes.SIZE * 3 + 5)]
    assert validate(tmp_path).failures == []
    (tmp_path / "claims-00000.jsonl").unlink()
    with pytest.raises(InputError, match=r"no claims-00000\.jsonl there"):
        records.read(tmp_path)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("after", [1, 2, 3, 4])
def test_a_run_stopped_after_any_part_goes_on_to_the_same_bytes(
    rows: Path, tiny_model: str, tmp_path: Path, undisturbed: dict[str, bytes], after: int, jobs: int
) -> None:
    if jobs > 1 and after != 2:
        pytest.skip("starting processes is slow; once is enough")
    told: list[int] = []

    def stop(counts: object) -> None:
        told.append(1)
        if len(told) == after:
            raise Stop

    with pytest.raises(Stop):
        batch.extract_run([rows], tmp_path, model=tiny_model, shard_size=SHARD, progress=stop)
    assert not (tmp_path / "manifest.json").exists()
    summary = batch.extract_run([rows], tmp_path, model=tiny_model, shard_size=SHARD, jobs=jobs, resume=True)
    assert summary.resumed == min(outcomes.SIZE * after, outcomes.SIZE * 3 + 5)
    assert contents(tmp_path) == undisturbed
    assert not (tmp_path / journals.UNFINISHED).exists()


@pytest.mark.parametrize("cut", range(1, 400, 57))
def test_a_journal_cut_short_anywhere_loses_only_its_last_line(
    rows: Path, tiny_model: str, tmp_path: Path, undisturbed: dict[str, bytes], cut: int
) -> None:
    def stop(counts: object) -> None:
        raise Stop

    with pytest.raises(Stop):
        batch.extract_run([rows], tmp_path, model=tiny_model, shard_size=SHARD, progress=stop)
    journal = tmp_path / journals.JOURNAL
    data = journal.read_bytes()
    journal.write_bytes(data[: len(data) - cut])
    batch.extract_run([rows], tmp_path, model=tiny_model, shard_size=SHARD, resume=True)
    assert contents(tmp_path) == undisturbed


def test_a_crash_while_the_files_are_put_in_place_is_made_good(
    rows: Path, tiny_model: str, tmp_path: Path, undisturbed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.batch.storage import Folder

    moves = Folder.move
    for allowed in range(0, 7, 2):
        out = tmp_path / str(allowed)
        made: list[str] = []

        def some(self: Folder, name: str, target: str, made: list[str] = made, allowed: int = allowed) -> None:
            if len(made) == allowed:
                raise Stop
            made.append(target)
            moves(self, name, target)

        monkeypatch.setattr(Folder, "move", some)
        with pytest.raises(Stop):
            batch.extract_run([rows], out, model=tiny_model, shard_size=SHARD)
        assert not (out / "manifest.json").exists()
        monkeypatch.setattr(Folder, "move", moves)
        batch.extract_run([rows], out, model=tiny_model, shard_size=SHARD, resume=True)
        assert contents(out) == undisturbed


def test_until_it_is_complete_an_older_run_stays_as_it_was(rows: Path, tiny_model: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    out = tmp_path / "run"
    batch.extract_run([tmp_path / "a.txt"], out, model=tiny_model)
    before = contents(out)

    def stop(counts: object) -> None:
        raise Stop

    with pytest.raises(Stop):
        batch.extract_run([rows], out, model=tiny_model, shard_size=SHARD, progress=stop)
    assert contents(out) == before
    with pytest.raises(InputError, match="unfinished run is there; .* --restart"):
        batch.extract_run([rows], out, model=tiny_model, shard_size=SHARD)
    batch.extract_run([rows], out, model=tiny_model, shard_size=SHARD, restart=True)
    assert "documents.jsonl" not in contents(out) and "documents-00001.jsonl" in contents(out)
    assert validate(out).failures == []


def test_a_run_does_not_go_on_as_another(
    rows: Path, tiny_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(counts: object) -> None:
        raise Stop

    with pytest.raises(Stop):
        batch.extract_run([rows], tmp_path, model=tiny_model, progress=stop)
    with pytest.raises(InputError, match=r"another options\.kinds: null, not .\"money\".; .* --restart"):
        options = batch.make_options(kinds=["money"])
        batch.extract_run([rows], tmp_path, model=tiny_model, options=options, resume=True)
    with pytest.raises(InputError, match="another shard_size"):
        batch.extract_run([rows], tmp_path, model=tiny_model, shard_size=5, resume=True)
    monkeypatch.setattr(run, "versions", lambda: versions() | {"onnxruntime": "0.1"})
    with pytest.raises(InputError, match=r"another versions\.onnxruntime"):
        batch.extract_run([rows], tmp_path, model=tiny_model, resume=True)
    monkeypatch.undo()
    shorter = rows.read_text().splitlines()[:10]
    changed = tmp_path / "rows.jsonl"
    with pytest.raises(InputError, match="another inputs"):
        changed.write_text("\n".join(shorter))
        batch.extract_run([changed], tmp_path, model=tiny_model, resume=True)


def test_a_complete_run_is_not_gone_on_with_as_another(rows: Path, tiny_model: str, tmp_path: Path) -> None:
    batch.extract_run([rows], tmp_path, model=tiny_model)
    before = contents(tmp_path)
    money = batch.make_options(kinds=["money"])
    with pytest.raises(InputError, match=r"complete run there has another options\.kinds: .*; leave --resume out"):
        batch.extract_run([rows], tmp_path, model=tiny_model, options=money, resume=True)
    assert contents(tmp_path) == before
    batch.extract_run([rows], tmp_path, model=tiny_model, options=money)
    assert contents(tmp_path) != before


def test_input_that_changed_since_is_refused(rows: Path, tiny_model: str, tmp_path: Path) -> None:
    own = tmp_path / "rows.jsonl"
    own.write_bytes(rows.read_bytes())

    def stop(counts: object) -> None:
        raise Stop

    with pytest.raises(Stop):
        batch.extract_run([own], tmp_path / "run", model=tiny_model, progress=stop)
    for text in ("", rows.read_text().replace("Bergen", "Narvik", 1)):
        own.write_text(text)
        with pytest.raises(InputError, match="no longer what the unfinished run has read"):
            batch.extract_run([own], tmp_path / "run", model=tiny_model, resume=True)


def test_two_runs_do_not_share_a_folder(rows: Path, tiny_model: str, tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(InputError, match="another run is writing there"):
        batch.extract_run([rows], tmp_path, model=tiny_model)


class Hostile:
    """A component that kills its process, or never ends, on certain words."""

    def __call__(self, doc: Doc) -> Doc:
        if "lethal" in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)
        while "endless" in doc.text:
            pass
        return doc


@Language.factory("hostile")
def make_hostile(nlp: Language, name: str) -> Hostile:
    return Hostile()


def test_a_document_that_takes_too_long_is_set_aside(tmp_path: Path, tiny_nlp: Language) -> None:
    texts = [TEXT, "An endless story.", f"{TEXT} Ada paid $7."]
    items = [located(text, n) for n, text in enumerate(texts)]
    tiny_nlp.add_pipe("hostile")
    try:
        found = parts.results(tiny_nlp, parts.Part(0, items, ""), outcomes.Work(seconds=0.5))
    finally:
        tiny_nlp.remove_pipe("hostile")
    slow = found[1]
    assert isinstance(slow, Quarantined) and slow.error == "not done after 0.5 seconds"
    assert [isinstance(r, Quarantined) for r in found] == [False, True, False]


def located(text: str, number: int) -> batch.parts.Located:
    from onrecord.ingest import Located
    from onrecord.schema import make_document

    return Located(make_document(text, doc_id=f"d{number}"), "rows.jsonl", number + 1)


def test_lines_of_the_journal_are_records(rows: Path, tiny_model: str, tmp_path: Path) -> None:
    def stop(counts: object) -> None:
        raise Stop

    with pytest.raises(Stop):
        batch.extract_run([rows], tmp_path, model=tiny_model, progress=stop)
    head, part = list(jsonl.read(tmp_path / journals.JOURNAL))
    assert head["inputs"] == [str(rows)]
    assert part["record"] == "part" and part["counts"]["documents"] == outcomes.SIZE
    assert part["counts"]["quarantined"] == 1 and part["position"] > 0
    (name,) = [name for name in part["files"] if "quarantine" in name]
    assert [q["line"] for q in jsonl.read(tmp_path / name)] == [4]
