"""The synopsis of two versions as a report."""

import json
import re

import pytest

from smartregion.core.canonical import canonical_json
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials import MATERIALS
from smartregion.reports.rendering import Stamp, book_of
from smartregion.reports.rendering.data import data_of
from smartregion.reports.templatetags.synopsis_paper import marked_on_paper
from strategy.actions import merge_fields, open_revision
from tests.factories.dates import NOON
from tests.factories.reports import chapters, content
from tests.factories.strategy import ElementTextFactory, whole_version

STAMP = Stamp("a" * 64, "2026-06-15T12:00:00+02:00")


def text_of(material) -> str:
    made = content(
        kind="synopsis", synopsis=material, chapters=chapters("synopsis", kind="synopsis")
    )
    html = book_of(json.loads(canonical_json(made)), STAMP).chapters[0].written().html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def material_of(old, new):
    return MATERIALS["synopsis"](
        Brief("synopsis", "Synopse", version=new, earlier_version=old), NOON
    )


# -- marks -------------------------------------------------------------------------------------
def test_marks_are_signs_and_not_only_colours():
    old = marked_on_paper('<p>Der <del data-edge="both">rote</del> Bus.</p>', 2)
    new = marked_on_paper('<p>Der <ins data-edge="both">blaue</ins> Bus.</p>', 2)
    assert old == "<p>Der <del>[\N{MINUS SIGN} rote]</del> Bus.</p>"
    assert new == "<p>Der <ins>[+ blaue]</ins> Bus.</p>"


def test_mark_over_several_tags_begins_and_ends_once():
    html = (
        '<p><ins data-edge="begin">Eins</ins> <strong><ins data-edge="end">zwei</ins></strong></p>'
    )
    assert re.findall(r"[\[\]]", marked_on_paper(html, 2)) == ["[", "]"]


def test_headings_inside_of_a_text_do_not_reach_the_outline_of_the_report():
    assert marked_on_paper("<h3>Ausgangslage</h3><p>Text</p>", 2) == (
        "<p><strong>Ausgangslage</strong></p><p>Text</p>"
    )


def test_script_in_a_frozen_text_is_not_printed():
    assert "<script" not in marked_on_paper("<p>Text</p><script>alert(1)</script>", 2)


def test_table_inside_of_a_wording_is_no_row_of_the_synopsis():
    words = "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    entry = {
        "kind": "field", "kind_label": "Handlungsfeld", "part": "", "level": 0, "heading": "Bildung",
        "changes": [{"value": "changed", "label": "geändert"}],
        "lines": [{"old": words, "new": "", "what": ["Text entfallen"]}],
    }  # fmt: skip
    version = {"label": "1.0", "state_label": "beschlossen", "effective_from": None, "sha256": ""}
    material = {"old": version, "new": version, "tallies": [], "fields": [], "entries": [entry]}
    made = content(
        kind="synopsis", synopsis=material, chapters=chapters("synopsis", kind="synopsis")
    )
    [table] = data_of(book_of(json.loads(canonical_json(made)), STAMP))
    assert [len(row) for row in table.rows] == [len(table.head)]


# -- two versions --------------------------------------------------------------------------------
@pytest.fixture
def old(db, office):
    return whole_version(adopted=True)


@pytest.fixture
def new(old, office):
    return open_revision(strategy=old.strategy, label="2.0", by=office)


@pytest.mark.slow
def test_identical_versions_say_so(old, new):
    assert "Keine Änderungen" in text_of(material_of(old, new))


@pytest.mark.slow
def test_changed_words_stand_on_both_sides(old, new):
    text = new.texts.get(element__kind="field")
    text.summary = "Ganz andere Worte."
    text.save()
    said = text_of(material_of(old, new))
    assert "[+ Ganz andere Worte" in said
    assert "Kurzfassung" in said


@pytest.mark.slow
def test_where_fields_went_is_told_before_the_words(old, new, office):
    kept = new.texts.get(element__kind="field")
    come = ElementTextFactory(
        version=new, element__kind="field", element__strategy=old.strategy, number="HF99999",
        title="Verkehr", position=kept.position + 1,
    )  # fmt: skip
    assert come.title in text_of(material_of(old, new))
    rows = material_of(old, new)["fields"]
    assert [(row["old"] != "", row["new"] != "") for row in rows] == [(True, True), (False, True)]
    merge_fields(target=come, sources=[kept], by=office)
    gone, _come = sorted(material_of(old, new)["fields"], key=lambda row: row["new"])
    assert gone["what"] == ["Zusammengeführt in „HF99999 Verkehr“"]


@pytest.mark.slow
def test_whoever_is_named_first_the_older_version_stands_on_the_left(old, new):
    assert material_of(new, old)["old"]["label"] == old.label


def test_report_without_two_versions_says_so():
    assert "keine zwei Fassungen" in text_of(None)


def test_without_versions_there_is_no_material():
    assert MATERIALS["synopsis"](Brief("synopsis", "Synopse"), NOON) is None
