"""Pictures in the Word document: drawings as PNG, uploaded pictures as they are, each with its words."""

from base64 import b64decode
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docx.shared import Inches, Length
from docx.text.paragraph import Paragraph
from PIL import Image

from smartregion.core.charts import Chart, Drawing, Picture
from smartregion.core.charts.png import png_file
from smartregion.core.charts.rereading import drawing_in, spoken_in

Content = dict[str, Any]
# Drawings are measured in pixels of CSS.
UNITS_PER_INCH = 96


def add_drawing(paragraph: Paragraph, svg: Any, chart: Chart | None, *, width: Length) -> None:
    """A chart, or what the SVG shows where it belongs to none."""
    drawing = chart.wide if chart else drawing_in(svg)
    spoken = chart.summary if chart else spoken_in(svg)
    natural = Length(round(Inches(drawing.width / UNITS_PER_INCH)))
    place(
        paragraph,
        png_file(_bare(drawing, spoken), is_small=False),
        spoken,
        width=min(width, natural),
    )


def _bare(drawing: Drawing, spoken: str) -> Picture:
    """The drawing without a frame: its caption is text of the document."""
    return Picture(drawing.width, drawing.height, (), drawing, (0, 0), spoken, ())


def add_image(paragraph: Paragraph, image: Mapping[str, str], *, width: Length) -> None:
    """A picture that is part of the markup as ``data:`` address."""
    _head, _comma, encoded = image["src"].partition(",")
    place(paragraph, redrawn(b64decode(encoded)), image.get("alt", ""), width=width)


def redrawn(data: bytes) -> bytes:
    """As PNG, which every Word shows; WebP it does not."""
    file = BytesIO()
    with Image.open(BytesIO(data)) as picture:
        if picture.format in ("PNG", "JPEG"):
            return data
        picture.save(file, "PNG")
    return file.getvalue()


def place(paragraph: Paragraph, data: bytes, spoken: str, *, width: Length) -> None:
    """A picture in the line, never wider than the text, with its alternative text."""
    shape = paragraph.add_run().add_picture(BytesIO(data))
    if shape.width > width:
        shape.height = Length(int(shape.height * width / shape.width))
        shape.width = width
    properties = shape._inline.docPr
    properties.set("descr", spoken)
    properties.set("name", f"Bild {properties.get('id')}")
