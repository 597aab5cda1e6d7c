"""Write the trained model as the reader uses it: three ONNX graphs (large products in int8), tokenizer, description.

`python -m training.export training/runs/l6/model.pt --layers 6 --out training/runs/l6/model`
The encoder graph maps (n,) piece numbers and features to states (n, 384) and the logits of anchors (n, 3), entities
(n, tags), triggers (n, 1) and outermost roles (n, 4). A decoder graph maps states, sentence numbers (n,), anchors (a,)
and what they see (`reportedly.read.views`) to roles (m, k) of the pieces seen and the logits of its heads (a, size).
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from reportedly.read.views import HALO, sentence_views
from training.examples import load_tokenizer
from training.network import DECODER_WIDTH, LINK, REACH, WIDTH, Decoder, Reader


class EncoderGraph(nn.Module):
    """One window without padding: no mask."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor, quoted: Tensor, layouts: Tensor) -> tuple[Tensor, ...]:
        """(n,) numbers each → states, the logits of anchors, entities, triggers and outermost roles, and links."""
        rows = (x.unsqueeze(0) for x in (ids, shapes, quoted, layouts))
        states = self.model.encoder(*rows, None)[-1][0]
        links = self.model.links
        return (
            states, *self.model.tokens(states), links.item(states) / LINK**0.5, links.piece(states), links.none(states)
        )  # fmt: skip


