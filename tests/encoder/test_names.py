"""One label for one name in a document."""

from __future__ import annotations

import numpy as np

from onrecord.encoder.names import agreed

KINDS = ["PERSON", "ORG", "LOC"]


def test_sure_mentions_outvote_an_unsure_one() -> None:
    chances = np.log(np.array([[0.1, 0.8, 0.1], [0.5, 0.4, 0.1], [0.9, 0.05, 0.05]], dtype=np.float32))
    assert agreed(["Halden", "Halden", "Ana Ruiz"], ["ORG", "PERSON", "PERSON"], chances, KINDS) == [
        "ORG",
        "ORG",
        "PERSON",
    ]


def test_a_name_that_occurs_once_keeps_its_decoded_label() -> None:
    chances = np.log(np.array([[0.1, 0.8, 0.1]], dtype=np.float32))
    assert agreed(["Halden"], ["LOC"], chances, KINDS) == ["LOC"]


def test_no_names() -> None:
    assert agreed([], [], np.zeros((0, 3), dtype=np.float32), KINDS) == []
