"""An encoder of the size of RoBERTa-base in PyTorch, with random weights: what a large pipeline costs.

The encoder alone, without the heads that a pipeline such as en_core_web_trf adds to it; texts are read
in the strided windows that pipeline uses. It needs PyTorch and nothing else, so that an environment of
its own will do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

LAYERS, WIDTH, HEADS, FEED_FORWARD, VOCABULARY = 12, 768, 12, 3072, 50_265
WINDOW, STRIDE, BATCH = 144, 104, 32


class Roberta(nn.Module):
    """Embeddings and twelve post-norm layers."""

    def __init__(self) -> None:
        """Set up with random weights."""
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(514, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        layer = nn.TransformerEncoderLayer(WIDTH, HEADS, FEED_FORWARD, dropout=0.0, activation="gelu", batch_first=True)
        self.layers = nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False)

    def forward(self, ids: Tensor, padding: Tensor) -> Tensor:
        """Encode ``(windows, pieces)`` ids; ``padding`` is true where there is none."""
        at = torch.arange(ids.shape[1])
        encoded: Tensor = self.layers(
            self.norm(self.pieces(ids) + self.positions(at)[None]), src_key_padding_mask=padding
        )
        return encoded


def build(threads: int, seed: int = 1) -> Callable[[Sequence[int]], None]:
    """Return a function that encodes articles, each given as its number of word pieces."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    model = Roberta().eval()

    def encode(articles: Sequence[int]) -> None:
        windows = sorted(length for pieces in articles for length in window_lengths(pieces))
        with torch.inference_mode():
            for start in range(0, len(windows), BATCH):
                lengths = torch.tensor(windows[start : start + BATCH])
                width = int(lengths.max())
                ids = torch.randint(VOCABULARY, (len(lengths), width))
                model(ids, torch.arange(width)[None] >= lengths[:, None])

    return encode


def window_lengths(pieces: int) -> list[int]:
    """Return the lengths of the windows that cover a text, begin and end markers included."""
    starts = range(0, max(pieces - (WINDOW - STRIDE), 1), STRIDE)
    return [min(WINDOW, pieces - start) + 2 for start in starts]
