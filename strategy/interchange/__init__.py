"""A whole version as a file: what stands in it, and how it is read without trusting it."""

from strategy.interchange.format import (
    FORMAT,
    Given,
    GivenElement,
    GivenLink,
    GivenText,
    GivenTranslation,
)
from strategy.interchange.reading import MAX_BYTES, NotReadable, read

__all__ = [
    "FORMAT",
    "MAX_BYTES",
    "Given",
    "GivenElement",
    "GivenLink",
    "GivenText",
    "GivenTranslation",
    "NotReadable",
    "read",
]
