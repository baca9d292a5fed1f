"""Colours of charts: told apart by colour-blind people, and seen on white as on black.

Every fill has a contrast of at least 3:1 against both grounds, so one drawing serves the light
page, the dark page and the printed report. Colour never stands alone: see charts/.
"""

BAR = "#3B6FD4"
WHITE = "#FFFFFF"
BLACK = "#000000"
# Ink of drawings on paper; on a page they take the colour of the text around them.
PAPER_INK = "#14172B"
# Opaque, because transparency costs time and space in a PDF.
PAPER_GRID = "#A3AABF"

# From one end of a scale to the other; orange and blue differ for every kind of colour blindness.
SCALES = {
    1: ("#2A5CBF",),
    2: ("#B0501A", "#2A5CBF"),
    3: ("#B0501A", "#7B8092", "#2A5CBF"),
    4: ("#B0501A", "#CE7F3A", "#5B8FDD", "#2A5CBF"),
    5: ("#B0501A", "#CE7F3A", "#7B8092", "#5B8FDD", "#2A5CBF"),
    6: ("#B0501A", "#CE7F3A", "#7B8092", "#5B8FDD", "#2A5CBF", "#8A5BB8"),
    7: ("#B0501A", "#CE7F3A", "#9A6A2F", "#7B8092", "#5B8FDD", "#2A5CBF", "#8A5BB8"),
}
LIGHTS = {
    "green": "#1F8A5B",
    "yellow": "#B57F00",
    "red": "#C62F2F",
    "grey": "#74798C",
    "": "#7B8092",
}
# Steps down and up since the time before; standing still is grey.
CHANGES = {
    -2: "#B0501A",
    -1: "#CE7F3A",
    0: "#7B8092",
    1: "#5B8FDD",
    2: "#2A5CBF",
}


def change(steps: int) -> str:
    """The colour of a change; beyond two steps it grows no stronger."""
    return CHANGES[max(-2, min(2, steps))]


def scale(steps: int) -> tuple[str, ...]:
    """One colour per step of a scale; beyond seven steps the colours repeat."""
    longest = SCALES[max(SCALES)]
    return SCALES.get(steps) or tuple(longest[i % len(longest)] for i in range(steps))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two (#RRGGBB): ``share`` of the other, from 0 to 1."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def ink_on(fill: str) -> str:
    """White or black, whichever reads better on this colour."""
    return WHITE if contrast(WHITE, fill) >= contrast(BLACK, fill) else BLACK


def _luminance(colour: str) -> float:
    channels = [channel / 255 for channel in _channels(colour)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
