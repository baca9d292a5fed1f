"""Reads of the consultation wing: drafts with their comments, and the comments being weighed."""

from participation.consultations.queries.places import places_of, rewordings_of
from participation.consultations.queries.reading import (
    Consultation,
    consultations,
    draft_page,
    passage_page,
    spot_of,
)
from participation.consultations.queries.weighing import (
    CONSIDERED,
    OPEN,
    Progress,
    Row,
    Wanted,
    elements_with_comments,
    filtered,
    in_reading_order,
    municipalities_heard,
    next_open,
    objection_to,
    open_url,
    progress_of,
    rows_of,
)
from participation.consultations.queries.windows import (
    Window,
    comment_pages_of,
    consulted_versions,
    latest_draft,
    open_consultations,
    window_of,
)

__all__ = [
    "CONSIDERED",
    "OPEN",
    "Consultation",
    "Progress",
    "Row",
    "Wanted",
    "Window",
    "comment_pages_of",
    "consultations",
    "consulted_versions",
    "draft_page",
    "elements_with_comments",
    "filtered",
    "in_reading_order",
    "latest_draft",
    "municipalities_heard",
    "next_open",
    "objection_to",
    "open_consultations",
    "open_url",
    "passage_page",
    "places_of",
    "progress_of",
    "rewordings_of",
    "rows_of",
    "spot_of",
    "window_of",
]
