"""The trained model: its graphs, its tokenizer and its settings, loaded once a process and run on one thread."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from reportedly.read.decode import THRESHOLDS, softmax
from reportedly.read.views import Views
from reportedly.read.windows import FRAME, Floats, Ints, Pieces, Window

CLS, SEP = 101, 102


class Reading(NamedTuple):
    """What the encoder gives for one window of n pieces (frame pieces taken off, but kept in `states`).

    `states` (n + 2, width) float; `anchors` (n, 3) probabilities; `entities` (n, tags) logits; `triggers` (n,)
    probabilities; `outermost` (n, 4) probabilities of the role that a piece has in any statement; `links` states
    (n + 2, 64) of pieces as what stands for another and as what is stood for, and (n + 2, 1) for none, or None.
    """

    states: Floats
    anchors: Floats
    entities: Floats
    triggers: Floats
    outermost: Floats
    links: tuple[Floats, Floats, Floats] | None = None


def _sigmoid(logits: Floats) -> Floats:
    return (1 / (1 + np.exp(-logits))).astype(np.float32)


def _session(path: Path) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _framed(values: Ints, left: int, right: int) -> Ints:
    return np.concatenate(([left], values, [right])).astype(np.int64)


class NoModel(Exception):
    """There is no model to read with: one sentence for people."""


class Model:
    """Runs one window at a time, so that no figure depends on what else is read (see docs/decisions.md)."""

    def __init__(self, folder: Path, encoder: str = "encoder.onnx") -> None:
        self.settings: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        self.name: str = self.settings["name"]
        self.thresholds: tuple[float, ...] = tuple(self.settings.get("thresholds", THRESHOLDS))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._encoder = _session(folder / encoder)
        self._statements = _session(folder / "statements.onnx")
        self._events = _session(folder / "events.onnx")

    def feed(self, pieces: Pieces, window: Window) -> dict[str, Ints]:
        """Return the encoder's inputs for one window of n pieces, (n + 2,) each."""
        part = slice(window.start, window.end)
        return {
            "ids": _framed(pieces.ids[part], CLS, SEP),
            "shapes": _framed(pieces.shapes[part], FRAME, FRAME),
            "quoted": _framed(pieces.quoted[part], 0, 0),
            "layouts": _framed(pieces.layouts[part], 0, 0),
        }

    def forward(self, feed: dict[str, Ints]) -> list[Floats]:
        """Run the encoder: states (n + 2, width), logits of anchors, entities, triggers, outermost roles, and links."""
        outputs: list[Floats] = self._encoder.run(None, feed)
        return outputs

    def encode(self, pieces: Pieces, window: Window) -> Reading:
        """Run the encoder over one window."""
        states, anchors, entities, triggers, outermost, *links = self.forward(self.feed(pieces, window))
        return Reading(
            states, _sigmoid(anchors[1:-1]), entities[1:-1], _sigmoid(triggers[1:-1, 0]), softmax(outermost[1:-1]),
            (links[0], links[1], links[2]) if links else None,
        )  # fmt: skip

    def decode(self, reading: Reading, views: Views, pieces: Pieces, window: Window) -> tuple[Floats, Floats, Floats]:
        """Run the statement decoder: logits of roles (m, 4) of the pieces seen, kinds and forces (a, k) of anchors."""
        return self._run(self._statements, reading, views, pieces, window)

    def decode_events(
        self, reading: Reading, views: Views, pieces: Pieces, window: Window
    ) -> tuple[Floats, Floats, Floats]:
        """Run the event decoder: logits of roles (m, 5) of the pieces seen, types and statuses (a, k) of triggers."""
        return self._run(self._events, reading, views, pieces, window)

    @staticmethod
    def _run(
        session: ort.InferenceSession, reading: Reading, views: Views, pieces: Pieces, window: Window
    ) -> tuple[Floats, Floats, Floats]:
        inside = pieces.sentences[window.start : window.end]
        feed = {
            "states": reading.states,
            "sentences": _framed(inside, int(inside[0]), int(inside[-1])),
            "at": views.anchors + 1,
            "rows": views.rows,
            "columns": views.columns + 1,
            "held": views.held,
        }
        roles, first, second = session.run(None, feed)
        return roles, first, second


@contextmanager
def model_folder(chosen: Path | None = None) -> Iterator[Path]:
    """Give the folder chosen, else the one that REPORTEDLY_MODEL names, else the packaged one."""
    named = chosen or os.environ.get("REPORTEDLY_MODEL")
    if named:
        yield Path(named)
        return
    with as_file(files("reportedly.data").joinpath("model")) as folder:
        yield folder


@cache
def default_model() -> Model:
    """Return the packaged model, or the one in the folder that REPORTEDLY_MODEL names; raises `NoModel`."""
    with model_folder() as folder:
        try:
            return Model(folder)
        except Exception as error:  # the libraries have no exception of their own for a broken or missing file
            said = str(error).strip().splitlines()
            raise NoModel(
                f"the model in {folder} cannot be loaded: {said[0][:200] if said else type(error).__name__} "
                "(REPORTEDLY_MODEL names another folder than the packaged one, or is left unset)"
            ) from error
