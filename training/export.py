"""Write the trained model as the reader uses it: three ONNX graphs (the encoder in int8), the tokenizer, a description.

`python -m training.export training/runs/l6/model.pt --layers 6 --out training/runs/l6/model`
The encoder graph maps (n,) piece numbers and features to states (n, 384) and the logits of anchors (n, 3), entities
(n, tags), triggers (n, 1) and outermost roles (n, 4); a decoder graph maps states, anchors (a,) and sentence numbers
(n,) to roles (a, n, k) and the logits of its heads.
"""

import argparse
import json
from pathlib import Path

import torch
from torch import Tensor, nn

from training.examples import load_tokenizer
from training.network import Reader


class EncoderGraph(nn.Module):
    """One window without padding: no mask."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor, quoted: Tensor, layouts: Tensor) -> tuple[Tensor, ...]:
        """(n,) numbers each → states and the logits of anchors, entities, triggers and outermost roles."""
        rows = (x.unsqueeze(0) for x in (ids, shapes, quoted, layouts))
        states = self.model.encoder(*rows, None)[-1][0]
        return states, *self.model.tokens(states)


def export(model: Reader, out: Path) -> None:
    """Write `encoder.float.onnx`, `statements.onnx` and `events.onnx`."""
    ids = torch.randint(1000, 20000, (37,))
    zeros = torch.zeros_like(ids)
    inputs, outputs = ["ids", "shapes", "quoted", "layouts"], ["states", "anchors", "entities", "triggers", "outermost"]
    torch.onnx.export(
        EncoderGraph(model).eval(), (ids, zeros, zeros, zeros), str(out / "encoder.float.onnx"),
        input_names=inputs, output_names=outputs, dynamic_axes={name: {0: "n"} for name in inputs + outputs},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    states = torch.randn(37, 384)
    for name, part in (("statements", model.decoder), ("events", model.events)):
        heads = list(part.heads)
        torch.onnx.export(
            part.eval(), (states, torch.tensor([3, 9]), torch.arange(37) // 12), str(out / f"{name}.onnx"),
            input_names=["states", "at", "sentences"], output_names=["roles", *heads],
            dynamic_axes={"states": {0: "n"}, "sentences": {0: "n"}, "at": {0: "a"}, "roles": {0: "a", 1: "n"},
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
    described = {"name": f"{args.name}-l{args.layers}", "layers": args.layers}
    (args.out / "model.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
