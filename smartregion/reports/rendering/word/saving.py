"""The finished document as bytes, without what the template of python-docx brings along."""

from io import BytesIO

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

# A preview of an empty page, and effects for a Word of 2010.
LEFT_OUT = {
    RELATIONSHIP_TYPE.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}


def saved(document: Document) -> bytes:
    """The document as a file."""
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype in LEFT_OUT:
                del relations[key]
    file = BytesIO()
    document.save(file)
    return file.getvalue()
