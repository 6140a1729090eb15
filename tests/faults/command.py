"""The command line with a component that fails, hangs or dies on certain words; processes it starts have it too.

Run as ``python -m tests.faults.command extract …`` with a pipeline that :func:`save` has written.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.cli import main

RAISES, HANGS, DIES, STUCK = "zerbrochen", "endlos", "toedlich", "taub"


class Poison:
    """Suffer from a word in the text."""

    def __call__(self, doc: Doc) -> Doc:
        if RAISES in doc.text:
            raise RuntimeError("cannot swallow")
        while HANGS in doc.text:
            pass
        if DIES in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return doc


@Language.factory("poison")
def make_poison(nlp: Language, name: str) -> Poison:
    return Poison()


def save(tiny_model: str, folder: Path) -> str:
    """Write the tiny pipeline with that component to a folder."""
    import spacy

    nlp = spacy.load(tiny_model)
    nlp.add_pipe("poison")
    nlp.to_disk(folder)
    return str(folder)


if __name__ == "__main__":
    main()
