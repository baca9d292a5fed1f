"""Expressions of an XLSForm: conditions, cascades and limits."""

import pytest

from participation.surveys.document.questionnaire import Limits
from tests.factories.forms import row
from tests.participation.surveys.interchange.xlsform.forms import AB, only, read, says, shown, told

pytestmark = pytest.mark.slow


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
