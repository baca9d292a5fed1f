import json
import time
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from participation.surveys.document.questionnaire import Limits, Type, from_json, to_json
from participation.surveys.interchange import xlsform
from participation.surveys.interchange.losses import NotReadable
from tests.factories.documents import questionnaires
from tests.factories.forms import form, row, workbook_of

pytestmark = pytest.mark.slow

YES_NO = "yn yes Ja\nyn no Nein"
AB = "ab a Apfel\nab b Birne\nab c Kirsche"
STEPS = "s 1 wenig\ns 2 mittel\ns 3 viel"
# One question of each kind that conditions can look at.
EARLIER = [
    row("begin group", "seite", "Seite"),
    row("select_one ab", "one", "Eine?"),
    row("select_multiple ab", "some", "Mehrere?"),
    row("select_one s", "scale", "Skala?", appearance="likert"),
    row("integer", "age", "Alter?"),
    row("date", "day", "Tag?"),
    row("text", "words", "Worte?"),
    row("acknowledge", "agree", "Einverstanden?"),
    row("end group"),
]
LISTS = f"{AB}\n{STEPS}"


def read(*survey, **others):
    return xlsform.read(form(*survey, **others))


def only(*survey, **others):
    """The one question of a form."""
    (question,) = read(*survey, **others).questionnaire.questions
    return question


def told(imported, *, serious=None):
    return [
        (loss.place, loss.what, loss.source)
        for loss in imported.losses
        if serious in (None, loss.is_serious)
    ]


def shown(source):
    """The condition that an expression becomes, and what was told about it."""
    imported = read(*EARLIER, row("text", "last", "Zuletzt?", relevant=source), choices=LISTS)
    condition = imported.questionnaire.by_code["last"].condition
    return condition and condition.to_json(), told(imported, serious=True)


def says(question, op, value=None):
    return {"question": question, "op": op} | ({"value": value} if value is not None else {})


# -- types -----------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"kind": "select_one ab"}, Type.SINGLE),
        ({"kind": "select one from ab"}, Type.SINGLE),
        ({"kind": "select_one ab", "appearance": "minimal"}, Type.DROPDOWN),
        ({"kind": "select_one ab", "appearance": "likert"}, Type.SCALE),
        ({"kind": "select_multiple ab"}, Type.MULTIPLE),
        ({"kind": "rank ab"}, Type.RANKING),
        ({"kind": "integer"}, Type.NUMBER),
        ({"kind": "int"}, Type.NUMBER),
        ({"kind": "decimal"}, Type.NUMBER),
        ({"kind": "range", "parameters": "start=0 end=10 step=2"}, Type.SLIDER),
        ({"kind": "range", "parameters": "start=0 end=1 step=0.1"}, Type.NUMBER),
        ({"kind": "text"}, Type.SHORT_TEXT),
        ({"kind": "string"}, Type.SHORT_TEXT),
        ({"kind": "text", "appearance": "multiline"}, Type.LONG_TEXT),
        ({"kind": "date"}, Type.DATE),
        ({"kind": "dateTime"}, Type.DATE),
        ({"kind": "time"}, Type.SHORT_TEXT),
        ({"kind": "note"}, Type.DISPLAY),
        ({"kind": "acknowledge"}, Type.CONSENT),
    ],
)
def test_each_type_has_its_counterpart(cells, kind):
    question = only(row(**cells, name="q", label="Frage?"), choices=AB)
    assert (question.type, question.text) == (kind, {"de": "Frage?"})


@pytest.mark.parametrize(
    ("kind", "serious"),
    [("geopoint", True), ("image", True), ("barcode", True), ("select_one_from_file a.csv", True),
     ("unheard of", True), ("start", False), ("deviceid", False), ("audit", False),
     ("hidden", False)],
)  # fmt: skip
def test_what_is_no_question_here_is_told(kind, serious):
    imported = read(row("text", "q", "Frage?"), row(kind, "x", "Wo?"))
    assert [question.code for question in imported.questionnaire.questions] == ["q"]
    assert told(imported, serious=serious)[0][0] == "Zeile 3 (x)"


def test_other_comes_with_a_field_for_words():
    imported = read(row("select_one ab or_other", "q", "Was?"), choices=AB)
    (question,) = imported.questionnaire.questions
    assert [(option.code, option.with_text) for option in question.options][-1] == ("other", True)
    assert imported.columns["q_other"] == "q-text"
    assert told(imported, serious=True) == []


def test_steps_count_as_their_numbers_else_by_their_place():
    by_name = only(row("select_one s", "q", "?", appearance="likert"), choices=STEPS)
    by_place = only(row("select_one ab", "q", "?", appearance="likert"), choices=AB)
    assert [option.value for option in by_name.options] == [1, 2, 3]
    assert [option.value for option in by_place.options] == [1, 2, 3]


