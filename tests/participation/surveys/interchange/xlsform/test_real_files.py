"""What real files carry, and whatever else may stand in the cells."""

import json

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from participation.surveys.document.questionnaire import from_json, to_json
from participation.surveys.interchange import xlsform
from smartregion.core.untrusted import NotReadable
from tests.factories.forms import form, row, workbook_of
from tests.growth import assert_growth
from tests.participation.surveys.interchange.xlsform.forms import (
    AB,
    read,
    told,
)

pytestmark = pytest.mark.slow


@pytest.mark.behaviour("Q30")
def test_blank_rows_and_helper_sheets_do_no_harm():
    rows = [
        row("text", "a", "?", notiz="prüfen"),
        *([row("", "", "")] * 941),
        row("text", "b", "?"),
    ]
    imported = read(*rows, Hilfe=[{"x": "1"}, {"x": "2"}])
    assert list(imported.questionnaire.by_code) == ["a", "b"]
    assert ("Blatt survey", "Spalte „notiz“", "") in told(imported)
    assert ("Arbeitsmappe", "Blatt „Hilfe“", "") in told(imported)


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    ("column", "value"),
    [("default", "5"), ("constraint_message", "Nein!"), ("required_message", "Bitte!"),
     ("guidance_hint", "Vorlesen"), ("read_only", "yes"), ("media::image", "a.png"),
     ("calculation", "1+1"), ("trigger", "${a}")],
)  # fmt: skip
def test_each_cell_that_does_not_come_along_is_told(column, value):
    imported = read(row("text", "q", "?") | {column: value})
    assert [source for place, _what, source in told(imported) if place == "Zeile 2 (q)"] == [value]


def test_looks_parameters_and_settings_are_told():
    imported = read(
        row("text", "q", "?", appearance="w3 numbers", parameters="max-pixels=9"),
        row("text", "r", "?", appearance="w3", disabled="yes"),
        settings={"form_title": "T", "style": "pages"},
    )
    assert ("Zeilen 2", "Darstellung „w3“", "") in told(imported)
    assert ("Zeile 2 (q)", "Einstellung max-pixels", "max-pixels=9") in told(imported)
    assert ("Blatt settings", "style", "pages") in told(imported)
    assert ("Zeile 3 (r)", "text", "") in told(imported)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (workbook_of({"Tabelle1": [{"a": 1}]}), "kein Blatt „survey“"),
        (workbook_of({"survey": [{"a": 1}]}), "Spalte „type“"),
        (form(row("start", "start")), "enthält keine Fragen"),
    ],
)
def test_what_is_no_form_is_refused_with_one_sentence(data, words):
    with pytest.raises(NotReadable) as refused:
        xlsform.read(data)
    assert words in refused.value.messages[0]


@pytest.mark.behaviour("Q30")
def test_a_large_form_takes_as_long_as_it_has_questions():
    def large(size):
        rows = [
            row("select_one ab", f"q{n}", "Was?", relevant=f"selected(${{q{n - 1}}}, 'a')" if n else "")
            for n in range(size)
        ]  # fmt: skip
        return form(*rows, choices=AB)

    assert_growth(xlsform.read, large, 1500)
    assert len(xlsform.read(large(1500)).questionnaire.by_code) == 1500


KINDS = st.sampled_from([
    "select_one ab", "select_one zz", "select_multiple ab or_other", "rank ab", "integer", "decimal",
    "text", "range", "date", "note", "calculate", "acknowledge", "begin_group", "begin_group",
    "end_group", "end_group", "begin repeat", "end repeat", "geopoint", "start", "",
])  # fmt: skip
CELLS = st.sampled_from([
    None, None, None, "", "a", "b", "Ü 1", "${a}", "${a} = 'a'", "selected(${b}, 'a') and ${a} > 1",
    ". >= 1", "count-selected(.) <= 2", "yes", 1, 2.5, True, "label", "list-nolabel", "table-list",
    "randomize=true", "start=0 end=x", "start=0 end=1 step=0.5", "(", "'", "false()",
    "name = ${a}", "${a} + ${b}", "matrix", "matrix_number", "yes_no", "likert",
])  # fmt: skip
COLUMNS = (
    "label", "label::English (en)", "hint", "relevant", "constraint", "required", "appearance",
    "choice_filter", "parameters", "calculation", "smartregion_type", "smartregion_row",
    "smartregion_places", "smartregion_decimals",
)  # fmt: skip
NAMES = st.sampled_from(["a", "b", "c", "d", "Ü 1", ""])
ROWS = st.fixed_dictionaries({"type": KINDS, "name": NAMES, **dict.fromkeys(COLUMNS, CELLS)})


@pytest.mark.behaviour("Q30")
@settings(max_examples=100, deadline=None, phases=[Phase.generate])
# Shrinking would take minutes, and the first example says enough.
@given(st.lists(ROWS, min_size=1, max_size=8), st.booleans())
def test_whatever_stands_in_the_cells_is_read_or_refused(rows, is_own):
    whole = {"form_title": "x", "smartregion_format": "1" if is_own else None}
    try:
        imported = read(*rows, choices=AB, settings=whole)
    except NotReadable as refusal:
        assert len(refusal.messages) == 1  # noqa: PT017 - both outcomes are fine
    else:
        document = json.loads(json.dumps(to_json(imported.questionnaire)))
        assert from_json(document) == imported.questionnaire
