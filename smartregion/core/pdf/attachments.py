"""Files inside a PDF: the data that the pages show, for whoever wants to reckon with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Attachment:
    """A file to carry along, and a sentence about what it holds."""

    name: str
    data: bytes
    mime_type: str
    about: str


def attach(pdf: Any, files: Iterable[Attachment], *, modified: str) -> None:
    """Carry files along as PDF/A-3 wants it: named, dated, and said to be the data of the pages.

    ``modified`` is a date as PDF writes it, that of the content: the same content gives the same file.
    """
    import pikepdf  # noqa: PLC0415 - heavy, and few processes need it

    carried = pikepdf.Array()
    for file in files:
        spec = pikepdf.AttachedFileSpec(
            pdf,
            file.data,
            filename=file.name,
            description=file.about,
            mime_type=file.mime_type,
            creation_date=modified,
            mod_date=modified,
        )
        spec.relationship = pikepdf.Name.Data
        pdf.attachments[file.name] = spec
        carried.append(pdf.attachments[file.name].obj)
    if carried:
        pdf.Root.AF = pdf.make_indirect(carried)