def test_a_list_that_is_missing_is_told():
    imported = read(row("select_one zz", "q", "Was?"), choices=AB)
    assert told(imported, serious=True) == [("Zeile 2 (q)", "Liste zz", "")]


@pytest.mark.parametrize(
    ("calculation", "formula"),
    [
        ("${a} + ${b}", {"op": "sum", "questions": ["a", "b"]}),
        ("coalesce(${a}, 0) + number(${b})", {"op": "sum", "questions": ["a", "b"]}),
        ("(${a} + ${b}) div 2", {"op": "mean", "questions": ["a", "b"]}),
        ("if(${a} != '', 1, 0)", {"op": "count", "questions": ["a"]}),
    ],
)
def test_sums_means_and_counts_are_calculated(calculation, formula):
    imported = read(
        row("integer", "a", "A?"), row("integer", "b", "B?"),
        row("calculate", "c", "Summe", calculation=calculation),
    )  # fmt: skip
    assert imported.questionnaire.by_code["c"].formula == formula


@pytest.mark.parametrize("calculation", ["1+1", "${a} * 2", "once(uuid())", "${a} div 3", "(("])
def test_other_calculations_are_told(calculation):
    imported = read(row("integer", "a", "A?"), row("calculate", "c", calculation=calculation))
    assert told(imported)[0] == ("Zeile 3 (c)", "Berechnung", calculation)


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


# -- conditions ------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    ("source", "condition"),
    [
        ("${one} = 'a'", says("one", "is", "a")),
        ("${one} = ‘a’", says("one", "is", "a")),
        ("'a' = ${one}", says("one", "is", "a")),
        ("selected(${one}, 'a')", says("one", "is", "a")),
        ("${one} != 'a'", {"not": says("one", "is", "a")}),
        ("${one} != ''", says("one", "answered")),
        ("string-length(${words}) > 0", says("words", "answered")),
        ("not(${one} = '')", {"not": says("one", "empty")}),
        ("selected(${some}, 'b')", says("some", "contains", "b")),
        ("count-selected(${some}) >= 2", says("some", "count_at_least", "2")),
        ("count-selected(${some}) > 2", says("some", "count_at_least", "3")),
        ("count-selected(${some}) < 2", says("some", "count_at_most", "1")),
        ("${some} = 'a b'", {"all": [says("some", "contains", "a"), says("some", "contains", "b"),
                                     says("some", "count_at_most", "2")]}),
        ("${scale} >= 2", says("scale", "at_least", "2")),
        ("${scale} > 1", {"any": [says("scale", "is", "2"), says("scale", "is", "3")]}),
        ("${age} >= 18 and ${age} < 65.50",
         {"all": [says("age", "at_least", "18"), says("age", "less", "65.5")]}),
        ("number(${age}) = 18", says("age", "is", "18")),
        ("${day} > date('2026-02-28')", says("day", "at_least", "2026-03-01")),
        ("contains(${words}, 'Bus')", says("words", "contains", "Bus")),
        ("${agree} = 'OK'", says("agree", "answered")),
        ("${one} = 'a' or ${one} = 'b' and not(${age} > 3)",
         {"any": [says("one", "is", "a"),
                  {"all": [says("one", "is", "b"), {"not": says("age", "more", "3")}]}]}),
        ("(${one} = 'a' or ${age} = 1) and ${age} = 2",
         {"all": [{"any": [says("one", "is", "a"), says("age", "is", "1")]}, says("age", "is", "2")]}),
        ("true()", None),
        ("${one} = 'a' or true()", None),
        ("${one} = concat('', 'a')", says("one", "is", "a")),
    ],
)  # fmt: skip
def test_expressions_become_conditions(source, condition):
    assert shown(source) == (condition, [])


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    "source",
    [
        "${one} = ${some}", "${nobody} = 'a'", "${last} = 'a'", "${one} = 'z'", "regex(${words}, 'a')",
        "${words} = 'Bus'", "${age} * 2 > 3", "${one} = 'a' and", "${one", "${age} > 'viel'",
        "count-selected(${some}) > 1.5", "position(..) > 1", "${day} > today()", "${one}", "§",
        "(" * 60 + "${one} = 'a'" + ")" * 60, "not(" * 12 + "${one} = 'a'" + ")" * 12,
        "${one} = 'a' or " * 900 + "true()",
    ],
)  # fmt: skip
def test_what_goes_beyond_is_shown_always_and_told(source):
    condition, losses = shown(source)
    assert condition is None
    assert losses == [("Zeile 11 (last)", "Bedingung", source)]


