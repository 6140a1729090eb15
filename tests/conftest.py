"""Pipelines for the tests: a tiny one trained on the spot, and the shipped one where it is installed."""

from __future__ import annotations

import socket
from typing import NoReturn

import pytest
import spacy
from hypothesis import settings
from spacy.language import Language

from onrecord.assemble import DEFAULT_MODEL, load
from tests.support import tiny

# The same examples in every run: a failure on one machine is a failure on all, and none appears by chance.
settings.register_profile("onrecord", derandomize=True, deadline=None)
settings.load_profile("onrecord")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Extraction reads nothing but its input; a test that reaches for the network fails."""

    def refuse(self: socket.socket, address: object) -> NoReturn:
        raise AssertionError(f"a test tried to connect to {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the tiny pipeline, for other processes to load; it has no onrecord stage."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    tiny.train().to_disk(folder)
    return str(folder)


@pytest.fixture(scope="session")
def tiny_nlp(tiny_model: str) -> Language:
    """The tiny pipeline with all stages."""
    return load(tiny_model)


@pytest.fixture(scope="session")
def shipped() -> Language:
    """The shipped pipeline; contributors who have not installed it skip what needs it."""
    if not spacy.util.is_package(DEFAULT_MODEL):
        pytest.skip(f"{DEFAULT_MODEL} is not installed")
    return load()


@pytest.fixture(scope="session", params=["tiny_nlp", "shipped"])
def nlp(request: pytest.FixtureRequest) -> Language:
    """A pipeline with all stages: the tiny one, then the shipped one."""
    pipeline: Language = request.getfixturevalue(request.param)
    return pipeline
