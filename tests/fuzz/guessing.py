"""A pipeline that guesses: tags, trees, names and attribution that no model would come up with, always the same."""

from __future__ import annotations

import random
import zlib

import spacy
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span

_TAGS = ("NN NNS NNP NNP PRP VBD VBZ VB VBN VBG MD IN TO DT JJ CD $ , . RB POS CC WP '' ``").split()
_POS = (
    "NOUN NOUN PROPN PROPN PRON VERB VERB VERB VERB VERB AUX ADP PART DET ADJ NUM SYM PUNCT PUNCT ADV PART CCONJ PRON"
).split()
_DEPS = (
    "nsubj nsubj:pass obj iobj obl obl:agent obl:unmarked ccomp xcomp csubj advcl advcl:relcl acl acl:relcl appos nmod "
    "nmod:poss compound flat case mark aux aux:pass cop det amod nummod conj cc parataxis expl vocative punct dep "
    "nsubj nsubj nsubj obj obj xcomp xcomp ccomp ccomp aux aux"
).split()
# Words that the stages begin at are guessed as the verbs they are as a rule, or little else would be tried.
_VERBS = {"said": "say", "told": "tell", "promised": "promise", "pledged": "pledge", "added": "add", "build": "build"}
_VERB = _TAGS.index("VBD")
_NAMES = "PERSON ORG GPE LOC FAC NORP PRODUCT EVENT".split()
_ATTRIBUTION = "source cue content".split()


@Language.component("guess")
def guess(doc: Doc) -> Doc:
    """Set every annotation the stages ask for, by chance."""
    chance = random.Random(zlib.crc32(doc.text.encode("utf-8", "surrogatepass")))
    size = len(doc)
    if not size:
        doc.spans["attribution"] = []
        return doc
    heads = [0] * size
    start = 0
    while start < size:
        end = min(size, start + chance.choice([1, 3, 8, 15, 40, size]))
        verbs = [at for at in range(start, end) if doc[at].text in _VERBS]
        _tree(heads, start, end, chance, chance.choice(verbs) if verbs and chance.random() < 0.8 else None)
        start = end
    kinds = [_VERB if token.text in _VERBS and chance.random() < 0.9 else chance.randrange(len(_POS)) for token in doc]
    deps = ["ROOT" if heads[at] == at else chance.choice(_DEPS) for at in range(size)]
    guessed = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        tags=[_TAGS[kind] for kind in kinds],
        pos=[_POS[kind] for kind in kinds],
        lemmas=[_VERBS.get(token.text, token.text.lower()) for token in doc],
        heads=heads,
        deps=deps,
    )
    attributes = [TAG, POS, LEMMA, HEAD, DEP]
    doc.from_array(attributes, guessed.to_array(attributes))
    doc.set_ents(_spans(doc, _NAMES, chance))
    doc.spans["attribution"] = _spans(doc, _ATTRIBUTION, chance)
    return doc


def _tree(heads: list[int], start: int, end: int, chance: random.Random, root: int | None) -> None:
    """Make a projective tree of the tokens from start to end, with some root where none is given."""
    root = chance.randrange(start, end) if root is None else root
    heads[root] = root
    waiting = [(start, root, root), (root + 1, end, root)]
    while waiting:
        first, last, head = waiting.pop()
        if first >= last:
            continue
        child = chance.randrange(first, last)
        heads[child] = head
        waiting += [(first, child, child), (child + 1, last, child)]


def _spans(doc: Doc, labels: list[str], chance: random.Random) -> list[Span]:
    spans, at = [], 0
    while at < len(doc):
        at += chance.choice([0, 1, 2, 5, 10])
        end = min(len(doc), at + chance.choice([1, 1, 2, 3, 8]))
        if at < end:
            spans.append(Span(doc, at, end, label=chance.choice(labels)))
        at = end
    return spans


def build() -> Language:
    """Return the pipeline with all stages."""
    from onrecord.assemble import with_stages

    nlp = spacy.blank("en")
    nlp.add_pipe("guess")
    return with_stages(nlp)
