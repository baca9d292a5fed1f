"""ZIP files that are the same, byte for byte, whenever they hold the same."""

from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest moment that a ZIP file can name.
MOMENT = (1980, 1, 1, 0, 0, 0)


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files in the order given, each with the same moment and the same rights."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as target:
        for name, data in files:
            entry = ZipInfo(name, MOMENT)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            # Otherwise it says on which kind of system it was made.
            entry.create_system = 3
            target.writestr(entry, data)
    return archive.getvalue()


def packed_alike(
    data: bytes, change: Callable[[str, bytes], bytes] = lambda _name, found: found
) -> bytes:
    """An archive that somebody else wrote, packed once more without the moment of writing.

    ``change`` may take that moment out of a file, too.
    """
    with ZipFile(BytesIO(data)) as source:
        return packed((name, change(name, source.read(name))) for name in source.namelist())
