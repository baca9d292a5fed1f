"""What attackers send, kept as data files beside this module."""

from pathlib import Path

HERE = Path(__file__).parent


def lines_of(name: str) -> list[str]:
    """The entries of a file, one a line, with Python's escapes read; comments left out."""
    lines = (HERE / name).read_text(encoding="ascii").splitlines()
    return [line.encode().decode("unicode_escape") for line in lines if line and line[:2] != "# "]
