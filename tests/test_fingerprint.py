"""A fingerprint changes when the output may, and at no other time."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from onrecord import fingerprint
from onrecord.assemble import load


def test_it_neither_depends_on_the_place_nor_on_what_was_read(tiny_nlp: Language, tmp_path: Path) -> None:
    before = fingerprint.fingerprint(tiny_nlp)
    assert len(before) == 16 and int(before, 16)
    tiny_nlp("Words nobody has ever read: zyxomorph, qwertification.")
    assert fingerprint.fingerprint(tiny_nlp) == before
    tiny_nlp.to_disk(tmp_path / "elsewhere")
    assert fingerprint.fingerprint(load(tmp_path / "elsewhere")) == before


def test_it_depends_on_components_weights_and_settings(tiny_model: str) -> None:
    nlp = load(tiny_model)
    seen = {fingerprint.fingerprint(nlp)}
    softmax = nlp.get_pipe("tagger").model.get_ref("softmax")  # type: ignore[attr-defined]
    softmax.set_param("b", softmax.get_param("b") + 1)
    seen.add(fingerprint.fingerprint(nlp))
    nlp.tokenizer.add_special_case("gonna", [{"ORTH": "gon"}, {"ORTH": "na"}])
    seen.add(fingerprint.fingerprint(nlp))
    nlp.remove_pipe("onrecord_money")
    seen.add(fingerprint.fingerprint(nlp))
    nlp.meta["version"] = "99"
    seen.add(fingerprint.fingerprint(nlp))
    assert len(seen) == 5


def test_it_depends_on_rules_and_word_lists(tiny_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = fingerprint._sources()
    names = [name for name, _ in sources]
    assert {"stages/store.py", "lexicons/reporting_verbs.tsv"} <= set(names)
    assert len(names) == len(set(names)) and not any("__pycache__" in name for name in names)
    before = fingerprint.fingerprint(tiny_nlp)
    monkeypatch.setattr(fingerprint, "_sources", lambda: (*sources, ("more.tsv", b"pledge")))
    assert fingerprint.fingerprint(tiny_nlp) != before


def test_a_pipeline_is_described(tiny_nlp: Language) -> None:
    described = fingerprint.describe(tiny_nlp)
    assert described.components == tiny_nlp.pipe_names
    assert described.name == "en_pipeline"
    assert described.fingerprint == fingerprint.fingerprint(tiny_nlp)


def test_a_package_that_is_not_installed_has_no_version() -> None:
    assert fingerprint.package_version("spacy")[0].isdigit()
    assert fingerprint.package_version("a-package-nobody-installs") == "unknown"
