"""Put the exported encoder and all stages together as the spaCy pipeline ``en_onrecord``.

Usage:
    python -m onrecord_training.package --encoder DIR --out DIR --version 0.1.0

``DIR`` gets what ``spacy.load`` reads. The rule lemmatizer's tables come from spacy-lookups-data and travel
inside.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.language import Language

from onrecord.encoder.network import FILES
from onrecord_training.examples import make_tokenizer
from onrecord_training.lemmas import complete

STAGES = ["entities", "money", "dates", "quotes", "speakers", "commitments"]
# With a judge the best F1 on annotated texts lies lower than where the rules alone are cut off.
SETTINGS: dict[str, dict[str, float]] = {"commitments": {"threshold": 0.4}}
SOURCES = [
    {"name": "all-MiniLM-L6-v2", "url": "sentence-transformers/all-MiniLM-L6-v2", "license": "Apache-2.0"},
    {"name": "UD English EWT 2.16", "url": "UniversalDependencies/UD_English-EWT", "license": "CC BY-SA 4.0"},
    {"name": "GUM 11", "url": "amir-zeldes/gum", "license": "CC BY 4.0, texts by genre, some CC BY-NC-SA"},
    {"name": "en-worldwide-newswire", "url": "stanfordnlp/en-worldwide-newswire", "license": "none stated"},
    {"name": "PolNeAR 1.0.0", "url": "networkdynamics/PolNeAR", "license": "none stated for the data"},
    {"name": "spacy-lookups-data", "url": "explosion/spacy-lookups-data", "license": "MIT"},
]


def build(encoder: Path, stages: bool = True) -> Language:
    """Return the whole pipeline with its weights and tables."""
    nlp = make_tokenizer()
    nlp.max_length = 1_000_000
    component = nlp.add_pipe("onrecord_encoder")
    component.load({name: (encoder / name).read_bytes() for name in FILES})  # type: ignore[attr-defined]
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lambda: [], nlp=nlp)  # type: ignore[attr-defined]
    complete(lemmatizer.lookups)  # type: ignore[attr-defined]
    if stages:
        for stage in STAGES:
            nlp.add_pipe(f"onrecord_{stage}", config=SETTINGS.get(stage, {}))
    return nlp


def main() -> None:
    """Build and write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--no-stages", action="store_true", help="encoder and lemmatizer only")
    args = parser.parse_args()
    nlp = build(args.encoder, stages=not args.no_stages)
    nlp.meta.update(
        {
            "name": "onrecord",
            "version": args.version,
            "description": "Tags, trees, names and attributions by one small encoder, then claims by rule.",
            "author": "the onrecord authors",
            "license": "see models/training/MODEL_CARD.md",
            "spacy_version": ">=3.8.0,<3.9.0",
            "sources": SOURCES,
            "requirements": ["onrecord>=0.1.0"],
        }
    )
    nlp.to_disk(args.out)


if __name__ == "__main__":
    main()
