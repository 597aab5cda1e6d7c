"""Measure statements on PolNeAR and on the dev records with the shared scorers, for any model folder.

`python -m bench.polnear [--model FOLDER] [--shared ../shared]` prints both tables: `reportedly model evaluate` for
developers, who may keep the files, see every article, try another graph (`--encoder encoder.float.onnx`) or write the
figures into the folder's `model.json` (`--record`), where `reportedly model info` finds them. Needs ../shared.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from reportedly.cli.evaluation import Missing, check, gold_records, polnear, summary
from reportedly.read.model import Model, model_folder


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--encoder", default="encoder.onnx")
    parser.add_argument("--keep", type=Path, help="folder to keep records and predictions in")
    parser.add_argument("--each", action="store_true", help="the dev records article by article")
    parser.add_argument("--record", action="store_true", help="write the figures into the folder's model.json")
    args = parser.parse_args()
    bench, data, gold = (args.shared / name for name in ("bench", "data/polnear/dev", "gold/dev"))
    with model_folder(args.model) as folder, tempfile.TemporaryDirectory() as scratch:
        model = Model(folder, args.encoder)
        out = args.keep or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        try:
            check(bench, data, gold)
            attribution = polnear(bench, data, model, out)
            print(attribution.table)
            records = gold_records(bench, gold, model, out, each=args.each)
            print(records.table)
        except Missing as problem:
            sys.exit(str(problem))
        if args.record:
            settings = model.settings | {"figures": summary(attribution, records)}
            (folder / "model.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
