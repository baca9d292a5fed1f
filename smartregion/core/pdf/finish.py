"""A finished document as PDF/UA-1 and PDF/A-3a want it.

The report is both; a questionnaire to be printed is PDF/UA-1 alone.
"""

import io
from typing import Any

from smartregion.core.pdf.cell.mending import mended, saved

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

    with pikepdf.open(io.BytesIO(mended(data))) as pdf:
        declare_universal_access(pdf)
        return saved(pdf)


def declare_universal_access(pdf: Any) -> None:
    """Name PDF/UA beside PDF/A, in metadata that is not compressed, as PDF/A demands."""
    import pikepdf  # noqa: PLC0415

    written = pdf.Root.Metadata.read_bytes()
    if UA_NAMESPACE.encode() not in written:
        written = written.replace(b"</rdf:RDF>", UA_METADATA)
    stream = pikepdf.Stream(pdf, written, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    stream.write(written, filter=None)
    pdf.Root.Metadata = pdf.make_indirect(stream)
