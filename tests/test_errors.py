"""Errors say what was wrong and what to try, and travel between processes."""

from __future__ import annotations

import pickle

import pytest

from onrecord.errors import InputError, MissingAnnotationError, OnrecordError, PipelineError, SchemaError
from onrecord.jsonl import LineError


def test_the_message_is_reason_and_hint() -> None:
    error = InputError("a.txt: not UTF-8", "convert it")
    assert (error.reason, error.hint, str(error)) == (
        "a.txt: not UTF-8",
        "convert it",
        "a.txt: not UTF-8; convert it",
    )
    assert str(InputError("a.txt: not UTF-8")) == "a.txt: not UTF-8"


@pytest.mark.parametrize("error", [InputError, SchemaError, PipelineError, MissingAnnotationError])
def test_every_error_has_one_root_and_can_be_pickled(error: type[OnrecordError]) -> None:
    again = pickle.loads(pickle.dumps(error("a", "b")))
    assert isinstance(again, OnrecordError)
    assert (type(again), str(again)) == (error, "a; b")


def test_a_line_error_names_the_line() -> None:
    again = pickle.loads(pickle.dumps(LineError("a.jsonl", 3, "not JSON", "correct it")))
    assert (again.line, again.fault, str(again)) == (3, "not JSON", "a.jsonl:3: not JSON; correct it")
