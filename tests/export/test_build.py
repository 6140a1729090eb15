"""Building: the same bytes for the same runs, and facts that are those of the records."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from onrecord import jsonl, records
from onrecord.errors import InputError
from onrecord.export import Settings, build
from onrecord.export.facts import read
from onrecord.schema import SCHEMA_VERSION, Counts, Manifest, Model, Options
from onrecord.validate import validate
from tests.export.conftest import Build, article, claims_of, contents, write_run
from tests.support.claims import example

ZERO = "0" * 64


def manifest(run: Path, quarantined: int = 0) -> None:
    counts = Counts(
        documents=20,
        documents_without_claims=0,
        quarantined=quarantined,
        renamed=0,
        characters=0,
        words=0,
        claims={},
    )
    model = Model(name="en_test", version="2.1.0", components=[], fingerprint="0123456789abcdef")
    made = Manifest(
        schema_version=SCHEMA_VERSION,
        onrecord="0.1.0",
        model=model,
        options=Options(),
        inputs=[],
        counts=counts,
        ignored_keys={},
        files={"claims.jsonl": ZERO},
    )
    (run / "manifest.json").write_bytes(jsonl.dumps(made))


def test_the_same_runs_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build([built / "run"], tmp_path / "again", Settings(seed=3))
    assert contents(built / "set") == contents(tmp_path / "again")


def test_splits_are_runs_that_validate(built: Path) -> None:
    facts = read(built / "set")
    for name, part in facts.parts.items():
        report = validate(built / "set" / name)
        assert (report.failures, report.documents, dict(report.claims)) == ([], part.documents, part.claims)
    assert sum(part.documents for part in facts.parts.values()) == 20


def test_records_are_those_of_the_run(built: Path) -> None:
    parts = [records.read(built / "set" / name) for name in ("train", "dev", "test")]
    whole = records.read(built / "run")
    assert sorted((c for p in parts for c in p.claims), key=lambda c: c.id) == sorted(whole.claims, key=lambda c: c.id)
    assert {d.doc_id: d for p in parts for d in p.documents} == {d.doc_id: d for d in whole.documents}


def test_facts_are_counted(run: Path, tmp_path: Path, make: Build) -> None:
    manifest(run, quarantined=4)
    facts = make("set", run, split=[100, 0, 0])
    part = facts.parts["train"]
    assert (part.documents, part.groups, part.claims["quote"]) == (20, 20, 20)
    assert part.labels["quote"]["mode"] == {"indirect": 20} and part.labels["money"]["currency"] == {"USD": 20}
    assert part.left_open["documents without a date of publication"] == (0, 20)
    assert part.left_open["claims with a confidence below 0.5"] == (0, 100)
    assert facts.runs[0].model == {"name": "en_test", "version": "2.1.0", "fingerprint": "0123456789abcdef"}
    assert facts.runs[0].quarantined == 4
    assert read(tmp_path / "set") == facts


def test_what_records_leave_open_is_counted(tmp_path: Path, make: Build) -> None:
    held = article(1, published=None)
    open_ = [
        example("quote", speaker=None, links=[]),
        example("money", currency=None, currency_basis="unresolved"),
        example("date", value=None, start_date=None, end_date=None, confidence=0.3),
        example("commitment", committers=[], links=[]),
    ]
    claims = [msgspec.structs.replace(c, doc_id="a1") for c in open_]
    records.write(tmp_path / "run", records.Records([held, article(2)], claims))
    facts = make("set", tmp_path / "run", split=[100, 0, 0])
    assert facts.parts["train"].left_open == {
        "claims with a confidence below 0.5": (1, 4),
        "commitments without a committer": (1, 1),
        "dates without a value": (1, 1),
        "documents of unknown licence": (2, 2),
        "documents without a claim": (1, 2),
        "documents without a date of publication": (1, 2),
        "quotes without a speaker": (1, 1),
        "sums without a currency": (1, 1),
    }


def test_the_signature_tells_data_sets_apart(built: Path, run: Path, make: Build) -> None:
    one, two, three = read(built / "set"), make("two", run, split=[100, 0, 0]), read(built / "bare")
    assert one.signature != two.signature
    assert one.signature == three.signature, "what is withheld is the same data set"
    fields = dict(field.partition(":")[::2] for field in one.signature.split("|"))
    assert (fields["documents"], fields["claims"], fields["split"]) == ("20", "100", "80/10/10")
    assert fields["model"] == "none"


def test_gzipped_runs_are_read(built: Path, tmp_path: Path) -> None:
    zipped = tmp_path / "zipped"
    zipped.mkdir()
    for name in (records.DOCUMENTS, records.CLAIMS):
        jsonl.write(zipped / f"{name}.gz", jsonl.read(built / "run" / name))
    build([zipped], tmp_path / "packed", Settings(seed=3))
    for name in ("train/claims.jsonl", "test/documents.parquet", "splits.jsonl"):
        assert (built / "set" / name).read_bytes() == (tmp_path / "packed" / name).read_bytes()


def broken(tmp_path: Path, *, wrong: dict[str, object], order: bool = False) -> Path:
    documents = [article(1), article(2)]
    claims = [claim for document in documents for claim in claims_of(document)]
    claims[2] = msgspec.structs.replace(claims[2], **wrong)
    if order:
        claims = claims[5:] + claims[:5]
    records.write(tmp_path / "run", records.Records(documents, claims))
    return tmp_path / "run"


def test_a_run_that_does_not_hold_is_refused_with_file_and_line(tmp_path: Path, make: Build) -> None:
    run = broken(tmp_path, wrong={"text": "$6"})
    with pytest.raises(InputError, match=r"claims\.jsonl:3: money a1-money: span .*; .*onrecord validate"):
        make("set", run, split=[100, 0, 0])
    assert not (tmp_path / "set").exists() and not list(tmp_path.glob(".*"))


def test_claims_out_of_order_are_refused(tmp_path: Path, make: Build) -> None:
    with pytest.raises(InputError, match=r"claims\.jsonl:6: claim a1-entity of document 'a1' is out of place"):
        make("set", broken(tmp_path, wrong={}, order=True), split=[100, 0, 0])


def test_one_name_twice_is_refused(run: Path, make: Build) -> None:
    with pytest.raises(InputError, match=r"documents\.jsonl:1: doc_id 'a0' again, first in .*documents\.jsonl:1"):
        make("set", run, run)


def test_an_altered_text_is_refused(tmp_path: Path, make: Build) -> None:
    records.write(tmp_path / "run", records.Records([msgspec.structs.replace(article(1), text="other")], []))
    with pytest.raises(InputError, match=r"documents\.jsonl:1: sha256"):
        make("set", tmp_path / "run")


def test_runs_without_documents_are_refused(tmp_path: Path, make: Build) -> None:
    with pytest.raises(InputError, match="no documents in"):
        make("set", write_run(tmp_path / "run", []))


def test_a_folder_that_holds_something_is_left_alone(run: Path, tmp_path: Path, make: Build) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="something already"):
        make("set", run)
    assert contents(tmp_path / "set") == {"notes.txt": b"mine"}


def test_an_empty_folder_may_be_named(run: Path, tmp_path: Path, make: Build) -> None:
    (tmp_path / "set").mkdir()
    make("set", run)
    assert (tmp_path / "set" / "dataset.json").is_file()


@pytest.mark.parametrize(
    "settings",
    [{"names": "dropped"}, {"threshold": 0.3}, {"threshold": 1.2}, {"name": "a|b"}, {"version": ""}, {"name": "a\n"}],
)
def test_settings_that_make_no_sense_are_refused(run: Path, make: Build, settings: dict[str, object]) -> None:
    with pytest.raises(InputError):
        make("set", run, **settings)


@pytest.mark.parametrize("library", ["rensa", "pyarrow"])
def test_a_missing_library_is_named_with_what_to_install(
    run: Path, make: Build, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(InputError, match=rf"{library} is not installed; pip install 'onrecord\[dataset\]'"):
        make("set", run)


def test_the_card_says_what_the_facts_say(run: Path, tmp_path: Path, make: Build) -> None:
    manifest(run, quarantined=4)
    facts = make("set", run, name="ferries", version="2.0.0", split=[100, 0, 0])
    card = (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
    assert card.startswith(
        '---\npretty_name: "ferries"\nlicense: "unknown"\nannotations_creators: ["machine-generated"]\n'
    )
    for part in (
        "# ferries\n",
        "100 records",
        "| version | 2.0.0 |",
        facts.signature,
        "en_test 2.1.0, fingerprint 0123456789abcdef",
        "Accuracy: not measured on these articles.",
        "Agreement between annotators: not known.",
        "not here: 4",
        "| publisher | string | yes |",
    ):
        assert part in card
    assert "$" not in card.replace("$5", ""), "every blank of the template is filled"


def test_scores_and_agreement_reach_the_card(run: Path, tmp_path: Path) -> None:
    score = {"key": "quote.spans.overlap", "group": "spans", "f1": 0.5, "gold": 8, "interval": [0.4, 0.6]}
    empty = {"key": "money.spans.overlap", "group": "spans", "f1": None, "gold": 0}
    alpha = {"kind": "quote", "attribute": "mode", "units": 7, "alpha": 0.75, "interval": None}
    scored = {"signature": "gold|v1", "documents": 3, "scores": [score, empty], "warnings": []}
    (tmp_path / "scores.json").write_text(json.dumps(scored), encoding="utf-8")
    (tmp_path / "agreed.json").write_text(json.dumps({**scored, "alphas": [alpha]}), encoding="utf-8")
    build(
        [run],
        tmp_path / "set",
        Settings(split=(100, 0, 0)),
        evaluation=tmp_path / "scores.json",
        agreement=tmp_path / "agreed.json",
    )
    card = (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
    assert card.count("| quote.spans.overlap | 0.500 | 0.400–0.600 |") == 2 and "money.spans" not in card
    assert "| quote mode | 0.750 | – | 7 |" in card and "not measured" not in card


@pytest.mark.parametrize(
    ("option", "alphas", "fault"),
    [("agreement", False, "without 'alphas'"), ("evaluation", True, "agreement of two annotators")],
)
def test_scores_of_the_other_sort_are_refused(run: Path, tmp_path: Path, option: str, alphas: bool, fault: str) -> None:
    scored = {"signature": "s", "documents": 3, "scores": [], **({"alphas": []} if alphas else {})}
    (tmp_path / "scores.json").write_text(json.dumps(scored), encoding="utf-8")
    with pytest.raises(InputError, match=fault):
        build([run], tmp_path / "set", **{option: tmp_path / "scores.json"})


def test_the_sample_run_makes_a_data_set(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "outputs" / "sample"
    facts = build([sample], tmp_path / "set", Settings(split=(100, 0, 0)))
    said = jsonl.loads((sample / "manifest.json").read_bytes(), Manifest)
    assert facts.parts["train"].claims == {
        kind: said.counts.claims.get(kind, 0) for kind in facts.parts["train"].claims
    }
    assert facts.runs[0].model is not None and facts.runs[0].model["fingerprint"] == said.model.fingerprint
