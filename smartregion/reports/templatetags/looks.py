"""Colours and fonts of a design in the style sheet of the printed report."""

from django import template

from smartregion.core.palette import mixed

register = template.Library()

# Each family that is asked for a letter, in turn: neighbours' letters are in a file of their own.
TYPEFACES = {
    "sans": '"Fira Sans"',
    "serif": '"Source Serif", "Source Serif Ext", "Fira Sans"',
}


@register.filter
def tint(colour: str, share: int) -> str:
    """A lighter tone: so many per cent of white in a colour (#RRGGBB)."""
    return mixed(colour, "#ffffff", share / 100)


@register.filter
def for_data(colour: str) -> str:
    """A colour inside of a ``data:`` address, where # begins a fragment."""
    return colour.replace("#", "%23")


@register.filter
def typeface(font: str) -> str:
    """The font families of running text."""
    return TYPEFACES.get(font, TYPEFACES["sans"])
