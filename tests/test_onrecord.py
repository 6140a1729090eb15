"""The import package: its names, and that it is light."""

from __future__ import annotations

import subprocess
import sys

import pytest

import onrecord


def test_every_public_name_is_there() -> None:
    assert onrecord.__all__ == sorted(onrecord.__all__)
    assert all(getattr(onrecord, name) is not None for name in onrecord.__all__)
    assert set(onrecord.__all__) <= set(dir(onrecord))


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="module 'onrecord' has no attribute 'guess'"):
        _ = onrecord.guess


@pytest.mark.parametrize("module", ["onrecord", "onrecord.cli.app", "onrecord.jsonl", "onrecord.validate"])
def test_what_must_be_light_imports_no_spacy(module: str) -> None:
    code = f"import {module}, sys; print(*({{'spacy', 'pandas', 'onnxruntime'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
