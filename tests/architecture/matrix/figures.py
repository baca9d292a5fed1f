"""What the matrix asked, as figures: var/figures/matrix.json, printed at the end of a run."""

import json
from pathlib import Path

from tests.architecture.access import ACCESS
from tests.architecture.matrix.asking import Askers
from tests.architecture.states import NOUNS

FILE = Path(__file__).resolve().parents[3] / "var" / "figures" / "matrix.json"


def figures_of(asking: Askers) -> dict[str, object]:
    return {
        "addresses": len(ACCESS),
        "people": len(asking.browsers),
        "methods": len(asking.methods),
        "nouns": len(NOUNS),
        "states": sum(len(noun.states) for noun in NOUNS),
        "cells": sum(asking.asked.values()),
        "refused": asking.refused,
        "cells by question": dict(sorted(asking.asked.items())),
    }


def write_figures(asking: Askers) -> None:
    if not asking.asked:
        return
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(figures_of(asking), indent=2) + "\n", encoding="utf-8")
