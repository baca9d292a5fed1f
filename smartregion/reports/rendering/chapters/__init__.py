"""Chapters by noun. Importing this fills the registry."""

from smartregion.reports.rendering.chapters import (  # noqa: F401 - they register themselves
    annexes,
    council,
    cycle,
    evaluation,
    forums,
    lookups,
    measures,
    method,
    occasion,
    organisation,
    outlook,
    participation,
    profiles,
    resources,
    roadmap,
    situation,
    strategy,
    summary,
    surveys,
    synopsis,
)
from smartregion.reports.rendering.chapters.registry import CHAPTERS, ChapterKind, Heading, Made

__all__ = ["CHAPTERS", "ChapterKind", "Heading", "Made"]
