"""What WeasyPrint leaves to do for PDF/UA-1 and PDF/A-3a, on the finished file."""

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
    import pikepdf  # noqa: PLC0415 - heavy, and only the worker for reports needs it

    with pikepdf.open(io.BytesIO(data)) as pdf:
        _declare_universal_access(pdf)
        _hide_running_lines(pdf)
        _join_hyphenated_words(pdf)
        _give_headers_a_scope(pdf)
        out = io.BytesIO()
        # The same content gives the same bytes, and so the same hash.
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _declare_universal_access(pdf: Any) -> None:
    """Name PDF/UA beside PDF/A, in metadata that is not compressed, as PDF/A demands."""
    import pikepdf  # noqa: PLC0415

    written = pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", UA_METADATA)
    stream = pikepdf.Stream(pdf, written, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    stream.write(written, filter=None)
    pdf.Root.Metadata = pdf.make_indirect(stream)


def _hide_running_lines(pdf: Any) -> None:
    """Page headers and footers are no part of the text: nobody wants them read on each page."""
    parents = _parent_tree(pdf)
    for page in pdf.pages:
        known = parents.get(int(page.obj.get("/StructParents", -1)), frozenset())
        page.contents_coalesce()
        content = page.obj.Contents.read_bytes()
        page.obj.Contents.write(MARKED.sub(partial(_kept, known=known), content))


def _kept(mark: re.Match[bytes], known: frozenset[int]) -> bytes:
    return mark.group() if int(mark.group(1)) in known else ARTIFACT


def _parent_tree(pdf: Any) -> dict[int, frozenset[int]]:
    """For each page the marks that belong to the structure."""
    import pikepdf  # noqa: PLC0415

    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {
        int(key): frozenset(place for place, element in enumerate(value) if element is not None)
        for key, value in zip(numbers[::2], numbers[1::2], strict=True)
        if isinstance(value, pikepdf.Array)
    }


def _join_hyphenated_words(pdf: Any) -> None:
    """A hyphen at the end of a line is soft: copied and read aloud the word is whole again."""
    import pikepdf  # noqa: PLC0415

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            stream = thing.ToUnicode
            stream.write(stream.read_bytes().replace(HYPHEN, SOFT_HYPHEN))


def _give_headers_a_scope(pdf: Any) -> None:
    import pikepdf  # noqa: PLC0415

    for kind, cell in _header_cells(pdf.Root.StructTreeRoot, pikepdf.Name.Row):
        attributes = cell.get("/A", pikepdf.Dictionary(O=pikepdf.Name.Table))
        attributes.Scope = kind
        cell.A = attributes


def _header_cells(element: Any, kind: Any) -> Iterator[tuple[Any, Any]]:
    """All TH below an element: those in a THead head their column, the others their row."""
    import pikepdf  # noqa: PLC0415

    if element.get("/S") == pikepdf.Name.TH:
        yield kind, element
        return
    below = pikepdf.Name.Column if element.get("/S") == pikepdf.Name.THead else kind
    children = element.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from _header_cells(child, below)
