"""Cells that say how many measures there are, the same in every heat map."""

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts import Cell, Key

# None, one, two, three and more.
SHADES = ("", *palette.scale(4)[2:], palette.scale(7)[6])


def count_cell(count: int) -> Cell:
    """What nothing stands in is framed and says 0."""
    shade = SHADES[min(count, len(SHADES) - 1)]
    return Cell(str(count), shade, is_framed=not shade)


def count_keys() -> list[Key]:
    """The legend of these cells."""
    return [
        Key(_("keine Maßnahme"), outline=palette.LIGHTS[""]),
        Key(_("1 Maßnahme"), SHADES[1]),
        Key(_("2 Maßnahmen"), SHADES[2]),
        Key(_("3 und mehr"), SHADES[3]),
    ]
