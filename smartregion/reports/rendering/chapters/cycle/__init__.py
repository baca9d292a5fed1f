"""The chapters of a cycle report, one module each. Importing this fills the registry.

They are written to be read in a few minutes and stand on twelve pages (rendering/brevity.py).
"""

from smartregion.reports.rendering.chapters.cycle import (  # noqa: F401 - they register themselves
    changes,
    corrections,
    decisions,
    fields,
    indicators,
    milestones,
    missing,
    money,
    register,
    summary,
)
