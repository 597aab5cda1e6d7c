"""`reportedly model info|evaluate`: what reads the articles, what it was made from, and how well it does."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from reportedly.cli.evaluation import Scores
    from reportedly.read.model import Model

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
PARTS = ("encoder.onnx", "statements.onnx", "events.onnx", "tokenizer.json")


class Format(StrEnum):
    """How figures are written."""

    TEXT = "text"
    JSON = "json"


def described(folder: Path) -> dict[str, Any]:
    """Return what `model info` tells of the model in a folder; raises OSError or ValueError if there is none."""
    from reportedly import __version__

    settings = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    notice = folder / "NOTICE"
    return {
        "name": settings["name"],
        "version": __version__,
        "layers": settings.get("layers"),
        "bytes": {name: (folder / name).stat().st_size for name in PARTS if (folder / name).exists()},
        "thresholds": dict(zip(("outer", "nested", "bare"), settings.get("thresholds", ()), strict=False)),
        "calibrated": "calibration" in settings,
        "figures": settings.get("figures", {}),
        "notice": notice.read_text(encoding="utf-8").strip() if notice.exists() else None,
    }


def _lines(told: dict[str, Any], folder: Path) -> list[str]:
    sizes = told["bytes"]
    shown = [
        f"{told['name']} of reportedly {told['version']}: {told['layers']} layers, "
        f"{sum(sizes.values()) / 1e6:.1f} MB in {folder}",
        "  " + ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in sizes.items()),
        "Thresholds: " + (", ".join(f"{name} {at:g}" for name, at in told["thresholds"].items()) or "the reader's own"),
        "Scores: " + ("calibrated" if told["calibrated"] else "not calibrated"),
    ]
    if told["figures"]:
        shown += ["", "Figures on development data (`reportedly model evaluate`):"]
        shown += [f"  {name:34} {value:g}" for name, value in told["figures"].items() if value is not None]
    return [*shown, "", told["notice"] or "The folder holds no NOTICE: what the weights were trained on is not stated."]


@app.command("info", short_help="Say what the model is and what it was trained on.")
def info(format: Annotated[Format, typer.Option(help="What to write.")] = Format.TEXT) -> None:
    """Say what the model is: name, version, layers, size, thresholds, figures, training sets and their licences.

    REPORTEDLY_MODEL names the folder of another model than the packaged one.
    """
    from reportedly.read.model import model_folder

    with model_folder() as folder:
        try:
            told = described(folder)
        except (OSError, ValueError, KeyError):
            message = f"{folder} holds no model: its model.json is missing or broken."
            raise typer.BadParameter(message, param_hint="REPORTEDLY_MODEL") from None
        print(json.dumps(told, indent=1) if format is Format.JSON else "\n".join(_lines(told, folder)))


@app.command("evaluate", short_help="Measure the model on development data.")
def evaluate(
    bench: Annotated[Path, typer.Option(metavar="FOLDER", help="The scorers.")] = Path("../shared/bench"),
    data: Annotated[Path, typer.Option(metavar="FOLDER", help="A part of PolNeAR.")] = Path(
        "../shared/data/polnear/dev"
    ),
    gold: Annotated[Path, typer.Option(metavar="FOLDER", help="Hand-made records.")] = Path("../shared/gold/dev"),
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.TEXT,
) -> None:
    """Measure statements on a part of PolNeAR and whole records on hand-made ones, and print the scorers' figures.

    Neither the scorers nor the data are part of the package. Exit status: 0 measured, 1 not.
    """
    from reportedly.cli.evaluation import Missing, check

    try:
        check(bench, data, gold)
        model = _model()
        scores = _measured(bench, data, gold, model)
    except Missing as problem:
        typer.echo(f"reportedly: {problem}", err=True)
        raise typer.Exit(1) from None
    if format is Format.JSON:
        print(json.dumps({"model": model.name, **{one.name: one.figures for one in scores}}, indent=1))
    else:
        print(model.name)
        for one in scores:
            print(f"\n{one.name}\n{one.table.rstrip()}")


def _model() -> "Model":
    from reportedly.cli.evaluation import Missing
    from reportedly.read.model import NoModel, default_model

    try:
        return default_model()
    except NoModel as problem:
        raise Missing(str(problem)) from None


def _measured(bench: Path, data: Path, gold: Path, model: "Model") -> "tuple[Scores, Scores]":
    import tempfile

    from reportedly.cli.evaluation import gold_records, polnear

    with tempfile.TemporaryDirectory() as scratch:
        return polnear(bench, data, model, Path(scratch)), gold_records(bench, gold, model, Path(scratch))
