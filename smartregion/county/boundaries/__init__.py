"""Boundaries of municipalities: read from a file, simplified together, and asked where a point lies."""

from smartregion.county.boundaries.matching import Found, Reading, fingerprint_of, read_boundaries
from smartregion.county.boundaries.shapes import Box, Shape, box_of, shape_of
from smartregion.county.boundaries.simplify import simplified

__all__ = [
    "Box",
    "Found",
    "Reading",
    "Shape",
    "box_of",
    "fingerprint_of",
    "read_boundaries",
    "shape_of",
    "simplified",
]
