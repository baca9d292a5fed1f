"""Responses and questionnaires to be taken along, in the formats of other programs (docs/exports.md).

What loads quickly is named here. The writers of single formats (``xlsx``, ``sav``, …) bring large libraries
with them; ``files`` loads each when somebody asks for it.
"""

from participation.surveys.exports.code_book import (
    Described,
    code_book,
    code_book_of,
    code_book_rows,
)
from participation.surveys.exports.rows import heading, rows_of
from participation.surveys.exports.selection import Selection, select

__all__ = [
    "Described",
    "Selection",
    "code_book",
    "code_book_of",
    "code_book_rows",
    "heading",
    "rows_of",
    "select",
]
