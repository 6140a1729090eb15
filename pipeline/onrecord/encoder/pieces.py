"""Words to word pieces and case classes: what the encoder reads, the same in training and in use.

MiniLM's vocabulary is uncased; the case class of a word, added as an embedding of its own, gives back what
names and sentence starts need. Word pieces do not depend on their neighbours, so each distinct word is
split once.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from tokenizers import Tokenizer

from onrecord.errors import PipelineError

MAX_PIECES_PER_WORD = 8  # hash strings and URLs carry little; without a limit one of them fills a window
# Enough for the words that come again; clearing more of them costs nothing that can be measured, keeping them does.
MAX_CACHE = 20_000


class Case(IntEnum):
    """Case classes of a token; the order is part of the trained model."""

    PAD = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    INITIAL = 4
    MIXED = 5
    DIGIT = 6
    DIGIT_LETTER = 7
    OTHER = 8
    NEWLINE = 9
    SPACE = 10


def case_of(word: str) -> Case:
    """Return the case class of one token."""
    if word.isspace():
        return Case.NEWLINE if "\n" in word or "\r" in word else Case.SPACE
    has_digit = any(c.isdigit() for c in word)
    has_letter = any(c.isalpha() for c in word)
    if has_digit:
        return Case.DIGIT_LETTER if has_letter else Case.DIGIT
    if not has_letter:
        return Case.OTHER
    if word.islower():
        return Case.LOWER
    if word.isupper():
        return Case.INITIAL if sum(c.isalpha() for c in word) == 1 else Case.UPPER
    return Case.TITLE if word[0].isupper() and word[1:].islower() else Case.MIXED


class PieceEncoder:
    """Splits words into word-piece ids with the model's own vocabulary."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Wrap a ``tokenizers`` word-piece tokenizer."""
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.tokenizer = tokenizer
        self.cls, self.sep, self.pad, self.unknown = map(self._id, ("[CLS]", "[SEP]", "[PAD]", "[UNK]"))
        # Two pieces BERT left unused stand for line breaks and for other white space kept as a token.
        self.newline, self.space = map(self._id, ("[unused0]", "[unused1]"))
        self._cache: dict[str, tuple[tuple[int, ...], int]] = {}

    @classmethod
    def from_bytes(cls, data: bytes) -> PieceEncoder:
        """Load from the bytes of a ``tokenizer.json``."""
        return cls(Tokenizer.from_buffer(data))

    def _id(self, token: str) -> int:
        found = self.tokenizer.token_to_id(token)
        if found is None:
            raise PipelineError(f"the model's vocabulary lacks {token}; install the model package again")
        return found

    def word(self, word: str) -> tuple[tuple[int, ...], int]:
        """Return the piece ids of a token (one to ``MAX_PIECES_PER_WORD``) and its case class."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) > MAX_CACHE:
                self._cache.clear()
            found = self._cache[word] = self._split(word)
        return found

    def _split(self, word: str) -> tuple[tuple[int, ...], int]:
        case = case_of(word)
        if case is Case.NEWLINE:
            return (self.newline,), int(case)
        if case is Case.SPACE:
            return (self.space,), int(case)
        # The tokenizer takes no lone surrogates.
        clean = word[:200].encode("utf-8", "replace").decode("utf-8")
        ids = tuple(self.tokenizer.encode(clean, add_special_tokens=False).ids[:MAX_PIECES_PER_WORD])
        return ids or (self.unknown,), int(case)

    def counts(self, words: Sequence[str]) -> np.ndarray:
        """Return the number of pieces of each word."""
        return np.fromiter((len(self.word(w)[0]) for w in words), dtype=np.int64, count=len(words))
