"""Contributions as files: which tables there are, what stands in them, and how they are written."""

from participation.contributions.exports.contributions import CONTRIBUTIONS, NOT_TAKEN_ALONG
from participation.contributions.exports.files import CONTENT_TYPES, file_name, write_file
from participation.contributions.exports.selection import Selection
from participation.contributions.exports.tables import Column, Table, tables

__all__ = [
    "CONTENT_TYPES",
    "CONTRIBUTIONS",
    "NOT_TAKEN_ALONG",
    "Column",
    "Selection",
    "Table",
    "file_name",
    "tables",
    "write_file",
]
