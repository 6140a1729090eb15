"""From the name of a model to a pipeline with all stages."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from onrecord.assemble import MAX_LENGTH, STAGES, load, load_to_stay, staying, with_stages
from onrecord.errors import PipelineError

FACTORIES = [f"onrecord_{stage}" for stage in STAGES]


def test_the_stages_a_model_lacks_are_added_behind_its_own_components(tiny_model: str) -> None:
    own = list(spacy.load(tiny_model).pipe_names)
    assert load(tiny_model).pipe_names == own + FACTORIES
    assert load(Path(tiny_model)).pipe_names == own + FACTORIES


def test_stages_that_are_there_stay_and_the_others_find_their_place(tiny_model: str) -> None:
    nlp = load(tiny_model)
    nlp.remove_pipe("onrecord_money")
    nlp.remove_pipe("onrecord_commitments")
    assert with_stages(nlp).pipe_names[-len(FACTORIES) :] == FACTORIES
    assert with_stages(nlp).pipe_names[-len(FACTORIES) :] == FACTORIES


def test_a_stage_under_another_name_counts() -> None:
    with_stages(spacy.blank("en"))
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_money", name="sums")
    assert with_stages(nlp).pipe_names == [
        "onrecord_entities",
        "sums",
        "onrecord_dates",
        "onrecord_quotes",
        "onrecord_speakers",
        "onrecord_commitments",
    ]


def test_a_pipeline_saved_with_its_stages_loads_as_it_was(tiny_nlp: Language, tmp_path: Path) -> None:
    tiny_nlp.to_disk(tmp_path / "full")
    assert load(tmp_path / "full").pipe_names == tiny_nlp.pipe_names


def test_the_garbage_collector_passes_over_a_pipeline_that_stays(tiny_model: str) -> None:
    before = gc.get_freeze_count()
    try:
        nlp = load_to_stay(tiny_model)
        assert nlp("Ada Marsh spoke.").text == "Ada Marsh spoke."
        assert gc.get_freeze_count() > before
        with staying():
            pass
        assert gc.get_freeze_count() > before, "what somebody else asked for is kept"
    finally:
        gc.unfreeze()
    with pytest.raises(ValueError, match="odd"), staying():
        assert gc.get_freeze_count()
        raise ValueError("odd")
    assert not gc.get_freeze_count()


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("en_onrecord_of_another_planet", "spacy download en_onrecord_of_another_planet"),
        ("en_onrecord", "pip"),
    ],
)
def test_a_model_that_is_not_installed_is_named_with_what_to_run(
    name: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(model: str) -> Language:
        raise OSError("[E050] cannot find it")

    monkeypatch.setattr("spacy.load", missing)
    monkeypatch.setattr("spacy.util.is_package", lambda model: False)
    with pytest.raises(PipelineError, match=f"{name}' is not installed; run .*{command}"):
        load(name)


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="cannot be loaded"):
        load(tmp_path)
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 5\n")
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(PipelineError, match="cannot be loaded"):
        load(tmp_path)


def test_the_shipped_model_takes_long_texts(shipped: Language) -> None:
    assert shipped.max_length >= MAX_LENGTH
    assert shipped.pipe_names[-len(FACTORIES) :] == FACTORIES
