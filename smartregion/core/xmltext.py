"""Text as XML can hold it: in workbooks, and in documents of Word."""

import re

# What stands in no XML document; openpyxl knows the control characters only.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def in_xml(text: str) -> str:
    """The text with a replacement character for each that XML does not know."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