def test_what_is_never_shown_does_not_come_along():
    imported = read(row("text", "a", "?"), row("text", "b", "?", relevant="false()"))
    assert list(imported.questionnaire.by_code) == ["a"]
    assert told(imported, serious=True) == [("Zeile 3 (b)", "Bedingung", "false()")]


# -- choices ---------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q30")
def test_cascades_become_conditions_of_options():
    options = [
        {"list_name": "land", "name": name, "label": name} for name in ("bb", "be")
    ] + [
        {"list_name": "ort", "name": name, "label": name, "land": land}
        for name, land in (("teltow", "bb"), ("mitte", "be"), ("mitte", "bb"), ("tal", "xx"))
    ]  # fmt: skip
    imported = read(
        row("select_one land", "land", "Land?"),
        row("select_one ort", "ort", "Ort?", choice_filter="land = ${land}"),
        options=options,
    )
    question = imported.questionnaire.by_code["ort"]
    # "xx" is no land: then nothing of the filter can be trusted.
    assert [option.condition for option in question.options] == [None] * 3
    assert [what for _place, what, _source in told(imported, serious=True)] == ["choice_filter"]
    imported = read(
        row("select_one land", "land", "Land?"),
        row("select_one ort", "ort", "Ort?", choice_filter="land = ${land}"),
        options=options[:-1],
    )
    question = imported.questionnaire.by_code["ort"]
    assert [option.condition.to_json() for option in question.options] == [
        says("land", "is", "bb"),
        {"any": [says("land", "is", "be"), says("land", "is", "bb")]},
    ]
    assert told(imported, serious=True) == []


def test_a_filter_without_questions_leaves_a_part_of_the_list():
    options = [{"list_name": "l", "name": n, "label": n, "part": p} for n, p in ("ax", "by", "cx")]
    question = only(row("select_one l", "q", "?", choice_filter="part = 'x'"), options=options)
    assert [option.code for option in question.options] == ["a", "c"]


def test_the_same_name_with_two_texts_is_told():
    imported = read(row("select_one ab", "q", "?"), choices=f"{AB}\nab a Anders")
    assert ("Liste ab", "Antwort „a“", "Anders") in told(imported)


def test_codes_that_do_not_fit_are_changed_everywhere():
    imported = read(
        row("select_one l", "meine-frage.1", "?"),
        row("text", "b", "?", relevant="${meine-frage.1} = 'rot/grün'"),
        choices="l rot/grün Bunt\nl b Blau",
    )
    first, second = imported.questionnaire.questions
    assert second.condition.to_json() == says(first.code, "is", first.options[0].code)
    assert imported.values[first.code]["rot/grün"] == first.options[0].code


# -- limits ----------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    ("kind", "constraint", "limits"),
    [
        ("integer", ". >= 18 and . <= 120", Limits(min=18, max=120)),
        ("integer", ". > 17 and 120 > .", Limits(min=18, max=119)),
        ("decimal", ". >= 0.5", Limits(min=0.5, decimals=4)),
        ("text", "string-length(.) < 100", Limits(max_length=99)),
        ("select_multiple ab", "count-selected(.) <= 2 and count-selected(.) > 0", Limits(1, 2)),
        ("date", ". >= date('2026-01-01')", Limits(earliest="2026-01-01")),
    ],
)
def test_constraints_become_limits(kind, constraint, limits):
    imported = read(row(kind, "q", "?", constraint=constraint), choices=AB)
    assert next(imported.questionnaire.questions).limits == limits
    assert [what for _place, what, _source in told(imported) if what == "Prüfung der Antwort"] == []


@pytest.mark.parametrize(
    ("kind", "constraint", "limits"),
    [
        ("text", "regex(., '^[A-Z]+$')", Limits()),
        ("integer", ". >= 1 and . != 5", Limits(min=1)),
        ("integer", ". > ${other}", Limits()),
        ("integer", ". >=", Limits()),
        ("date", ". <= today()", Limits()),
        ("select_one ab", ". = 'a'", Limits()),
    ],
)
def test_constraints_that_go_beyond_are_told(kind, constraint, limits):
    imported = read(row(kind, "q", "?", constraint=constraint), choices=AB)
    assert next(imported.questionnaire.questions).limits == limits
    assert ("Zeile 2 (q)", "Prüfung der Antwort", constraint) in told(imported)


def test_a_choice_that_stands_alone_is_recognised():
    alone = "not(selected(., 'c') and count-selected(.) > 1)"
    question = only(row("select_multiple ab", "q", "?", constraint=alone), choices=AB)
    assert [option.exclusive for option in question.options] == [False, False, True]


@pytest.mark.parametrize(("cell", "required"), [("yes", True), (True, True), ("TRUE()", True),
                                                 ("no", False), (None, False), ("${a} = 1", False)])  # fmt: skip
