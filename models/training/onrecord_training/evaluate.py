"""Measure a packaged model on the development sets, from raw text, and write the figures to a file.

Usage:
    python -m onrecord_training.evaluate --model en_onrecord --data DIR --out metrics.json

Trees as in the CoNLL 2018 shared task (Zeman et al. 2018): words are matched by their characters, label
subtypes do not count. Names: strict span and label. Attribution: over our tokens, per token and per exact
span.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord_training.corpora import RawDocument, read_conllu, read_newswire, read_polnear
from onrecord_training.examples import NEWSWIRE_LABELS, Inventory, span_example

SIX = {"PERSON", "ORG", "LOC", "NORP", "FAC", "PRODUCT"}
TO_COARSE = {"GPE": "LOC", "EVENT": "MISC", "WORK": "MISC", "LAW": "MISC"}


def f1(matched: int, gold: int, predicted: int) -> dict[str, float]:
    """Return precision, recall and F1 in percent."""
    p, r = matched / max(predicted, 1), matched / max(gold, 1)
    return {k: round(100 * v, 2) for k, v in (("p", p), ("r", r), ("f", 2 * p * r / max(p + r, 1e-9)))}


def trees(nlp: Language, documents: Iterable[RawDocument]) -> dict[str, float]:
    """Return F1 of tokens, tags, UAS, LAS (with and without subtypes) and sentences."""
    hit: Counter[str] = Counter()
    gold_words = system_words = gold_sentences = system_sentences = 0
    documents = list(documents)
    for raw, doc in zip(documents, nlp.pipe(d.text for d in documents), strict=True):
        gold = {(w.start, w.end): w for w in raw.words}
        words = [t for t in doc if not t.is_space]
        gold_words, system_words = gold_words + len(raw.words), system_words + len(words)
        for t in words:
            word = gold.get((t.idx, t.idx + len(t)))
            if word is None:
                continue
            hit["tokens"] += 1
            hit["tag"] += word.xpos == t.tag_
            hit["pos"] += word.upos == t.pos_
            head = raw.words[word.head] if word.head >= 0 else word
            if (head.start, head.end) == (t.head.idx, t.head.idx + len(t.head)):
                label = "root" if t.dep_ == "ROOT" else t.dep_
                hit["uas"] += 1
                hit["las"] += label.split(":")[0] == word.deprel.split(":")[0]
                hit["las_subtypes"] += label == word.deprel
        starts = [i for i, w in enumerate(raw.words) if w.starts_sentence]
        spans = {
            (raw.words[a].start, raw.words[b - 1].end)
            for a, b in zip(starts, [*starts[1:], len(raw.words)], strict=True)
        }
        found = set()
        for s in doc.sents:
            kept = [t for t in s if not t.is_space]
            if kept:
                found.add((kept[0].idx, kept[-1].idx + len(kept[-1])))
        hit["sentences"] += len(spans & found)
        gold_sentences, system_sentences = gold_sentences + len(spans), system_sentences + len(found)
    out = {k: f1(hit[k], gold_words, system_words)["f"] for k in ("tokens", "tag", "pos", "uas", "las", "las_subtypes")}
    return out | {"sentences": f1(hit["sentences"], gold_sentences, system_sentences)["f"]}


def names(nlp: Language, documents: list[RawDocument]) -> dict[str, Any]:
    """Return strict span F1 over six labels, over these and Misc, and by label (GPE and LOC are one here)."""
    hit: Counter[str] = Counter()
    gold_count: Counter[str] = Counter()
    system_count: Counter[str] = Counter()
    for raw, doc in zip(documents, nlp.pipe(d.text for d in documents), strict=True):
        gold = {(a, b, NEWSWIRE_LABELS[x]) for a, b, x in raw.spans}
        found = {(e.start_char, e.end_char, TO_COARSE.get(e.label_, e.label_)) for e in doc.ents}
        gold_count.update(x for _, _, x in gold)
        system_count.update(x for _, _, x in found)
        hit.update(x for _, _, x in gold & found)

    def over(labels: Iterable[str]) -> dict[str, float]:
        kept = list(labels)
        return f1(*(sum(c[k] for k in kept) for c in (hit, gold_count, system_count)))

    return {
        "six": over(SIX),
        "with_misc": over(SIX | {"MISC"}),
        "by_label": {k: over([k])["f"] for k in sorted(SIX | {"MISC"})},
    }


def attribution(nlp: Language, documents: list[RawDocument]) -> dict[str, Any]:
    """Return token F1 and exact span F1 of sources, cues and contents."""
    inventory = Inventory([], [], [])
    token = {k: Counter() for k in ("hit", "gold", "system")}  # type: ignore[var-annotated]
    span = {k: Counter() for k in ("hit", "gold", "system")}  # type: ignore[var-annotated]
    for raw, doc in zip(documents, nlp.pipe(d.text for d in documents), strict=True):
        example = span_example(nlp, raw, "attribution", inventory)
        path = [inventory.attribution[max(0, i)] for i in example.labels["attribution"]]
        gold, system = _parts(path, doc), [(s.start, s.end, s.label_) for s in doc.spans["attribution"]]
        for counts, of in (("gold", gold), ("system", system)):
            span[counts].update(x for _, _, x in of)
            token[counts].update(x for a, b, x in of for i in range(a, b) if not doc[i].is_space)
        span["hit"].update(x for _, _, x in set(gold) & set(system))
        covered = {(i, x) for a, b, x in gold for i in range(a, b) if not doc[i].is_space}
        token["hit"].update(x for a, b, x in system for i in range(a, b) if (i, x) in covered)
    labels = ("source", "cue", "content")
    return {
        name: {k: f1(c["hit"][k], c["gold"][k], c["system"][k])["f"] for k in labels}
        for name, c in (("token", token), ("span", span))
    }


def _parts(path: list[str], doc: Doc) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for i, label in enumerate(path):
        if label.startswith("I-") and out and out[-1][1] == i and out[-1][2] == label[2:]:
            out[-1] = (out[-1][0], i + 1, label[2:])
        elif label != "O":
            out.append((i, i + 1, label[2:]))
    trimmed = []
    for a, b, x in out:
        while b > a and doc[b - 1].is_space:
            b -= 1
        if b > a:
            trimmed.append((a, b, x))
    return trimmed


def measure(nlp: Language, data: Path) -> dict[str, Any]:
    """Return all development figures of a pipeline's backbone."""
    gum = sorted((data / "gum/dep/dev").glob("*.conllu"))
    with nlp.select_pipes(enable=["onrecord_encoder"]):
        return {
            "gum_dev": trees(nlp, (d for p in gum for d in read_conllu(p))),
            "ewt_dev": trees(nlp, read_conllu(data / "ud_english_ewt/en_ewt-ud-dev.conllu")),
            "newswire_dev": names(nlp, list(read_newswire(data / "en_worldwide_newswire/dev"))),
            "polnear_dev": attribution(nlp, list(read_polnear(data / "polnear/dev"))),
        }


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="installed package name or folder")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--meta", type=Path, nargs="*", default=[], help="meta.json files that are to hold them too")
    args = parser.parse_args()
    nlp = spacy.load(args.model)
    figures = {
        "model": f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}",
        **measure(nlp, args.data),
    }
    text = json.dumps(figures, indent=2) + "\n"
    print(text)
    if args.out:
        args.out.write_text(text, encoding="utf-8")
    for path in args.meta:
        meta = json.loads(path.read_text(encoding="utf-8"))
        meta["performance"] = {k: v for k, v in figures.items() if k != "model"}
        path.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
