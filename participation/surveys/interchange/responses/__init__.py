"""Responses out of a table: LimeSurvey's exports in all their conventions, and our own.

``files``      how the table is written: encoding, delimiter, quotation marks, .vv
``headings``   which column belongs to which part of which question (``parts``)
``cells``      what stands in a cell: codes, labels, marks, places, numbers, days, words
``questions``  what the cells of a line say about one question
``lines``      a line as the way of one person: shown and left empty, or not shown
``reading``    the table as responses, with a ``report`` of what comes along and what does not
"""

from participation.surveys.interchange.responses.reading import (
    Asked,
    Mapped,
    Progress,
    Reading,
    TakenIn,
)
from participation.surveys.interchange.responses.report import Doubt, Report

__all__ = ["Asked", "Doubt", "Mapped", "Progress", "Reading", "Report", "TakenIn"]
