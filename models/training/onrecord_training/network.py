"""The multi-task network: MiniLM with a case embedding, and one head per task.

Heads: fine tag, part of speech, sentence start, biaffine arcs and labels (Dozat & Manning 2017, ICLR),
names and attribution as BIO. Each task reads its own learned mix of the layers (Peters et al. 2018, NAACL).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.encoder.pieces import Case

WIDTH, LAYERS, ATTENTION_HEADS, FEED_FORWARD = 384, 6, 12, 1536


@dataclass
class Sizes:
    """Numbers of labels and widths of the heads."""

    tags: int
    pos: int
    deps: int
    names: int
    attribution: int
    arc: int = 192
    label: int = 96
    hidden: int = 256


class Layer(nn.Module):
    """One BERT layer (post-norm)."""

    def __init__(self) -> None:
        """Set up the sub-layers."""
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, FEED_FORWARD)
        self.down = nn.Linear(FEED_FORWARD, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Transform ``(batch, pieces, width)``; ``bias`` is added to the attention scores."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).permute(2, 0, 3, 1, 4)
        # Written out: PyTorch's fused attention is slower backwards on a CPU, and ONNX Runtime fuses its own.
        scores = q @ k.transpose(2, 3) * (WIDTH // ATTENTION_HEADS) ** -0.5
        if bias is not None:
            scores = scores + bias.to(q.dtype)
        context = torch.softmax(scores, -1).to(v.dtype) @ v
        x = self.norm1(x + self.out(context.transpose(1, 2).reshape(b, n, WIDTH)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Mix(nn.Module):
    """Softmax-weighted sum of the layers."""

    def __init__(self) -> None:
        """Start with most of the weight on the last layer."""
        super().__init__()
        self.weight = nn.Parameter(torch.tensor([0.0] * LAYERS + [2.0]))

    def forward(self, layers: list[Tensor]) -> Tensor:
        """Return the mix."""
        w = torch.softmax(self.weight, 0)
        return sum(w[i] * layer for i, layer in enumerate(layers))  # type: ignore[return-value]


class Network(nn.Module):
    """Encoder and heads. Word vectors are the mean of a word's first and last piece."""

    def __init__(self, sizes: Sizes, vocabulary: int = 30522, dropout: float = 0.15) -> None:
        """Set up; :meth:`load_minilm` puts the pretrained weights in."""
        super().__init__()
        self.sizes = sizes
        self.name_weights: Tensor | None = None
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.cases = nn.Embedding(len(Case), WIDTH)
        nn.init.normal_(self.cases.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.ModuleDict({k: Mix() for k in ("tagging", "parsing", "names", "attribution")})
        self.dropout = nn.Dropout(dropout)
        self.tag = nn.Linear(WIDTH, sizes.tags)
        self.pos = nn.Linear(WIDTH, sizes.pos)
        self.sent = nn.Linear(WIDTH, 2)
        self.arc_head = nn.Linear(WIDTH, sizes.arc)
        self.arc_dep = nn.Linear(WIDTH, sizes.arc)
        self.arc_weight = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        self.root = nn.Linear(WIDTH, 1)
        self.label_head = nn.Linear(WIDTH, sizes.label)
        self.label_dep = nn.Linear(WIDTH, sizes.label)
        self.label_weight = nn.Linear(sizes.label, sizes.label * sizes.deps)
        self.label_bias = nn.Linear(2 * sizes.label, sizes.deps)
        nn.init.normal_(self.label_weight.weight, std=0.02)
        nn.init.zeros_(self.label_weight.bias)
        self.names = nn.Sequential(nn.Linear(WIDTH, sizes.hidden), nn.GELU(), nn.Linear(sizes.hidden, sizes.names))
        self.attribution = nn.Sequential(
            nn.Linear(WIDTH, sizes.hidden), nn.GELU(), nn.Linear(sizes.hidden, sizes.attribution)
        )
        # Scores of one attribution label after another; the last row is the start of a window.
        self.transitions = nn.Parameter(torch.zeros(sizes.attribution + 1, sizes.attribution))

    def load_minilm(self, path: Path) -> None:
        """Copy the weights of all-MiniLM-L6-v2 from its safetensors file."""
        w = load_file(str(path))
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        e = "embeddings."
        with torch.no_grad():
            self.pieces.weight.copy_(w[e + "word_embeddings.weight"])
            self.positions.weight.copy_(w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][0])
            _copy_norm(self.norm, w, e + "LayerNorm")
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for kind in ("weight", "bias"):
                    qkv = [w[f"{p}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(qkv))
                    getattr(layer.out, kind).copy_(w[f"{p}attention.output.dense.{kind}"])
                    getattr(layer.up, kind).copy_(w[f"{p}intermediate.dense.{kind}"])
                    getattr(layer.down, kind).copy_(w[f"{p}output.dense.{kind}"])
                _copy_norm(layer.norm1, w, p + "attention.output.LayerNorm")
                _copy_norm(layer.norm2, w, p + "output.LayerNorm")

    def encode(self, ids: Tensor, case: Tensor, mask: Tensor | None) -> list[Tensor]:
        """Return the embedding and the output of every layer, ``(batch, pieces, width)`` each."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.pieces(ids) + self.positions(at)[None] + self.cases(case))
        bias = None if mask is None else (1.0 - mask[:, None, None, :].float()) * -1e4
        out = [x]
        for layer in self.layers:
            x = layer(x, bias)
            out.append(x)
        return out

    def words(self, layers: list[Tensor], mix: str, first: Tensor, last: Tensor) -> Tensor:
        """Return word vectors of a mix: the mean of each word's first and last piece."""
        mixed = self.mix[mix](layers)
        index = first.unsqueeze(-1).expand(-1, -1, WIDTH)
        other = last.unsqueeze(-1).expand(-1, -1, WIDTH)
        return self.dropout((mixed.gather(1, index) + mixed.gather(1, other)) * 0.5)

    def arcs(self, x: Tensor) -> Tensor:
        """Return arc scores ``(batch, dependent, head)``; the diagonal scores being a root."""
        head, dep = F.gelu(self.arc_head(x)), F.gelu(self.arc_dep(x))
        dep = self.dropout(dep)
        ones = torch.ones_like(dep[..., :1])
        scores = torch.cat([dep, ones], -1) @ self.arc_weight.to(dep.dtype) @ self.dropout(head).transpose(1, 2)
        eye = torch.eye(x.shape[1], device=x.device, dtype=scores.dtype)[None]
        return scores * (1 - eye) + self.root(x).to(scores.dtype) * eye

    def label_parts(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return the two projections labels are scored from."""
        return F.gelu(self.label_head(x)), F.gelu(self.label_dep(x))

    def label_scores(self, head: Tensor, dep: Tensor) -> Tensor:
        """Score labels for arcs given the projections of head and dependent, ``(..., deps)``."""
        bilinear = self.label_weight(dep).view(*dep.shape[:-1], self.sizes.deps, self.sizes.label)
        return (bilinear @ head.unsqueeze(-1)).squeeze(-1) + self.label_bias(torch.cat([head, dep], -1))

    def crf(self, scores: Tensor, target: Tensor, mask: Tensor, ignore: int) -> Tensor:
        """Return the negative log-likelihood a word of label sequences (linear-chain CRF, Lafferty et al. 2001).

        Words whose target is ``ignore`` may have any label: the numerator sums over all of them.
        """
        size = scores.shape[-1]
        other = F.one_hot(target.clamp_min(0), size) == 0
        allowed = scores.masked_fill(other & (target != ignore).unsqueeze(-1), -1e4)
        both, keep = torch.cat([allowed, scores]), torch.cat([mask, mask])
        alpha = both[:, 0] + self.transitions[-1]
        for t in range(1, both.shape[1]):
            step = torch.logsumexp(alpha.unsqueeze(2) + self.transitions[:-1], 1) + both[:, t]
            alpha = torch.where(keep[:, t, None], step, alpha)
        path, every = torch.logsumexp(alpha, 1).chunk(2)
        return (every - path).sum() / mask.sum()


def _copy_norm(norm: nn.LayerNorm, w: dict[str, Tensor], name: str) -> None:
    norm.weight.copy_(w[f"{name}.weight"])
    norm.bias.copy_(w[f"{name}.bias"])
