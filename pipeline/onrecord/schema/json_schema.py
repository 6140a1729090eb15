"""JSON Schema of the records, generated from the structs and committed beside them.

``python -m onrecord.schema.json_schema`` rewrites ``onrecord.schema.json``; a test fails while they differ.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from onrecord.schema.claims import KINDS
from onrecord.schema.document import Document
from onrecord.schema.reading import IngestManifest, Provenance
from onrecord.schema.run import SCHEMA_VERSION, Manifest, Quarantined

PATH = Path(__file__).with_name("onrecord.schema.json")
_RECORDS = (Document, *KINDS.values(), Quarantined, Provenance, Manifest, IngestManifest)


def build() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of one line of any file of a run, its parts under ``$defs``."""
    schemas, components = msgspec.json.schema_components(_RECORDS, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"onrecord records, version {SCHEMA_VERSION}",
        "description": "A line of documents.jsonl, claims.jsonl, quarantine.jsonl or provenance.jsonl; manifest.json.",
        "anyOf": list(schemas),
        "$defs": dict(sorted(components.items())),
    }


def dumps() -> str:
    """Return the schema as the committed file holds it."""
    return json.dumps(build(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(dumps(), encoding="utf-8", newline="\n")
