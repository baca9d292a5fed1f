"""ZIP files that do not depend on the moment in which they are written."""

from io import BytesIO
from zipfile import ZipFile

from smartregion.core.packing import packed, packed_alike


def test_files_keep_their_order_and_their_content():
    with ZipFile(BytesIO(packed([("b.txt", b"2"), ("a.txt", b"1")]))) as archive:
        assert archive.namelist() == ["b.txt", "a.txt"]
        assert archive.read("a.txt") == b"1"


def test_moment_of_writing_is_left_out():
    first, second = BytesIO(), BytesIO()
    for year, file in ((2001, first), (2002, second)):
        with ZipFile(file, "w") as archive:
            archive.writestr(_entry(year), b"the same")
    assert first.getvalue() != second.getvalue()
    assert packed_alike(first.getvalue()) == packed_alike(second.getvalue())


def _entry(year):
    from zipfile import ZipInfo

    return ZipInfo("a.txt", (year, 1, 1, 0, 0, 0))
