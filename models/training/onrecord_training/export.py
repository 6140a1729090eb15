"""Export the averaged weights to ONNX, with int8 weights and 8-bit activations chosen per window at run time.

Usage:
    python -m onrecord_training.export --run DIR --minilm DIR --out DIR [--float]

Writes ``model.onnx`` (encoder and heads up to scores), ``arc_labels.onnx`` (the arc labeller, which runs after
decoding and only over chosen arcs), ``labels.json``, ``transitions.json`` and ``tokenizer.json``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord_training.network import WIDTH, Network, Sizes

INPUTS = ["ids", "case", "first", "last"]
OUTPUTS = ["tag", "pos", "sent", "arcs", "label_head", "label_dep", "names", "attribution", "vectors"]


class Exported(nn.Module):
    """The network as it is run: one window at a time, so that no text's result depends on its neighbours."""

    def __init__(self, network: Network) -> None:
        """Wrap a trained network."""
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, case: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Take vectors of one window (int64) and return the scores of every head, without a batch axis."""
        n = self.network
        layers = torch.cat(n.encode(ids[None], case[None], None))
        # All mixes in one product: written as sums they took a twentieth of the time.
        weights = torch.stack([torch.softmax(mix.weight, 0) for mix in n.mix.values()])
        mixed = (weights @ layers.flatten(1)).view(len(n.mix), -1, WIDTH)
        words = dict(zip(n.mix, (mixed[:, first] + mixed[:, last]) * 0.5, strict=True))
        tagging, parsing = words["tagging"], words["parsing"]
        head, dep = n.label_parts(parsing)
        return (
            n.tag(tagging).argmax(-1),
            n.pos(tagging).argmax(-1),
            torch.softmax(n.sent(tagging), -1)[:, 1],
            n.arcs(parsing[None])[0],
            head,
            dep,
            torch.log_softmax(n.names(words["names"]), -1),
            torch.log_softmax(n.attribution(words["attribution"]), -1),
            words["attribution"],
        )


class ArcLabels(nn.Module):
    """The arc labeller, from the projections of both ends to the best label."""

    def __init__(self, network: Network) -> None:
        """Wrap a trained network, its bilinear weights turned so that they multiply the dependent."""
        super().__init__()
        self.network = network
        self.weight = nn.Parameter(network.label_weight.weight.detach().T.clone())

    def forward(self, head: Tensor, dep: Tensor) -> Tensor:
        """Return label indices for ``(arcs, width)`` projections."""
        n = self.network
        bilinear = (dep @ self.weight + n.label_weight.bias).view(-1, n.sizes.deps, n.sizes.label)
        scores = (bilinear @ head.unsqueeze(-1)).squeeze(-1)
        return (scores + n.label_bias(torch.cat([head, dep], -1))).argmax(-1)


def load_network(run: Path) -> tuple[Network, dict[str, list[str]]]:
    """Return the network with its averaged weights and the label inventories of a run."""
    labels = json.loads((run / "labels.json").read_text())
    network = Network(Sizes(**{k: len(v) for k, v in labels.items()}))
    network.load_state_dict(torch.load(run / "average.pt", weights_only=True))
    return network.eval(), labels


def export(network: Network, labels: dict[str, list[str]], out: Path, minilm: Path, quantise: bool) -> None:
    """Write all files of the encoder component."""
    out.mkdir(parents=True, exist_ok=True)
    example = torch.arange(12), torch.ones(12, dtype=torch.long), torch.arange(1, 9), torch.arange(1, 9)
    axes = {"ids": {0: "pieces"}, "case": {0: "pieces"}, "first": {0: "words"}, "last": {0: "words"}}
    axes |= {k: {0: "words"} for k in OUTPUTS}
    axes["arcs"] = {0: "words", 1: "words"}
    write(Exported(network), example, INPUTS, OUTPUTS, axes, out / "model.onnx", quantise)
    ends = torch.zeros(8, network.sizes.label), torch.zeros(8, network.sizes.label)
    arcs = {k: {0: "arcs"} for k in ("head", "dep", "label")}
    write(ArcLabels(network), ends, ["head", "dep"], ["label"], arcs, out / "arc_labels.onnx", quantise)
    table = {"attribution": [[round(x, 4) for x in row] for row in network.transitions.tolist()]}
    (out / "transitions.json").write_text(json.dumps(table) + "\n")
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n")
    shutil.copy(minilm / "tokenizer.json", out / "tokenizer.json")


def write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    path: Path,
    quantise: bool,
) -> None:
    """Write one graph, its constant matrices as int8 where wanted."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        torch.onnx.export(
            module,
            example,
            str(plain),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if not quantise:
            shutil.copy(plain, path)
            return
        quantize_dynamic(
            plain,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )


def main() -> None:
    """Export a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights")
    args = parser.parse_args()
    network, labels = load_network(args.run)
    export(network, labels, args.out, args.minilm, not args.float)


if __name__ == "__main__":
    main()
