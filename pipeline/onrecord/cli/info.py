"""``onrecord info``: what is installed, and under which licences."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError, metadata
from typing import Annotated, Any

import typer

from onrecord.cli import options

_PACKAGES = (
    "onrecord",
    "spacy",
    "msgspec",
    "jsonlines",
    "dateparser",
    "numpy",
    "onnxruntime",
    "tokenizers",
    "typer",
    "rich",
)


def command(
    model: options.Model = options.MODEL,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print versions, licences, the model, its pipeline and its fingerprint."""
    from onrecord import assemble, fingerprint
    from onrecord.errors import PipelineError

    facts: dict[str, Any] = {"python": platform.python_version(), "packages": _packages()}
    problem: PipelineError | None = None
    try:
        nlp = assemble.load(model)
    except PipelineError as error:
        problem = error
    else:
        described = fingerprint.describe(nlp)
        facts["model"] = {
            "name": described.name,
            "version": described.version,
            "licence": nlp.meta.get("license") or "unknown",
            "components": described.components,
            "fingerprint": described.fingerprint,
        }
    _print(facts, as_json)
    if problem is not None:
        raise problem


def _packages() -> dict[str, dict[str, str]]:
    found = {}
    for name in _PACKAGES:
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue
        found[name] = {"version": about["Version"], "licence": _licence(name)}
    return found


def _licence(name: str) -> str:
    """Return the licence a package states, in whichever of three places it does."""
    about = metadata(name)
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier", []) if c.startswith("License ::")]
    if classifiers:
        return ", ".join(classifiers)
    return about["License"].strip().splitlines()[0] if "License" in about else "unknown"


def _print(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(facts, indent=2))
        return
    typer.echo(f"python {facts['python']}")
    for name, about in facts["packages"].items():
        typer.echo(f"{name} {about['version']}  {about['licence']}")
    if "model" in facts:
        model = facts["model"]
        typer.echo(f"\nmodel {model['name']} {model['version']}  {model['licence']}")
        typer.echo(f"pipeline {', '.join(model['components'])}")
        typer.echo(f"fingerprint {model['fingerprint']}")
