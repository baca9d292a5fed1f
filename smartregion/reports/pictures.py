"""Pictures of reports: only pixels come in, drawn anew; as part of a document that may load nothing."""

from base64 import b64encode
from io import BytesIO
from mimetypes import guess_type

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from PIL import Image

from smartregion.county.logos import MEGABYTE, picture_of

MAX_BYTES = 8 * MEGABYTE
# As wide as the text of a page, in print quality.
LARGEST = (1800, 1800)
QUALITY = 85


class PictureMissing(Exception):
    """A picture is named, but its file cannot be read."""


def as_data(file: FieldFile) -> str:
    """The picture as ``data:`` address; empty where there is none. Raises ``PictureMissing``."""
    if not file:
        return ""
    try:
        with file.open("rb") as opened:
            encoded = b64encode(opened.read()).decode()
    except OSError as error:
        raise PictureMissing(file.name) from error
    return f"data:{guess_type(str(file.name))[0] or 'image/png'};base64,{encoded}"


def as_jpeg(upload: UploadedFile[bytes]) -> ContentFile[bytes]:
    """A photograph redrawn on white, without place and time that its file carried."""
    picture = picture_of(upload, most_bytes=MAX_BYTES)
    picture.thumbnail(LARGEST)
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    drawn = BytesIO()
    ground.save(drawn, format="JPEG", quality=QUALITY, optimize=True)
    return ContentFile(drawn.getvalue(), name="bild.jpg")
