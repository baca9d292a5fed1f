"""What WeasyPrint leaves to do for PDF/UA-1 and PDF/A-3a, on the finished file.

The report is both; a questionnaire to be printed is PDF/UA-1 alone.
"""

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

MARKED = re.compile(rb"/Span\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"
HYPHEN, SOFT_HYPHEN = b"<2010>", b"<00ad>"

# PDF/A wants every property that it does not know to be described.
UA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/"
UA_METADATA = f"""<rdf:Description rdf:about="" xmlns:pdfuaid="{UA_NAMESPACE}">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{UA_NAMESPACE}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 this file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>""".encode()


def finish(data: bytes) -> bytes:
    """The same file, readable by machines as the two standards want it."""
    import pikepdf  # noqa: PLC0415 - heavy, and few processes need it

    with pikepdf.open(io.BytesIO(data)) as pdf:
        _declare_universal_access(pdf)
        _hide_running_lines(pdf)
        _join_hyphenated_words(pdf)
        _give_headers_a_scope(pdf)
        _leave_images_as_they_are(pdf)
        out = io.BytesIO()
        # The same content gives the same bytes, and so the same hash.
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _declare_universal_access(pdf: Any) -> None:
    """Name PDF/UA beside PDF/A, in metadata that is not compressed, as PDF/A demands."""
    import pikepdf  # noqa: PLC0415

    written = pdf.Root.Metadata.read_bytes()
    if UA_NAMESPACE.encode() not in written:
        written = written.replace(b"</rdf:RDF>", UA_METADATA)
    stream = pikepdf.Stream(pdf, written, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    stream.write(written, filter=None)
    pdf.Root.Metadata = pdf.make_indirect(stream)


def _hide_running_lines(pdf: Any) -> None:
    """Page headers and footers are no part of the text: nobody wants them read on each page."""
    known = _marks_of_the_text(pdf)
    for page in pdf.pages:
        page.contents_coalesce()
        content = page.obj.Contents.read_bytes()
        keep = partial(_kept, known=known.get(page.obj.objgen, set()))
        page.obj.Contents.write(MARKED.sub(keep, content))


def _kept(mark: re.Match[bytes], known: set[int]) -> bytes:
    return mark.group() if int(mark.group(1)) in known else ARTIFACT


def _marks_of_the_text(pdf: Any) -> dict[Any, set[int]]:
    """For each page the marks that the structure of the document mentions."""
    marks: dict[Any, set[int]] = {}
    for element, _head in elements(pdf):
        for child in _children(element):
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
        below = [child for child in _children(element) if not isinstance(child, int)]
        waiting += [(child, in_head) for child in reversed(below) if "/S" in child]


def _children(element: Any) -> list[Any]:
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
