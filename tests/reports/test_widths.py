"""Columns of printed tables: each width that a template asks for is there, once."""

import re
from collections import Counter
from pathlib import Path

from django.conf import settings

PAPER = Path(settings.BASE_DIR) / "templates" / "reports" / "paper"
RULE = re.compile(r"\.w-(\d+) \{ width: (\d+)%; \}")
NAMED = re.compile(r"\bw-(\d+)\b")
# Tables of charts that are printed in words: {% in_words chart "30 20 50" %}.
SPOKEN = re.compile(r'\{% in_words \S+ "([\d ]+)" %\}')


def used_in(template: str) -> set[str]:
    spoken = (width for widths in SPOKEN.findall(template) for width in widths.split())
    return {*NAMED.findall(template), *spoken}


def test_every_width_of_a_column_is_defined_once_and_each_is_used() -> None:
    used = {width for page in PAPER.rglob("*.html") for width in used_in(page.read_text())}
    rules = [rule for sheet in PAPER.glob("*.css") for rule in RULE.findall(sheet.read_text())]
    assert all(name == width for name, width in rules)
    assert Counter(name for name, _width in rules) == Counter(used)
