"""Turns pages of a final report into the small pictures of the README.

.venv/bin/python scripts/report_pages.py bericht.pdf
"""

import subprocess
import sys
from pathlib import Path

from PIL import Image

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
# A page is found by words among its first, which stand there on no earlier page but the contents.
PAGES = {
    "report-cover": "Abschlussbericht zur",
    "report-foreword": "Liebe Leserin",
    "report-summary": "Kurzfassung\nWer nur zehn Minuten hat",
    "report-situation": "Umland und ländlicher Raum\n",
    "report-participation": "Wie gut ist der Mobilfunkempfang an Ihrem Wohnort?",
    "report-field": "5.2 Mobilität und Verkehr",
    "report-roadmap": "7.1 Zeitplan der Maßnahmen\n",
    "report-profile": "HF2-M01 · ",
}
# The contents and lists name everything; a chapter begins behind them.
HEAD, COLOURS = 300, 64


def pages_of(pdf: Path) -> list[str]:
    """The words of each page."""
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return text.stdout.split("\f")


def page_with(pages: list[str], words: str) -> int:
    """Number of the page at whose head these words stand, without rows of dots as in contents."""
    heads = enumerate((page[:HEAD] for page in pages), start=1)
    return next(n for n, head in heads if words in head and "Inhalt" not in head)


def picture_of_page(pdf: Path, number: int, target: Path) -> None:
    """One page as a PNG of few colours."""
    page = ["-f", str(number), "-l", str(number), "-r", "72", "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *page, str(pdf), str(target.with_suffix(""))], check=True)
    with Image.open(target) as drawn:
        drawn.convert("RGB").quantize(COLOURS).save(target, optimize=True)


def photograph_pages(pdf: Path, folder: Path = IMAGES) -> None:
    """All pictures; raises ``StopIteration`` where a page is not found."""
    pages = pages_of(pdf)
    for name, words in PAGES.items():
        picture_of_page(pdf, page_with(pages, words), folder / f"{name}.png")


if __name__ == "__main__":
    photograph_pages(Path(sys.argv[1]))
