"""``onrecord show``, ``explain`` and ``info``: what people read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli.console import highlighted, printable, short
from onrecord.gist import gist
from onrecord.records import Records, write
from onrecord.schema import make_document
from tests.cli.conftest import TEXT, Run
from tests.support.claims import TEXT as FERRIES
from tests.support.claims import document, example, examples


def test_a_text_is_shown_with_its_claims(run: Run, tmp_path: Path, tiny_model: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = run("show", tmp_path / "a.txt", "-m", tiny_model, "--kinds", "money")
    assert done.code == 0
    assert TEXT in done.out and "25:27" in done.out and "5 USD" in done.out


def test_a_document_of_a_run_is_shown(run: Run, tmp_path: Path) -> None:
    other = make_document("Nothing here.", doc_id="other")
    write(tmp_path, Records([document(title="Ships"), other], examples()))
    done = run("show", tmp_path, "ferries")
    assert done.code == 0 and FERRIES in done.out and "Ships" in done.out
    assert "Norvik: announce (binding, new)" in done.out
    assert "0:9" not in run("show", tmp_path, "ferries", "--kinds", "money").out
    assert "0:9" not in run("show", tmp_path, "other").out


@pytest.mark.parametrize(
    ("doc_id", "line"),
    [((), "which document?; there are"), (("x",), "no document 'x'; there are ferries, other")],
)
def test_which_document_must_be_plain(run: Run, tmp_path: Path, doc_id: tuple[str], line: str) -> None:
    write(tmp_path, Records([document(), make_document("x", doc_id="other")], []))
    done = run("show", tmp_path, *doc_id)
    assert done.code == 2 and line in done.err


def test_the_only_document_needs_no_name(run: Run, tmp_path: Path) -> None:
    write(tmp_path, Records([document()], examples()))
    assert FERRIES in run("show", tmp_path).out
    write(tmp_path, Records([], []))
    assert "the run holds none" in run("show", tmp_path).err


def test_a_text_that_cannot_be_read_is_named(run: Run, tmp_path: Path, tiny_model: str) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)))
    done = run("show", tmp_path / "a.txt", "-m", tiny_model)
    assert done.code == 2 and "binary data, not a text" in done.err


def test_an_explanation_names_stage_rule_fields_and_links(run: Run, tiny_model: str) -> None:
    done = run("explain", TEXT, "-m", tiny_model, "--tokens")
    assert done.code == 0
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    stages = [line.split()[0] for line in lines if line and line.split()[0] in ("entities", "money", "commitments")]
    assert stages == ["entities", "money", "commitments"]
    assert "25:27 $5" in lines and "amount_min 5" in lines
    assert any(line.startswith("rule ") and "confidence 0." in line for line in lines)
    assert any(line.startswith("4 said") and "VBD" in line for line in lines)


def test_links_are_explained_by_what_they_point_at(run: Run, tiny_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    staged = [example(c.kind, stage="commitments") for c in examples()]
    monkeypatch.setattr("onrecord.collect.claims", lambda doc: staged)
    out = run("explain", FERRIES, "-m", tiny_model).out
    assert "link amount → 32:34 $5" in out and "link speaker → 0:9 Ada Marsh" in out
    assert "cue 10:14 said" in out and "condition null" in out and "beneficiaries none" in out


def test_info_names_versions_licences_and_the_pipeline(run: Run, tiny_model: str) -> None:
    done = run("info", "-m", tiny_model)
    assert done.code == 0
    assert "spacy 3" in done.out and "MIT" in done.out and "fingerprint " in done.out
    facts = json.loads(run("info", "-m", tiny_model, "--json").out)
    assert facts["model"]["components"][-1] == "onrecord_commitments"
    assert f"fingerprint {facts['model']['fingerprint']}" in done.out


def test_what_is_printed_cannot_drive_the_terminal() -> None:
    text = "a\x1b[31mb\r\nc\u202ed\ud800e\x07\tf\u200bg"
    safe = printable(text)
    assert len(safe) == len(text)
    assert safe == "a\ufffd[31mb \nc\ufffdd\ufffde\ufffd\tf g"
    assert highlighted(text, []).plain == safe


def test_claims_are_coloured_inner_over_outer_and_by_fragment() -> None:
    quote = example("quote", fragments=[(15, 21), (28, 42)])
    shown = highlighted(FERRIES, [example("money"), quote])
    assert [(s.start, s.end, s.style) for s in shown.spans] == [
        (15, 21, "yellow"),
        (28, 42, "yellow"),
        (32, 34, "bold green"),
    ]


def test_a_gist_is_a_few_words() -> None:
    assert [gist(claim) for claim in examples()] == [
        "PERSON Ada Marsh",
        "Ada Marsh (indirect)",
        "5 USD",
        "by 2030 (2030-01-01 to 2030-12-31)",
        "Norvik: announce (binding, new)",
    ]
    assert gist(example("quote", speaker=None, polarity="denied")) == "nobody named (indirect, denied)"
    rate = example("money", amount_max=None, approx=True, currency=None, per="barrel", role="rate")
    assert gist(rate) == "about 5 to … of an unknown currency per barrel"
    assert gist(example("date", value=None, basis="unresolved")) == "unresolved (unresolved)"


def test_long_texts_are_cut_in_the_middle() -> None:
    assert short("a\n b") == "a b"
    assert len(short("word " * 100, 60)) < 60 and "…" in short("word " * 100)
