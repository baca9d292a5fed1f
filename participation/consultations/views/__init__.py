"""Pages of the consultation wing."""

from participation.consultations.views.commenting import passage, record
from participation.consultations.views.considering import consider, consider_many, considerations
from participation.consultations.views.reading import (
    consultation_list,
    draft,
    permalink,
    table,
    table_csv,
)

__all__ = [
    "consider",
    "consider_many",
    "considerations",
    "consultation_list",
    "draft",
    "passage",
    "permalink",
    "record",
    "table",
    "table_csv",
]
