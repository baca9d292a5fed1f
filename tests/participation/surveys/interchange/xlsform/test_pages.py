"""Groups of an XLSForm: pages, chapters and matrices."""

import pytest

from participation.surveys.document.questionnaire import Type
from tests.factories.forms import row
from tests.participation.surveys.interchange.xlsform.forms import AB, STEPS, only, read, says, told

pytestmark = pytest.mark.slow


# -- pages -----------------------------------------------------------------------------------------
def test_groups_are_pages_and_loose_rows_make_their_own():
    found = read(
        row("text", "a", "A?"),
        row("begin_group", "g", "Über Sie", relevant="${a} != ''"),
        row("text", "b", "B?"),
        row("begin_group", "inner", "Genauer", relevant="${b} != ''"),
        row("text", "c", "C?", relevant="${b} = ''"),
        row("end_group"),
        row("end_group"),
        row("note", "end", "Danke"),
        settings={"form_title": "Befragung", "form_id": "bef_1"},
    ).questionnaire
    titles = [(page.title["de"], [q.code for q in page.questions]) for page in found.pages]
    assert titles == [
        ("Befragung", ["a"]), ("Über Sie", ["b", "inner_text", "c"]), ("Befragung", ["end"]),
    ]  # fmt: skip
    assert found.slug == "bef_1"
    assert found.pages[1].condition.to_json() == says("a", "answered")
    assert found.by_code["inner_text"].condition.to_json() == says("b", "answered")
    assert found.by_code["c"].condition.to_json() == {
        "all": [says("b", "answered"), says("b", "empty")]
    }


def test_a_group_of_groups_is_a_chapter():
    rows = [row("begin_group", "all", "Alles")]
    for name in "ab":
        rows += [
            row("begin_group", f"g{name}", f"Teil {name}"),
            row("text", name, "?"),
            row("end_group"),
        ]
    imported = read(*rows, row("end_group"))
    assert [page.title["de"] for page in imported.questionnaire.pages] == ["Teil a", "Teil b"]
    assert ("Zeile 2 (all)", "Überschrift", "Alles") in told(imported)


def test_a_repeat_is_asked_once_and_told():
    imported = read(row("begin repeat", "r", "Kinder"), row("text", "a", "?"), row("end repeat"))
    assert told(imported, serious=True) == [("Zeile 2 (r)", "Wiederholung", "")]
    assert "a" in imported.questionnaire.by_code


@pytest.mark.parametrize(
    "rows",
    [
        [row("begin_group", "g", "G"), row("text", "a", "?")],
        [row("text", "a", "?"), row("end_group")],
        [*(row("begin_group", f"g{n}") for n in range(200)), row("text", "a", "?")],
    ],
)
def test_groups_that_do_not_fit_together_are_told(rows):
    imported = read(*rows)
    assert "a" in imported.questionnaire.by_code
    assert any(what == "Gruppe" for _place, what, _source in told(imported))


# -- matrices --------------------------------------------------------------------------------------
GRID = [
    row("select_one s", "head", "Wie gut?", appearance="label", hint="Je Zeile eine"),
    row("select_one s", "bus", "Bus", appearance="list-nolabel", required="yes"),
    row("select_one s", "rad", "Rad", appearance="list-nolabel", required="yes"),
]


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ([], [], "head"),
        ([row("begin_group", "m", appearance="field-list")], [row("end_group")], "m"),
    ],
)
def test_rows_with_common_choices_are_one_matrix(before, after, code):
    imported = read(
        row("begin_group", "p", "P"), row("text", "a", "?"), *before, *GRID, *after, row("end_group"),
        choices=STEPS,
    )  # fmt: skip
    matrix = imported.questionnaire.by_code[code]
    assert (matrix.type, matrix.text, matrix.help) == (
        Type.MATRIX, {"de": "Wie gut?"}, {"de": "Je Zeile eine"},
    )  # fmt: skip
    assert [each.code for each in matrix.rows] == ["bus", "rad"]
    assert [option.value for option in matrix.options] == [1, 2, 3]
    assert matrix.is_required
    assert imported.columns["bus"] == f"{code}.bus"


def test_a_table_list_is_a_matrix_of_several_choices():
    rows = [row("select_multiple ab", name, name.upper()) for name in ("bus", "rad")]
    begin = row("begin_group", "m", "Womit?", appearance="table-list")
    matrix = only(
        row("begin_group", "p", "P"), begin, *rows, row("end_group"), row("end_group"), choices=AB
    )
    assert (matrix.code, matrix.type) == ("m", Type.MATRIX_MULTIPLE)


def test_later_conditions_look_at_one_row_of_a_matrix():
    imported = read(*GRID, row("text", "why", "Warum?", relevant="${bus} <= 2"), choices=STEPS)
    condition = imported.questionnaire.by_code["why"].condition
    assert condition.to_json() == {"row": "bus", **says("head", "at_most", "2")}
