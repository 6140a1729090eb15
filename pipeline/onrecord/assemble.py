"""From the name of a model to a pipeline with every onrecord stage."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from onrecord import collect
from onrecord.errors import PipelineError

DEFAULT_MODEL = "en_onrecord"
STAGES = ("entities", "money", "dates", "quotes", "speakers", "commitments")
ENCODER = "onrecord_encoder"
# The encoder reads long texts in windows, so spaCy's ceiling of a million characters (meant for parsers that
# hold all of a text at once) need not stop it.
MAX_LENGTH = 20_000_000


def load(model: str | Path = DEFAULT_MODEL) -> Language:
    """Return a pipeline with every onrecord stage.

    Args:
        model: An installed spaCy model package, or the folder of one. Stages it lacks are added behind its
            own components, so any English pipeline with a tagger, a parser and an entity recogniser will do.

    Raises:
        PipelineError: if there is no such model, or it cannot be loaded.
    """
    import_factories()
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise _not_loaded(model, error) from None
    except (ValueError, ImportError) as error:
        raise PipelineError(f"model {str(model)!r} cannot be loaded: {error}") from error
    return with_stages(nlp)


def load_to_stay(model: str | Path = DEFAULT_MODEL) -> Language:
    """Return what :func:`load` does, for a process that keeps it to its end.

    The garbage collector passes over all there is from now on: to look through a pipeline again and again, of which
    nothing is ever dropped, takes a fiftieth of the time of a run.
    """
    nlp = load(model)
    gc.collect()
    gc.freeze()
    return nlp


@contextmanager
def staying() -> Iterator[None]:
    """Let the garbage collector pass over all there is, a pipeline above all, while the block runs and no longer.

    Where somebody else has told it to pass over something, that is left as it is.
    """
    if gc.get_freeze_count():
        yield
        return
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def with_stages(nlp: Language) -> Language:
    """Add the stages a pipeline lacks, in order, and return it."""
    import_factories()
    collect.register()
    have = {nlp.get_pipe_meta(name).factory: name for name in nlp.component_names}
    if ENCODER in have:
        nlp.max_length = max(nlp.max_length, MAX_LENGTH)
    for position, stage in enumerate(STAGES):
        factory = f"onrecord_{stage}"
        if factory in have:
            continue
        later = [have[f] for s in STAGES[position + 1 :] if (f := f"onrecord_{s}") in have]
        nlp.add_pipe(factory, before=later[0]) if later else nlp.add_pipe(factory)
    return nlp


def import_factories() -> None:
    """Make the components known to spaCy, as entry points do where onrecord is installed."""
    for name in ("encoder", *(f"stages.{stage}" for stage in STAGES)):
        importlib.import_module(f"onrecord.{name}")


def _not_loaded(model: str | Path, error: OSError) -> PipelineError:
    if spacy.util.is_package(str(model)) or Path(model).exists():
        return PipelineError(f"model {str(model)!r} cannot be loaded: {error}")
    command = f"python -m spacy download {model}"
    if model == DEFAULT_MODEL:
        command = "python -m pip install ./models/en_onrecord in the source tree"
    hint = f"run {command}, or name another model or its folder"
    return PipelineError(f"model {str(model)!r} is not installed", hint)


@cache
def default() -> Language:
    """Return the shipped model, loaded on first use."""
    return load()
