"""The front matter of the card, in the fields and values of the Hugging Face Hub."""

from __future__ import annotations

import json
from typing import Any

from onrecord.export.columns import TABLES
from onrecord.export.facts import Facts
from onrecord.export.licences import UNKNOWN

_SIZES = [
    (10**3, "n<1K"),
    (10**4, "1K<n<10K"),
    (10**5, "10K<n<100K"),
    (10**6, "100K<n<1M"),
    (10**7, "1M<n<10M"),
    (10**8, "10M<n<100M"),
]
# Licences by the Hub's names of them; any other is "other", with its own name beside it.
_LICENCES = frozenset(
    "apache-2.0 mit bsd-2-clause bsd-3-clause cc0-1.0 cc-by-2.0 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 "
    "cc-by-nc-4.0 cc-by-nd-4.0 cc-by-nc-nd-4.0 cc-by-nc-sa-4.0 odc-by odbl pddl gpl-3.0 lgpl-3.0 unlicense".split()
)


def front_matter(facts: Facts) -> str:
    """Return the metadata between its two rules; every value is JSON, which is YAML as well."""
    claims = sum(sum(part.claims.values()) for part in facts.parts.values())
    about: dict[str, Any] = {"pretty_name": facts.settings.name}
    if languages := sorted({language.split("-")[0].lower() for language in facts.languages}):
        about["language"] = languages
    about |= _licence(facts)
    if all(run.model for run in facts.runs):
        about["annotations_creators"] = ["machine-generated"]
    about["task_categories"] = ["token-classification"]
    about["size_categories"] = [next((name for bound, name in _SIZES if claims < bound), "100M<n<1B")]
    about["tags"] = ["news", "claim-extraction", "quotations", "commitments", "croissant"]
    lines = [f"{key}: {_json(value)}" for key, value in about.items()]
    lines.append("configs:")
    for table in TABLES:
        lines.append(f"- config_name: {_json(table)}")
        if table == TABLES[0]:
            lines.append("  default: true")
        lines.append("  data_files:")
        for split in facts.parts:
            lines += [f"  - split: {_json(split)}", f"    path: {_json(f'{split}/{table}.parquet')}"]
    return "---\n" + "\n".join(lines) + "\n---\n"


def _licence(facts: Facts) -> dict[str, Any]:
    named = sorted({source.licence for source in facts.sources})
    if UNKNOWN in named or not named:
        return {"license": "unknown"}
    ids = sorted({name.lower().replace(" ", "-") for name in named})
    if set(ids) <= _LICENCES:
        return {"license": ids[0] if len(ids) == 1 else ids}
    return {"license": "other", "license_name": "by-source", "license_link": "README.md"}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
