"""What a pipeline is, down to a hash of everything its output depends on."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from spacy.language import Language

from onrecord.schema import Model

_LIBRARIES = ("numpy", "onnxruntime", "spacy", "thinc", "tokenizers")


def describe(nlp: Language) -> Model:
    """Return the name, version, components and fingerprint of a pipeline."""
    return Model(
        name=f"{nlp.meta['lang']}_{nlp.meta['name']}",
        version=nlp.meta["version"],
        components=list(nlp.pipe_names),
        fingerprint=fingerprint(nlp),
    )


def fingerprint(nlp: Language) -> str:
    """Return a hash that changes when the output of a pipeline may: 16 hex digits.

    It covers the configuration, the versions of spaCy and of the model, the weights and tables of every
    component, and onrecord's own rules and word lists, but neither where a model lies nor what it has read.
    """
    hashed = hashlib.sha256()

    def add(name: str, data: bytes) -> None:
        hashed.update(f"{name}\x1f{len(data)}\x1f".encode() + data)

    add("spacy", version("spacy").encode())
    add("model", f"{nlp.meta['name']} {nlp.meta['version']}".encode())
    config = {part: nlp.config[part] for part in ("nlp", "components")}
    add("config", json.dumps(config, sort_keys=True, default=str).encode())
    # Not nlp.to_bytes(): that holds the vocabulary, which grows with every text read.
    for name, component in [("tokenizer", nlp.tokenizer), *nlp.pipeline]:
        if hasattr(component, "to_bytes"):
            add(name, component.to_bytes(exclude=["vocab"]))
    for name, data in _sources():
        add(name, data)
    return hashed.hexdigest()[:16]


@cache
def _sources() -> tuple[tuple[str, bytes], ...]:
    def walk(folder: Traversable, under: str) -> Iterator[tuple[str, bytes]]:
        for entry in sorted(folder.iterdir(), key=lambda e: e.name):
            if entry.is_dir():
                yield from walk(entry, f"{under}{entry.name}/")
            elif entry.name.endswith((".py", ".tsv")):
                yield under + entry.name, entry.read_bytes()

    root = files("onrecord")
    parts = ("encoder", "grammar", "lexicons", "schema", "stages", "text", "values")
    return tuple(source for part in parts for source in walk(root / part, f"{part}/"))


def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that a pipeline computes with."""
    return {"python": platform.python_version()} | {name: package_version(name) for name in _LIBRARIES}


def package_version(name: str = "onrecord") -> str:
    """Return the version of an installed package, ``unknown`` for a bare source tree."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
