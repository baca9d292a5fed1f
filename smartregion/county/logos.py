"""A logo from somebody's computer: only pixels come in, drawn anew as PNG.

SVG is refused because it can carry scripts and links to other hosts.
"""

from base64 import b64encode
from io import BytesIO
from mimetypes import guess_type

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from smartregion.county.models import County

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 16_000_000
# Twice the size in which the logo is shown at most, for sharp screens and print.
LARGEST = (800, 320)


def logo_as_data(county: County | None) -> str:
    """The logo as part of a document that may load nothing; empty where there is none."""
    name = county.logo.name if county else None
    if county is None or not name or not county.logo.storage.exists(name):
        return ""
    with county.logo.open("rb") as file:
        kind = guess_type(name)[0] or "image/png"
        return f"data:{kind};base64,{b64encode(file.read()).decode()}"


def as_png(upload: UploadedFile[bytes]) -> ContentFile[bytes]:
    """The picture redrawn, without anything else its file carried; raises ``ValidationError``."""
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(_("Die Datei ist größer als 2 MB."), code="too_large")
    try:
        picture = _opened(upload)
    # Pillow calls a PNG that breaks off inside a SyntaxError.
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ValidationError(
            _("Das ist kein lesbares Bild. Erlaubt sind PNG, JPEG, WebP und GIF."), code="no_image"
        ) from None
    picture.thumbnail(LARGEST)
    drawn = BytesIO()
    picture.save(drawn, format="PNG")
    return ContentFile(drawn.getvalue(), name="logo.png")


def _opened(upload: UploadedFile[bytes]) -> Image.Image:
    with Image.open(upload, formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > MAX_PIXELS:
            raise ValidationError(_("Das Bild hat zu viele Bildpunkte."), code="too_many_pixels")
        return picture.convert("RGBA")
