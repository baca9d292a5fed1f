"""Drawings as PNG, for slides and documents that take no SVG.

Painted with Pillow: shapes at four times the size and made smaller, which smooths their edges; text in
its final size with our own font. What the figures rest on also stands in the file itself (iTXt).
"""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageColor, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from smartregion.core.charts.outlines import Point, dashed, outlines
from smartregion.core.charts.pictures import Picture
from smartregion.core.charts.shapes import INK, Drawing, Label
from smartregion.core.palette import PAPER_GRID, PAPER_INK, WHITE
from smartregion.core.pdf.assets import asset_path

# Pixels for one unit of a drawing: sharp on dense screens and in print up to 19 cm.
SCALE = 2
# Shapes are painted this much larger and then made smaller.
FINER = 2
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def png_file(picture: Picture, *, is_small: bool = True) -> bytes:
    """The framed chart as a picture of twice its size in pixels.

    Making the file as small as it can be takes most of the time; where many are made, it need not be.
    """
    fine = SCALE * FINER
    sheet = Image.new("RGB", _size(picture, fine), WHITE)
    _Painter(ImageDraw.Draw(sheet), fine, picture.at).paint(picture.drawing)
    image = sheet.resize(_size(picture, SCALE), Image.Resampling.BOX)
    pen = ImageDraw.Draw(image)
    _write(pen, picture.words, (0, 0))
    _write(pen, picture.drawing.labels, picture.at)
    file = BytesIO()
    image.save(file, "PNG", optimize=is_small, pnginfo=_about(picture))
    return file.getvalue()


def _size(picture: Picture, scale: int) -> tuple[int, int]:
    return round(picture.width * scale), round(picture.height * scale)


def _about(picture: Picture) -> PngInfo:
    about = PngInfo()
    about.add_itxt("Title", picture.spoken)
    about.add_itxt("Description", " ".join(picture.notes))
    return about


# -- text --------------------------------------------------------------------------------------
def _write(pen: ImageDraw.ImageDraw, labels: Sequence[Label], at: Point) -> None:
    for label in labels:
        place = ((label.x + at[0]) * SCALE, (label.y + at[1]) * SCALE)
        font = _font(round(label.size * SCALE), label.bold)
        if label.turn:
            _write_turned(pen, label, place, font)
        else:
            pen.text(place, label.text, _colour(label.fill), font, anchor=ANCHORS[label.anchor])


def _write_turned(pen: Any, label: Label, place: Point, font: ImageFont.FreeTypeFont) -> None:
    """Text around its own place, drawn straight on a sheet of its own and turned there."""
    reach = round(font.getlength(label.text) + label.size * SCALE)
    mask = Image.new("L", (2 * reach, 2 * reach), 0)
    ImageDraw.Draw(mask).text((reach, reach), label.text, 255, font, ANCHORS[label.anchor])
    mask = mask.rotate(-label.turn, Image.Resampling.BICUBIC)
    corner = (round(place[0]) - reach, round(place[1]) - reach)
    pen.bitmap(corner, mask, _colour(label.fill))


@cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    cut = "SemiBold" if bold else "Regular"
    return ImageFont.truetype(BytesIO(asset_path(f"FiraSans-{cut}.woff2").read_bytes()), size)


# -- shapes ------------------------------------------------------------------------------------
class _Painter:
    """Paints boxes, lines, traces and signs in the order in which SVG would."""

    def __init__(self, pen: ImageDraw.ImageDraw, scale: float, at: Point) -> None:
        self.pen, self.scale, self.at = pen, scale, at

    def paint(self, drawing: Drawing) -> None:
        for box in drawing.boxes:
            self._box(box.x, box.y, box.width, box.height, box.fill, box.outline)
        for line in drawing.lines:
            colour = PAPER_INK if line.dashes else PAPER_GRID
            self._stroke([(line.x1, line.y1), (line.x2, line.y2)], colour, 1, line.dashes)
        for trace in drawing.traces:
            for points, closed in outlines(trace.path):
                self._fill(points, trace.fill, trace.fill_opacity)
                self._stroke(_ring(points, closed), trace.stroke, trace.width, trace.dashes)
        for sign in drawing.signs:
            for points, closed in outlines(sign.path):
                moved = [(x + sign.x, y + sign.y) for x, y in points]
                self._fill(moved, sign.fill, 1)
                self._stroke(_ring(moved, closed), sign.stroke, sign.width, "")

    def _box(
        self, x: float, y: float, width: float, height: float, fill: str, outline: str
    ) -> None:
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        if fill != "none" and width and height:
            (left, top), (right, low) = self._place(corners[0]), self._place(corners[2])
            # Pillow paints the last pixel, too.
            self.pen.rectangle((left, top, max(left, right - 1), max(top, low - 1)), _colour(fill))
        if outline:
            self._stroke(_ring(corners, closed=True), outline, 2, "4 2")

    def _fill(self, points: Sequence[Point], fill: str, opacity: float) -> None:
        if fill != "none" and len(points) > 2:
            self.pen.polygon([self._place(point) for point in points], _colour(fill, opacity))

    def _stroke(self, points: Sequence[Point], colour: str, width: float, dashes: str) -> None:
        if colour == "none":
            return
        pieces = dashed(points, [float(n) for n in dashes.split()]) if dashes else [list(points)]
        for piece in pieces:
            places = [self._place(point) for point in piece]
            self.pen.line(places, _colour(colour), round(width * self.scale), joint="curve")

    def _place(self, point: Point) -> tuple[int, int]:
        x, y = point
        return round((x + self.at[0]) * self.scale), round((y + self.at[1]) * self.scale)


def _colour(name: str, opacity: float = 1) -> tuple[int, ...]:
    """A colour as it looks on white paper."""
    wanted = ImageColor.getrgb(PAPER_INK if name == INK else name)
    return tuple(round(255 - (255 - channel) * opacity) for channel in wanted)


def _ring(points: Sequence[Point], closed: bool) -> list[Point]:
    return [*points, points[0]] if closed else list(points)
