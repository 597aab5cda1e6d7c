"""Measure what the base install takes on disk: the locked dependencies and the package in a new virtual environment.

`python -m bench.size` (or `make size`) makes the environment in a temporary folder, installs `requirements/base.txt`
and this package as a wheel, not editable, and prints the megabytes of site-packages, in all and by package,
largest first. pip and setuptools, which come with the environment, count as well. Exit status 1
if it is 400 MB or more.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BAR = 400
SHOWN = 12


def bytes_in(path: Path) -> int:
    """Return the disk space of a file or folder: whole blocks, each file once however many links it has."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum({(s.st_dev, s.st_ino): s.st_blocks * 512 for s in map(Path.stat, files)}.values())


def main() -> None:
    """Print the sizes."""
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([sys.executable, "-m", "venv", scratch], check=True)
        pip = [f"{scratch}/bin/pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements/base.txt")], check=True)
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", str(ROOT)], check=True)
        (site,) = Path(scratch).glob("lib/python*/site-packages")
        sizes = sorted(((bytes_in(path), path.name) for path in site.iterdir()), reverse=True)
    total = sum(size for size, _ in sizes) / 1e6
    for size, name in sizes[:SHOWN]:
        print(f"{size / 1e6:7.1f} MB  {name}")
    print(f"{total:7.1f} MB  site-packages in all (bar < {BAR}: {'met' if total < BAR else 'missed'})")
    sys.exit(total >= BAR)


if __name__ == "__main__":
    main()