class Bytes(torch.autograd.Function):
    """x (p, k) → its values in 8 bits, with the scale and the zero point that its least and largest value give."""

    @staticmethod
    def forward(_: Any, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return what ONNX's DynamicQuantizeLinear gives."""
        least, most = x.min().clamp(max=0), x.max().clamp(min=0)
        scale = (most - least) / 255
        zero = (-least / scale).round().clamp(0, 255)
        return ((x / scale).round() + zero).clamp(0, 255).to(torch.uint8), scale, zero.to(torch.uint8)

    @staticmethod
    def symbolic(g: Any, x: Any) -> Any:
        """Name the operator for the export."""
        return g.op("DynamicQuantizeLinear", x, outputs=3)


class Product(torch.autograd.Function):
    """Matrix product of bytes (p, i) less their zero point and weights (i, o) of seven bits, in whole numbers."""

    @staticmethod
    def forward(_: Any, x: Tensor, weight: Tensor, zero: Tensor) -> Tensor:
        """Return what ONNX's MatMulInteger gives."""
        return ((x.double() - zero.double()) @ weight.double()).to(torch.int32)

    @staticmethod
    def symbolic(g: Any, x: Any, weight: Any, zero: Any) -> Any:
        """Name the operator for the export."""
        return g.op("MatMulInteger", x, weight, zero)


class Whole(nn.Module):
    """A linear layer in whole numbers: weights of seven bits with a scale for each output, as `quantise` has them.

    `shifts` are the neighbours whose states lie side by side at its input: (0,) none, (0, 1, 2) a convolution. They are
    laid out after the states have been cut to bytes, a quarter of the room.
    """

    def __init__(self, weight: Tensor, bias: Tensor, shifts: tuple[int, ...] = (0,)) -> None:
        """Take the weights (i, o), i being as many times the width of the states as there are shifts."""
        super().__init__()
        self.shifts = shifts
        scale = weight.abs().amax(0).clamp(min=1e-12) / 64
        self.weight = nn.Parameter((weight / scale).round().to(torch.int8), requires_grad=False)
        self.scale, self.bias = nn.Parameter(scale, requires_grad=False), bias

    def forward(self, x: Tensor) -> Tensor:
        """(p, k) → (p - the last shift, o)."""
        small, scale, zero = Bytes.apply(x)
        last = self.shifts[-1]
        if last:
            small = torch.cat([small[shift : shift - last or None] for shift in self.shifts], 1)
        return Product.apply(small, self.weight, zero).float() * (scale * self.scale) + self.bias


class DecoderGraph(nn.Module):
    """What `Decoder` does, reckoned only for the pieces that each anchor sees and the halo around them.

    Positions lie one after another, so that a convolution is one matrix product over shifted copies; where a view ends
    its halo takes the wrong neighbours in, and is left out of the roles. Positions outside the window count as zero.
    The three products over all positions are in whole numbers, what hangs on the anchors alone in floats.
    """

    def __init__(self, decoder: Decoder) -> None:
        super().__init__()
        self.decoder = decoder
        k = DECODER_WIDTH
        away = decoder.distance.weight.unsqueeze(1) + decoder.relation.weight
        self.away = nn.Parameter(away.reshape(3 * (2 * REACH + 1), k))
        self.piece = Whole(decoder.piece.weight.T, decoder.piece.bias)
        first, second = decoder.conv1, decoder.conv2
        self.near = Whole(first.weight.permute(2, 1, 0).reshape(3 * k, k), first.bias, (0, 1, 2))
        self.far = Whole(second.weight.permute(2, 1, 0).reshape(3 * k, k), second.bias, (0, 3, 6))

    def forward(
        self, states: Tensor, sentences: Tensor, at: Tensor, rows: Tensor, columns: Tensor, held: Tensor
    ) -> tuple[Tensor, ...]:
        """states (n, d), sentences (n,), at (a,), rows and columns (p,), held (m,) → roles (m, k), heads (a, size)."""
        part, n = self.decoder, states.shape[0]
        exists = (columns >= 0) & (columns < n)
        inside, within = exists.unsqueeze(1).float(), torch.where(exists, columns, torch.zeros_like(columns))
        anchor = states[at]
        gain, shift = part.anchor(anchor).chunk(2, dim=-1)
        distance = (within - at[rows]).clamp(-REACH, REACH) + REACH
        relation = (sentences[within] - sentences[at][rows]).sign() + 1
        x = self.piece(states)[within] * (1 + gain)[rows] + shift[rows] + self.away[3 * distance + relation]
        x = nn.functional.gelu(part.norm(x)) * inside
        x = (x[1:-1] + nn.functional.gelu(self.near(x))) * inside[1:-1]
        x = x[3:-3] + nn.functional.gelu(self.far(x))
        roles = part.roles(x[held - HALO])
        share = roles.softmax(-1)
        place = rows[held] * n + columns[held]
        seen = [anchor]
        for role in part.pooled:
            weight = torch.zeros(at.shape[0] * n).scatter(0, place, share[:, role]).view(at.shape[0], n)
            seen.append((weight @ states) / (weight.sum(-1, keepdim=True) + 0.5))
        row = torch.cat(seen, -1)
        return roles, *(head(row) for head in part.heads.values())


def export(model: Reader, out: Path) -> None:
    """Write `encoder.float.onnx`, `statements.onnx` and `events.onnx`."""
    ids = torch.randint(1000, 20000, (37,))
    zeros = torch.zeros_like(ids)
    inputs = ["ids", "shapes", "quoted", "layouts"]
    outputs = ["states", "anchors", "entities", "triggers", "outermost", "items", "pieces", "none"]
    torch.onnx.export(
        EncoderGraph(model).eval(), (ids, zeros, zeros, zeros), str(out / "encoder.float.onnx"),
        input_names=inputs, output_names=outputs, dynamic_axes={name: {0: "n"} for name in inputs + outputs},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    states, sentences = torch.randn(37, WIDTH), torch.arange(37) // 12
    seen = [torch.from_numpy(x) for x in sentence_views(np.array([3, 19]), sentences.numpy())]
    anchors, _, _, *positions = seen
    inputs = ["states", "sentences", "at", "rows", "columns", "held"]
    sizes = dict(zip(inputs, "nnappm", strict=True))
    for name, part in (("statements", model.decoder), ("events", model.events)):
        heads = list(part.heads)
        torch.onnx.export(
            DecoderGraph(part).eval(), (states, sentences, anchors, *positions), str(out / f"{name}.onnx"),
            input_names=inputs, output_names=["roles", *heads],
            dynamic_axes={**{one: {0: size} for one, size in sizes.items()}, "roles": {0: "m"},
                          **{head: {0: "a"} for head in heads}},
            opset_version=17, dynamo=False,
        )  # fmt: skip


def quantise(out: Path, per_channel: bool = True) -> None:
    """Weights to int8 (seven bits: without VNNI the eighth overflows in 16-bit sums), activations per window.

    The three embedding tables that matter little in size stay as they are.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = out / "encoder.prepared.onnx"
    quant_pre_process(str(out / "encoder.float.onnx"), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared), str(out / "encoder.onnx"), per_channel=per_channel, reduce_range=True,
        weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    prepared.unlink()


def main() -> None:
    """Export, quantise and write `model.json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--layers", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="reportedly-minilm")
    args = parser.parse_args()
    model = Reader(args.layers)
    model.load_state_dict(torch.load(args.weights), strict=False)
    model.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    export(model, args.out)
    quantise(args.out)
    load_tokenizer().save(str(args.out / "tokenizer.json"), pretty=False)
    links = {k: getattr(model.links, k).weight[:, 0].tolist() for k in ("near", "far")}
    described = {"name": f"{args.name}-l{args.layers}", "layers": args.layers, "links": links}
    (args.out / "model.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
