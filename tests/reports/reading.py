"""Reading a PDF back as people would: its words page by page."""

import re
from pathlib import Path

import pypdf


def pages_of(file: Path) -> list[str]:
    """The text of each page, with words that were hyphenated made whole again."""
    return [
        re.sub(r"\N{SOFT HYPHEN}\s*", "", page.extract_text())
        for page in pypdf.PdfReader(file).pages
    ]
