"""Paths as straight lines, for painters that know nothing else."""

from collections.abc import Iterator, Sequence
from itertools import cycle, pairwise
from math import dist

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path

# Steps in which a curve becomes straight lines.
STEPS = 8

Point = tuple[float, float]


class _Outlines(BasePen):  # type: ignore[misc]
    """Collects the lines of a path; curves become short straight lines."""

    def __init__(self) -> None:
        super().__init__(None)
        self.found: list[tuple[list[Point], bool]] = []

    def _moveTo(self, point: Point) -> None:  # noqa: N802 - called by fontTools
        self.found.append(([point], False))

    def _lineTo(self, point: Point) -> None:  # noqa: N802
        self.found[-1][0].append(point)

    def _curveToOne(self, one: Point, two: Point, end: Point) -> None:  # noqa: N802
        start = self.found[-1][0][-1]
        steps = (step / STEPS for step in range(1, STEPS + 1))
        self.found[-1][0].extend(_bezier(start, one, two, end, t) for t in steps)

    def _closePath(self) -> None:  # noqa: N802
        self.found[-1] = (self.found[-1][0], True)


def _bezier(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """The point at ``t`` of a cubic Bézier curve (Bernstein form)."""
    parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    places = list(zip(parts, (a, b, c, d), strict=True))
    return sum(part * x for part, (x, _y) in places), sum(part * y for part, (_x, y) in places)


def outlines(path: str) -> list[tuple[list[Point], bool]]:
    """A path as lists of points, each with whether it is closed."""
    pen = _Outlines()
    parse_path(path, pen)
    return pen.found


def dashed(points: Sequence[Point], lengths: Sequence[float]) -> Iterator[list[Point]]:
    """A line cut into dashes; every second length is a gap, as in SVG."""
    even = [*lengths, *lengths] if len(lengths) % 2 else lengths
    turns = cycle(zip(even, cycle((True, False)), strict=False))
    left, is_dash = next(turns)
    for start, end in pairwise(points):
        whole, done = dist(start, end), 0.0
        while done < whole:
            step = min(left, whole - done)
            if is_dash:
                yield [_at(start, end, done / whole), _at(start, end, (done + step) / whole)]
            done, left = done + step, left - step
            if left <= 0:
                left, is_dash = next(turns)


def _at(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
