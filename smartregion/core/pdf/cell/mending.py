"""What WeasyPrint leaves to do on each part of a document for PDF/UA-1 and PDF/A-3a.

Parts are mended where they are set, so that it happens beside each other and is kept with the part.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

MARKED = re.compile(rb"/Span\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"
HYPHEN, SOFT_HYPHEN = b"<2010>", b"<00ad>"


def mended(data: bytes) -> bytes:
    """The same pages, as machines want to read them."""
    import pikepdf  # noqa: PLC0415 - heavy, and few processes need it

    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/StructTreeRoot" in pdf.Root:
            _hide_running_lines(pdf)
            _give_headers_a_scope(pdf)
            _name_headers_apart(pdf, hashlib.sha256(data).hexdigest()[:8])
        _join_hyphenated_words(pdf)
        _leave_images_as_they_are(pdf)
        return saved(pdf)


def saved(pdf: Any) -> bytes:
    """The same content gives the same bytes, and so the same hash."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _hide_running_lines(pdf: Any) -> None:
    """Page headers and footers are no part of the text: nobody wants them read on each page."""
    known = marks_of_the_text(pdf)
    for page in pdf.pages:
        page.contents_coalesce()
        content = page.obj.Contents.read_bytes()
        keep = partial(_kept, known=known.get(page.obj.objgen, set()))
        # Between q and Q: what is drawn over the page later starts from a clean slate.
        page.obj.Contents.write(b"q\n%s\nQ\n" % MARKED.sub(keep, content))


def _kept(mark: re.Match[bytes], known: set[int]) -> bytes:
    return mark.group() if int(mark.group(1)) in known else ARTIFACT


def marks_of_the_text(pdf: Any) -> dict[Any, set[int]]:
    """For each page the marks that the structure of the document mentions."""
    marks: dict[Any, set[int]] = {}
    for element, _head in elements(pdf):
        for child in children_of(element):
            if isinstance(child, int):
                marks.setdefault(element.Pg.objgen, set()).add(child)
            elif "/MCID" in child:
                sheet = child.get("/Pg", element.get("/Pg"))
                marks.setdefault(sheet.objgen, set()).add(int(child.MCID))
    return marks


def elements(pdf: Any) -> Iterator[tuple[Any, bool]]:
    """All elements of the structure in reading order, and whether each stands in a table's head."""
    waiting = [(pdf.Root.StructTreeRoot, False)]
    while waiting:
        element, in_head = waiting.pop()
        if "/S" in element:
            yield element, in_head
        in_head = in_head or str(element.get("/S")) == "/THead"
        below = [child for child in children_of(element) if not isinstance(child, int)]
        waiting += [(child, in_head) for child in reversed(below) if "/S" in child]


def children_of(element: Any) -> list[Any]:
    """Elements, references to objects, and the numbers of marks."""
    import pikepdf  # noqa: PLC0415

    children = element.get("/K", [])
    return list(children) if isinstance(children, pikepdf.Array) else [children]


def _join_hyphenated_words(pdf: Any) -> None:
    """A hyphen at the end of a line is soft: copied and read aloud the word is whole again."""
    import pikepdf  # noqa: PLC0415

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            stream = thing.ToUnicode
            stream.write(stream.read_bytes().replace(HYPHEN, SOFT_HYPHEN))


def _give_headers_a_scope(pdf: Any) -> None:
    """Cells of a table's head stand above their column, other header cells before their row."""
    import pikepdf  # noqa: PLC0415

    for element, in_head in elements(pdf):
        if element.S == pikepdf.Name.TH:
            attributes = element.get("/A", pikepdf.Dictionary(O=pikepdf.Name.Table))
            attributes.Scope = pikepdf.Name.Column if in_head else pikepdf.Name.Row
            element.A = attributes


def _leave_images_as_they_are(pdf: Any) -> None:
    """An archive shows images the same for ever, so no viewer may smooth them its own way."""
    import pikepdf  # noqa: PLC0415

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and "/Interpolate" in thing:
            del thing["/Interpolate"]


def _name_headers_apart(pdf: Any, prefix: str) -> None:
    """Cells name their headers; where parts are bound together, no two headers share a name."""
    import pikepdf  # noqa: PLC0415

    for element, _in_head in elements(pdf):
        if "/ID" in element:
            element.ID = pikepdf.String(f"{prefix}-{element.ID}")
        attributes = element.get("/A", None)
        if attributes is not None and "/Headers" in attributes:
            named = [f"{prefix}-{name}" for name in attributes.Headers]
            attributes.Headers = pikepdf.Array(map(pikepdf.String, named))
