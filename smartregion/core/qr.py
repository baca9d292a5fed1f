"""QR codes for the way from paper or a screen to the phone."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(text: str) -> SafeString:
    """The code as SVG for a page, black on white in every theme, with the quiet zone it needs.

    It is decoration beside the same address in words, so it is hidden from screen readers.
    """
    made = segno.make(text, error="m", micro=False)
    svg = made.svg_inline(
        border=4, dark="#000", light="#fff", svgclass="qr-code", lineclass=None, omitsize=True
    )
    return mark_safe(svg.replace("<svg", '<svg aria-hidden="true"', 1))  # noqa: S308 - drawn by us
