"""Cuts small fonts for the web out of the whole ones: the letters of German and English.

    python scripts/web_fonts.py

The whole files stay for other languages and for PDF. Which letters: scripts/latin.txt.
"""

import logging
from pathlib import Path

from fontTools.subset import main as cut

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "static" / "vendor"
LATIN = (ROOT / "scripts" / "latin.txt").read_text().strip()
# Kerning, joined letters, figures of one width for tables, marks above letters.
FEATURES = "kern,liga,tnum,locl,mark,ccmp"


def main() -> None:
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    (VENDOR / "fonts").mkdir(exist_ok=True)
    for whole in sorted((VENDOR / "kern" / "fonts").glob("*.woff2")):
        small = VENDOR / "fonts" / whole.name
        options = [f"--unicodes={LATIN}", f"--layout-features={FEATURES}", "--flavor=woff2"]
        cut([str(whole), f"--output-file={small}", *options])


if __name__ == "__main__":
    main()
