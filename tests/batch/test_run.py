"""A whole run: the files it leaves, and that they are always the same."""

from __future__ import annotations

import gc
import json
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord import batch, jsonl, records
from onrecord.batch import outcomes, parts, workers
from onrecord.batch.outcomes import SIZE, Outcome, Work
from onrecord.batch.parts import Part
from onrecord.errors import InputError, PipelineError
from onrecord.schema import Document, Manifest, Model, Quarantined, make_document
from onrecord.validate import validate

OTHER = Model(name="en_other", version="1", components=[], fingerprint="0000")
TEXT = "Ada said Norvik will pay $5 in Bergen. Norvik promised to build ships for €20m by 2030."
# Same for the same inputs; only timings.json is not.
FILES = ("documents.jsonl", "claims.jsonl", "provenance.jsonl", "quarantine.jsonl", "manifest.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Texts, rows (more than a shard of them), and some of each that cannot be read."""
    given = tmp_path / "in"
    given.mkdir()
    (given / "a.txt").write_text(TEXT)
    (given / "b.txt").write_text("Nothing of note.")
    (given / "c.txt").write_bytes(bytes(range(256)))
    rows: list[Any] = [{"text": f"{TEXT} Ada paid ${n}.", "doc_id": f"row{n}"} for n in range(SIZE * 2)]
    rows[5] = {"no": "text"}
    rows[SIZE + 7] |= {"published": "soon"}
    (given / "d.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return given


def contents(run: Path) -> dict[str, bytes]:
    return {name: (run / name).read_bytes() for name in FILES}


def test_a_run_leaves_six_files_that_are_valid(folder: Path, tmp_path: Path, tiny_model: str) -> None:
    out = tmp_path / "run"
    seen: list[batch.Step] = []
    summary = batch.extract_run([folder], out, model=tiny_model, progress=seen.append)
    assert sorted(p.name for p in out.iterdir()) == sorted([*FILES, "timings.json"])
    assert validate(out).failures == []
    counts = summary.manifest.counts
    assert (counts.documents, counts.quarantined) == (SIZE * 2, 3)
    assert counts.documents_without_claims == sum(
        d.doc_id not in {c.doc_id for c in records.read(out).claims} for d in records.read(out).documents
    )
    assert counts.claims["money"] > SIZE and counts.words > 1000
    assert sum(s.counts.documents + s.counts.quarantined for s in seen) == SIZE * 2 + 3
    assert jsonl.loads((out / "manifest.json").read_bytes(), Manifest) == summary.manifest
    aside = list(jsonl.read(out / "quarantine.jsonl", Quarantined))
    assert [(Path(q.source).name, q.line, q.stage) for q in aside] == [
        ("c.txt", None, "read"),
        ("d.jsonl", 6, "document"),
        ("d.jsonl", SIZE + 8, "document"),
    ]


def test_the_bytes_do_not_depend_on_the_number_of_processes(folder: Path, tmp_path: Path, tiny_model: str) -> None:
    runs = []
    for jobs in (1, 2):
        out = tmp_path / f"run{jobs}"
        batch.extract_run([folder], out, model=tiny_model, jobs=jobs)
        runs.append(contents(out))
    assert runs[0] == runs[1]


def test_a_document_without_claims_is_recorded_and_counted(tmp_path: Path, tiny_model: str) -> None:
    (tmp_path / "empty.txt").write_text("")
    summary = batch.extract_run([tmp_path / "empty.txt"], tmp_path / "run", model=tiny_model)
    assert [d.doc_id for d in records.read(tmp_path / "run").documents] == ["empty"]
    assert (summary.manifest.counts.documents_without_claims, summary.manifest.counts.claims) == (1, {})


def test_a_run_over_its_own_folder_gives_the_same_again(folder: Path, tmp_path: Path, tiny_model: str) -> None:
    batch.extract_run([folder], tmp_path / "run", model=tiny_model)
    batch.extract_run([tmp_path / "run"], tmp_path / "again", model=tiny_model)
    for name in ("documents.jsonl", "claims.jsonl"):
        assert contents(tmp_path / "run")[name] == contents(tmp_path / "again")[name]


def test_options_reach_documents_claims_and_manifest(folder: Path, tmp_path: Path, tiny_model: str) -> None:
    options = batch.make_options("2025-03-05", "The Harbour", ["money", "entity"])
    summary = batch.extract_run([folder / "a.txt"], tmp_path / "run", model=tiny_model, options=options)
    run = records.read(tmp_path / "run")
    assert (run.documents[0].published, run.documents[0].publisher) == ("2025-03-05", "The Harbour")
    assert {c.kind for c in run.claims} <= {"money", "entity"}
    assert summary.manifest.options.kinds == ["entity", "money"]
    assert validate(tmp_path / "run").failures == []


def test_the_manifest_has_the_versions_of_what_computes(folder: Path, tiny_model: str, tmp_path: Path) -> None:
    made = batch.extract_run([folder / "a.txt"], tmp_path / "run", model=tiny_model).manifest
    assert made.versions["python"] == platform.python_version() and made.versions["spacy"] == spacy.__version__


def test_options_are_checked() -> None:
    with pytest.raises(InputError, match="ISO 8601"):
        batch.make_options(published="soon")
    with pytest.raises(InputError, match="unknown kinds"):
        batch.make_options(kinds=["rumour"])


class Choking:
    """A component that fails on one word."""

    def __call__(self, doc: Doc) -> Doc:
        if "choke" in doc.text:
            raise RuntimeError("cannot swallow")
        return doc


def test_a_document_the_pipeline_fails_on_is_the_only_one_lost(tiny_model: str) -> None:
    from onrecord.assemble import load

    nlp = load(tiny_model)
    Language.component("choking", func=Choking())
    nlp.add_pipe("choking", last=True)
    documents = [make_document(f"{TEXT} {word}", doc_id=word) for word in ("one", "choke", "three")]
    found = outcomes.process(nlp, documents, Work())
    assert [o.error for o in found] == [None, "RuntimeError: cannot swallow", None]
    assert found[0].claims and found[2].claims and not found[1].claims


def test_a_failure_goes_to_quarantine(tmp_path: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def choke(nlp: Language, documents: Sequence[Document], work: object) -> list[Outcome]:
        return [Outcome([], "RuntimeError: cannot swallow") for _ in documents]

    monkeypatch.setattr(parts, "process", choke)
    (tmp_path / "a.txt").write_text(TEXT)
    summary = batch.extract_run([tmp_path / "a.txt"], tmp_path / "run", model=tiny_model)
    (aside,) = jsonl.read(tmp_path / "run" / "quarantine.jsonl", Quarantined)
    assert (aside.doc_id, aside.stage, aside.error) == ("a", "extract", "RuntimeError: cannot swallow")
    assert summary.manifest.counts.documents == 0 and summary.manifest.counts.quarantined == 1
    assert validate(tmp_path / "run").failures == []


def test_workers_that_cannot_start_are_reported(tmp_path: Path) -> None:
    crew = workers.Workers(2, str(tmp_path), OTHER, Work())
    with pytest.raises(PipelineError, match="no spaCy pipeline|cannot be loaded"):
        list(crew.each(workers.results, [Part(0, [], "")]))


def test_workers_that_find_another_pipeline_than_the_run_began_with_are_refused(tiny_model: str) -> None:
    crew = workers.Workers(1, tiny_model, OTHER, Work())
    with pytest.raises(PipelineError, match=r"another pipeline, .*install en_other 1 \(0000\)"):
        list(crew.each(workers.results, [Part(0, [], "")]))


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_garbage_collector_passes_over_the_pipeline_of_a_run_while_it_lasts(
    jobs: int, tmp_path: Path, tiny_model: str
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    frozen: list[int] = []
    batch.extract_run(
        [tmp_path / "a.txt"],
        tmp_path / "run",
        model=tiny_model,
        jobs=jobs,
        progress=lambda step: frozen.append(gc.get_freeze_count()),
    )
    assert [bool(count) for count in frozen] == [jobs == 1] and not gc.get_freeze_count()


def test_results_can_be_streamed_without_a_folder(folder: Path, tiny_model: str) -> None:
    results = batch.extract_stream([folder], model=tiny_model)
    first = next(results)
    assert not isinstance(first, Quarantined) and first.document.doc_id == "a"


def test_a_path_that_cannot_be_used_stops_the_run_before_the_model_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        batch.extract_run([tmp_path / "nothing"], tmp_path / "run", model="no_such_model")
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(InputError, match="cannot be made"):
        batch.extract_run([tmp_path / "a.txt"], tmp_path / "a.txt", model="no_such_model")
