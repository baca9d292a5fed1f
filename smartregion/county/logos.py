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
from PIL import Image, ImageOps, UnidentifiedImageError

from smartregion.county.models import County

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MEGABYTE = 1024 * 1024
MAX_BYTES = 2 * MEGABYTE
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
    picture = picture_of(upload)
    picture.thumbnail(LARGEST)
    drawn = BytesIO()
    picture.save(drawn, format="PNG")
    return ContentFile(drawn.getvalue(), name="logo.png")


def picture_of(upload: UploadedFile[bytes], *, most_bytes: int = MAX_BYTES) -> Image.Image:
    """The pixels of a picture that somebody sends, upright; raises ``ValidationError``."""
    if (upload.size or 0) > most_bytes:
        message = _("Die Datei ist größer als %(n)d MB.")
        raise ValidationError(message % {"n": most_bytes // MEGABYTE}, code="too_large")
    try:
        return _opened(upload)
    # Pillow calls a PNG that breaks off inside a SyntaxError.
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ValidationError(
            _("Das ist kein lesbares Bild. Erlaubt sind PNG, JPEG, WebP und GIF."), code="no_image"
        ) from None


def _opened(upload: UploadedFile[bytes]) -> Image.Image:
    with Image.open(upload, formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > MAX_PIXELS:
            raise ValidationError(_("Das Bild hat zu viele Bildpunkte."), code="too_many_pixels")
        # Cameras say beside the pixels how they were held.
        return ImageOps.exif_transpose(picture).convert("RGBA")
