"""A spaCy CNN pipeline of the size of en_core_web_sm 3.8, with random weights: what a small pipeline costs.

Widths, depths and table sizes are those of that package's config: a shared tok2vec under tagger and
parser, and one of its own under the entity recogniser. Its rule components (attribute ruler, lemmatizer)
are left out, which makes the yardstick a little faster than the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Config, Model, fix_random_seed

TAGS, DEPS, NAMES = 50, 45, 18
WIDTH = 96

_TOK2VEC = """
[model]
@architectures = "spacy.Tok2Vec.v2"

[model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = {attrs}
rows = {rows}
include_static_vectors = false

[model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3
"""
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}


def build(seed: int = 1) -> Language:
    """Return the pipeline, initialised on made-up annotations with as many labels as the real one has."""
    fix_random_seed(seed)
    nlp = spacy.blank("en")
    attrs, rows = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"], [5000, 1000, 2500, 2500, 50, 50]
    nlp.add_pipe("tok2vec", config=_tok2vec(attrs, rows))
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENER}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", _LISTENER)})
    own = _tok2vec(attrs[:4], rows[:4])["model"]
    nlp.add_pipe("ner", config={"model": _transitions("ner", own)})
    nlp.initialize(lambda: list(_examples(nlp)))
    generator = np.random.default_rng(seed)
    for _, component in nlp.pipeline:
        if isinstance(model := getattr(component, "model", None), Model):
            _randomise(model, generator)
    return nlp


def _tok2vec(attrs: list[str], rows: list[int]) -> dict[str, Any]:
    text = _TOK2VEC.format(attrs=str(attrs).replace("'", '"'), rows=rows)
    return dict(Config().from_str(text))


def _transitions(state: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }


def _examples(nlp: Language) -> Iterator[Example]:
    words = [f"word{i}" for i in range(max(TAGS, DEPS, NAMES) + 1)]
    # A chain in both directions, many times over: labels seen too rarely are dropped.
    for forward in (True, False) * 40:
        n = len(words)
        heads = [max(i - 1, 0) for i in range(n)] if forward else [min(i + 1, n - 1) for i in range(n)]
        doc = Doc(
            nlp.vocab,
            words=words,
            tags=[f"T{i % TAGS}" for i in range(n)],
            heads=heads,
            deps=["ROOT" if heads[i] == i else f"d{i % DEPS}" for i in range(n)],
        )
        doc.ents = [Span(doc, i, i + 1, label=f"E{i}") for i in range(NAMES)]
        yield Example(Doc(nlp.vocab, words=words), doc)


def _randomise(model: Model[Any, Any], generator: np.random.Generator) -> None:
    """Fill the weights that start as zeros: a parser that scores every move alike would only ever shift."""
    for node in model.walk():
        for name in node.param_names:
            values: Any = node.get_param(name) if node.has_param(name) else None
            if values is not None and not values.any():
                node.set_param(name, generator.normal(0, 0.1, values.shape).astype(values.dtype))
