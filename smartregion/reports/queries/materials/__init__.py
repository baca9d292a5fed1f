"""Materials by noun. Importing this fills the registry."""

from smartregion.reports.queries.materials import (  # noqa: F401 - they register themselves
    calendar,
    changed,
    consultations,
    county,
    cycles,
    evaluation,
    formats,
    glossary,
    indicators,
    maturity,
    measures,
    minutes,
    participation,
    priorities,
    questionnaires,
    resolutions,
    situation,
    strategy,
    synopsis,
    targets,
    voices,
)
from smartregion.reports.queries.materials.registry import MATERIALS

__all__ = ["MATERIALS"]
