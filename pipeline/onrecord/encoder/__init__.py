"""The trained backbone as a spaCy component: one small transformer whose output every stage reads.

``onrecord_encoder`` sets ``tag``, ``pos``, ``morph``, ``head``, ``dep``, sentence starts and ``doc.ents``,
and puts the parts of attributions (labels ``source``, ``cue``, ``content``) into
``doc.spans["attribution"]``. It runs on ONNX Runtime and numpy. This module is imported by every
``Language()`` through its entry point, so it stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from onrecord.encoder.component import Encoder


@Language.factory(
    "onrecord_encoder",
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.head",
        "token.dep",
        "token.is_sent_start",
        "doc.sents",
        "doc.ents",
        "token.ent_iob",
        "token.ent_type",
    ],
    default_config={"threads": 0, "window": 192},
    default_score_weights={"tag_acc": 0.2, "dep_uas": 0.0, "dep_las": 0.4, "sents_f": 0.1, "ents_f": 0.3},
)
def make_encoder(nlp: Language, name: str, threads: int, window: int) -> Encoder:
    """Create the encoder component; its weights come with the model (``from_disk``, ``from_bytes``).

    Args:
        nlp: The pipeline.
        name: Name of the component in it.
        threads: Windows encoded at the same time; 0 takes the cores this process may use.
        window: Longest stretch of text read at once, in word pieces.
    """
    from onrecord.encoder.component import Encoder

    return Encoder(nlp.vocab, name, threads=threads, window=window)
