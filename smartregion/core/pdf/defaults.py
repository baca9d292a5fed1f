"""What the engine assumes about HTML before our own style sheet speaks (its "user agent style sheet").

WeasyPrint's own has rules for markers and notes that hold for every element, so it computes six more styles for
each. Here they hold for elements that have them: list items, and elements of the class ``footnote``. Pages are
the same byte for byte, for less work and less memory. Endnotes, which we do not use, have none.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any

FOR_ALL = re.compile(r"^::(footnote-call|footnote-marker|marker|note-\w+) \{.*\}$", re.MULTILINE)
BEARERS = {"marker": "li", "footnote-call": ".footnote", "footnote-marker": ".footnote"}


@cache
def document_class() -> Any:
    """WeasyPrint's class of documents with these defaults."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - needs Pango

    given = (files("weasyprint") / "css" / "html5_ua.css").read_text(encoding="utf-8")
    sheet = CSS(string=FOR_ALL.sub(_for_some, given))

    class Document(HTML):  # type: ignore[misc]
        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return super()._ua_stylesheets(forms) if forms else [sheet]

    return Document


def _for_some(rule: re.Match[str]) -> str:
    bearer = BEARERS.get(rule.group(1))
    return f"{bearer}{rule.group()}" if bearer else ""