def test_required_is_always_or_never(cell, required):
    assert only(row("text", "q", "?", required=cell)).is_required is required


# -- texts -----------------------------------------------------------------------------------------
LANGUAGES = {"label::Deutsch (de)": "Wie alt?", "label::English (en)": "How old?"}


def test_languages_are_found_by_their_many_names():
    rows = [
        {"type": "text", "name": "a", **LANGUAGES, "label::Ukrainian": "Скільки?", "hint::de": "Jahre"},
    ]  # fmt: skip
    imported = xlsform.read(workbook_of({"survey": rows}))
    (question,) = imported.questionnaire.questions
    assert question.text == {"de": "Wie alt?", "en": "How old?", "uk": "Скільки?"}
    assert question.help == {"de": "Jahre"}
    assert told(imported) == []


def test_a_language_that_is_not_offered_is_told():
    rows = [{"type": "text", "name": "a", **LANGUAGES, "label::Nepali (ne)": "कति?"}]
    imported = xlsform.read(workbook_of({"survey": rows}))
    assert imported.questionnaire.languages == ("de", "en")
    assert told(imported, serious=True) == [("Umfrage", "Sprache „Nepali (ne)“", "")]


def test_without_german_the_first_language_stands_in_its_place():
    rows = [{"type": "text", "name": "a", "label": "How old?"}]
    sheets = {"survey": rows, "settings": [{"default_language": "English (en)"}]}
    imported = xlsform.read(workbook_of(sheets))
    (question,) = imported.questionnaire.questions
    assert question.text == {"de": "How old?", "en": "How old?"}
    assert [what for _place, what, _source in told(imported, serious=True)] == ["Deutsch"]


def test_formatting_goes_and_words_stay():
    label = "**Wichtig**: <span style='color:red'>siehe</span> [hier](https://example.org)"
    question = only(row("text", "a", label))
    assert question.text == {"de": "Wichtig: siehe hier (https://example.org)"}


@pytest.mark.behaviour("Q6")
def test_scripts_in_labels_do_not_come_along():
    assert only(row("text", "a", "Wer?<script>alert(1)</script>")).text == {"de": "Wer?alert(1)"}


def test_earlier_answers_are_quoted_in_later_texts():
    imported = read(row("text", "name", "Wer?"), row("text", "b", "Hallo ${name}, ${nobody}!"))
    assert imported.questionnaire.by_code["b"].text == {"de": "Hallo {{name}}, …!"}
    assert told(imported, serious=True) == [("Zeile 3 (b)", "Eingesetzte Antwort", "${nobody}")]


# -- what real files carry -------------------------------------------------------------------------
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
def test_a_large_form_is_read_within_seconds():
    rows = [
        row("select_one ab", f"q{n}", "Was?", relevant=f"selected(${{q{n - 1}}}, 'a')" if n else "")
        for n in range(1500)
    ]
    data, began = form(*rows, choices=AB), time.monotonic()
    assert len(xlsform.read(data).questionnaire.by_code) == 1500
    assert time.monotonic() - began < 10


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


@pytest.mark.slow
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


@pytest.mark.slow
# -- there and back --------------------------------------------------------------------------------
@pytest.mark.behaviour("Q31")
@settings(max_examples=60, deadline=None)
@given(questionnaires())
def test_a_questionnaire_comes_back_as_it_was(questionnaire):
    written = xlsform.write(questionnaire)
    imported = xlsform.read(written)
    assert imported.questionnaire == questionnaire
    assert imported.losses == ()
    assert xlsform.write(questionnaire) == written


@pytest.mark.behaviour("Q31")
def test_another_program_asks_the_same():
    """Without our own columns: what a text beside an option and a choice that stands alone need."""
    source = read(
        row("select_multiple ab or_other", "q", "Was?", constraint=
            "not(selected(., 'c') and count-selected(.) > 1)"),
        choices=AB,
    ).questionnaire  # fmt: skip
    book = load_workbook(BytesIO(xlsform.write(source)))
    cells = [list(each) for each in book["survey"].values]
    columns = cells[0]
    question, words = (dict(zip(columns, each, strict=True)) for each in cells[2:4])
    assert question["constraint"] == "not(selected(., 'c') and count-selected(.) > 1)"
    assert (words["type"], words["relevant"]) == ("text", "selected(${q}, 'other')")


@pytest.mark.behaviour("Q32")
def test_texts_that_look_like_formulas_are_written_as_words():
    source = read(row("text", "q", "Frage?")).questionnaire
    book = load_workbook(BytesIO(xlsform.write(replace(source, title={"de": "=1+1"}))))
    found = [cell for sheet in book for each in sheet.iter_rows() for cell in each if cell.value]
    assert "=1+1" in [cell.value for cell in found]
    assert {cell.data_type for cell in found} == {"s"}
