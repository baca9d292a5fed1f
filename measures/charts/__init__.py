"""Figures of this room as charts, one noun a module; the same for pages and reports."""

from measures.charts.lights import lights_by_field, lights_of_all

__all__ = ["lights_by_field", "lights_of_all"]
