"""Write what is generated in README and docs/, or build the HTML.

    python -m tools.docs                 # reference pages and figures
    python -m tools.docs --outputs       # runs every example too, and shows what it prints today
    python -m tools.docs --html out/docs
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tools.docs import generated, html, reference
from tools.docs.examples import run_page, with_outputs
from tools.docs.pages import DOCS, name_of, pages


def main() -> int:
    """Do what the command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.docs", description=__doc__)
    parser.add_argument("--outputs", action="store_true", help="run the examples and show what they print")
    parser.add_argument("--html", type=Path, metavar="FOLDER", help="build the pages as HTML there")
    given = parser.parse_args()
    if given.html:
        print(f"{html.build(given.html)} pages in {given.html}")
        return 0
    for name, make in reference.PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
    status = 0
    for path in pages():
        text = generated.with_parts(path.read_text(encoding="utf-8"))
        if given.outputs and "\n```output\n" in text:
            with tempfile.TemporaryDirectory() as room:
                folder = Path(room) / "work"
                folder.mkdir()
                ran = list(run_page(text, name_of(path), folder))
            for one in ran:
                if one.wrong:
                    print(f"{one.block.place}: {one.wrong}", file=sys.stderr)
                    status = 1
            text = with_outputs(text, ran)
        path.write_text(text, encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
