"""What is laid over finished pages: their numbers, and DRAFT across each.

Pages are set beside each other and kept, so none of them knows its number. Both are set on sheets of their own
and drawn over the pages as artifacts: seen by everybody, read aloud to nobody.
"""

import io
from typing import Any

DRAWN = b"/Artifact <</Type /Pagination>> BDC q /%s Do Q EMC"


def lay_over(pdf: Any, sheets: bytes) -> None:
    """Draw the first sheet over the first page, and so on."""
    import pikepdf  # noqa: PLC0415 - heavy, and few processes need it

    with pikepdf.open(io.BytesIO(sheets)) as source:
        for number, (page, sheet) in enumerate(zip(pdf.pages, source.pages, strict=True)):
            form = pdf.copy_foreign(sheet.as_form_xobject())
            name = f"Over{number}"
            page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/{name}"))
            page.contents_add(DRAWN % name.encode())
