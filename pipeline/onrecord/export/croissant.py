"""Croissant 1.1 metadata (JSON-LD): every file with its hash, every table with its columns."""

from __future__ import annotations

import json
from typing import Any

from onrecord.export.columns import TABLES, Column, columns
from onrecord.export.facts import Facts

_CONFORMS = "http://mlcommons.org/croissant/1.1"
_FORMATS = {".parquet": "application/x-parquet", ".jsonl": "application/jsonlines"}
_TYPES = {"int32": "sc:Integer", "bool": "sc:Boolean", "double": "sc:Float"}
# The members of columns that hold structures.
_MEMBERS = {
    "spans": {"start": "sc:Integer", "end": "sc:Integer"},
    "links": {"role": "sc:Text", "target": "sc:Text"},
    "participants": {"id": "sc:Text", "name": "sc:Text", "label": "sc:Text", "aliases": "sc:Text"},
}
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{
        term: f"cr:{term}"
        for term in (
            "arrayShape citeAs column containedIn equivalentProperty extract field fileProperty fileObject fileSet "
            "format includes isArray isLiveDataset jsonPath key md5 parentField path recordSet references regex "
            "repeated replace samplingRate separator source subField transform"
        ).split()
    },
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
}


def build(facts: Facts) -> dict[str, Any]:
    """Return the metadata of a data set."""
    settings = facts.settings
    claims = sum(sum(part.claims.values()) for part in facts.parts.values())
    documents = sum(part.documents for part in facts.parts.values())
    about: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": _CONFORMS,
        "name": settings.name,
        "version": settings.version,
        "description": f"{claims:,} claims in {documents:,} news articles: quotes, sums of money, dates, commitments "
        f"and the participants in them, each with its exact place in the article. Texts {settings.texts}.",
        "identifier": facts.signature,
        "license": sorted({source.licence for source in facts.sources}),
        "inLanguage": facts.languages,
        "isLiveDataset": False,
        "distribution": [_file(name, facts) for name in sorted(facts.files)],
        "recordSet": [_record_set(table, split, facts) for split in facts.parts for table in TABLES],
    }
    return {key: value for key, value in about.items() if value != []}


def dumps(facts: Facts) -> bytes:
    """Return the metadata as the file holds it."""
    return json.dumps(build(facts), indent=2, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _file(name: str, facts: Facts) -> dict[str, Any]:
    about = facts.files[name]
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{about.bytes} B",
        "encodingFormat": next(format for ending, format in _FORMATS.items() if name.endswith(ending)),
        "sha256": about.sha256,
    }


def _record_set(table: str, split: str, facts: Facts) -> dict[str, Any]:
    name = f"{split}/{table}"
    chosen = columns(table, texts=facts.settings.texts == "included")
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "key": {"@id": f"{name}/{'doc_id' if table == 'documents' else 'id'}"},
        "field": [_field(name, column) for column in chosen],
    }


def _field(record_set: str, column: Column) -> dict[str, Any]:
    name = f"{record_set}/{column.name}"
    source = {"fileObject": {"@id": f"{record_set}.parquet"}, "extract": {"column": column.name}}
    field: dict[str, Any] = {"@type": "cr:Field", "@id": name, "name": name}
    if members := _MEMBERS.get(column.type):
        field["repeated"] = True
        field["subField"] = [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{member}",
                "name": f"{name}/{member}",
                "dataType": type_,
                "source": {**source, "transform": {"jsonPath": member}},
            }
            for member, type_ in members.items()
        ]
        return field
    field["dataType"] = _TYPES.get(column.type, "sc:Text")
    if column.type == "strings":
        field |= {"isArray": True, "arrayShape": "-1"}
    return {**field, "source": source}
