"""Our assumptions about HTML cost the engine less and change nothing on the pages."""

from importlib.resources import files

import pytest
from weasyprint import HTML

from smartregion.core.pdf import engine as engines
from smartregion.core.pdf.assets import fetcher
from smartregion.core.pdf.defaults import FOR_ALL, document_class

TEXT = """<!doctype html><html lang="de"><title>Text</title><body><h1>Amt</h1><ol><li>eins<ul><li>zwei</ul></ol>
<p>Wort<span class="footnote">Quelle</span> und <q>mehr</q></p><table><tr><th>a<td>b</table>"""
CSS = ".footnote { float: footnote } .footnote::footnote-call { color: #0a5 }"


def test_pages_are_those_of_the_engine_byte_for_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = engines.engine_for(CSS, fetcher).write(TEXT, variant="pdf/ua-1")
    monkeypatch.setattr(engines, "document_class", lambda: HTML)
    assert engines.engine_for(CSS, fetcher).write(TEXT, variant="pdf/ua-1") == ours


def test_rules_that_hold_for_every_element_are_all_known() -> None:
    given = (files("weasyprint") / "css" / "html5_ua.css").read_text(encoding="utf-8")
    known = {"marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}  # fmt: skip
    assert {rule.group(1) for rule in FOR_ALL.finditer(given)} == known


def test_only_list_items_and_footnotes_have_signs_of_their_own() -> None:
    (sheet,) = document_class()(string=TEXT)._ua_stylesheets()
    for_all = [each[3] for each in sheet.matcher.other_selectors if each[3] is not None]
    assert for_all == []
