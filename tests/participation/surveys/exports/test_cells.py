"""What stands in single cells: nothing that runs, nothing cut up, nothing lost."""

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from django.core.exceptions import ValidationError

from participation.surveys.columns import NOT_SHOWN
from participation.surveys.document.questionnaire import LONGEST_TEXT
from participation.surveys.exports import (
    csv_table,
    heading,
    responses_json,
    rows_of,
    sav,
    select,
    xlsx,
)
from participation.surveys.exports.facts import facts_of
from participation.surveys.exports.watching import unwatched
from participation.surveys.models import CodedText, Survey, TextCode, Weighting
from smartregion.accounts.models import User
from smartregion.core import workbook
from tests.factories.dates import DAY
from tests.factories.surveys import both, lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]
DANGEROUS = ["=1+1", "+49 30", "-5 Grad", "@SUM(A1)", "\tTab", "\rUmbruch", '=HYPERLINK("x";"y")']


def said(*texts: str) -> Survey:
    version = published(question("long_text", "txt"), question("number", "num"))
    for text in texts:
        respond(version, {"txt": text, "num": -3})
    return version.survey


def in_csv(survey: Survey) -> list[dict[str, str]]:
    data = b"".join(csv_table.stream(select(survey))).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(data, newline=""), delimiter=";"))


def in_workbook(survey: Survey, place: Path) -> Any:
    selection = select(survey)
    with place.open("wb") as file:
        xlsx.write(selection, facts_of(selection, language="de", on=DAY), file, unwatched)
    return openpyxl.load_workbook(place)


@pytest.mark.behaviour("Q32")
def test_no_text_is_a_formula_in_a_csv_and_numbers_stay_numbers() -> None:
    rows = in_csv(said(*DANGEROUS))
    assert sorted(row["txt"] for row in rows) == sorted(f"'{text}" for text in DANGEROUS)
    assert {row["num"] for row in rows} == {"-3"}


@pytest.mark.behaviour("Q32")
def test_no_text_is_a_formula_in_a_workbook_and_none_is_changed(tmp_path: Path) -> None:
    survey = said(*DANGEROUS, "#REF!", "harmlos")
    sheet = in_workbook(survey, tmp_path / "a.xlsx")["Antworten"]
    texts = [row[6] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in texts} == {"s"}
    # The line break is read back as every XML reader reads it.
    wanted = {text.replace("\r", "\n") for text in DANGEROUS} | {"#REF!", "harmlos"}
    assert {cell.value.replace("\r", "\n") for cell in texts} == wanted
    assert {cell.value for cell in texts if not cell.quotePrefix} == {"harmlos"}
    numbers = [row[7] for row in sheet.iter_rows(min_row=2)]
    assert {(cell.data_type, cell.value) for cell in numbers} == {("n", -3)}


@pytest.mark.behaviour("Q32")
def test_words_of_the_questionnaire_run_nothing_either(tmp_path: Path) -> None:
    version = published(question("single", "one", text=both("=1+1"), options=lines("a", "b")))
    respond(version, {"one": "a"})
    book = in_workbook(version.survey, tmp_path / "a.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


@pytest.mark.behaviour("Q32")
def test_separators_and_quotes_stay_inside_their_cell(tmp_path: Path) -> None:
    hard = 'Bus, Bahn; "Rad"\nund zu Fuß'
    survey = said(hard)
    assert in_csv(survey)[0]["txt"] == hard
    assert in_workbook(survey, tmp_path / "a.xlsx")["Antworten"]["G2"].value == hard
    options = [{"code": "a", "label": both('Bus, Bahn; "Rad"')}, {"code": "b", "label": both("b")}]
    version = published(question("multiple", "some", options=options))
    respond(version, {"some": ["a", "b"]})
    assert in_csv(version.survey)[0]["some.a"] == "1"
    book = in_workbook(version.survey, tmp_path / "b.xlsx")["Codebuch"]
    assert 'Bus, Bahn; "Rad"' in {row[2].value for row in book.iter_rows()}


def test_signs_that_no_workbook_holds_are_replaced(tmp_path: Path) -> None:
    survey = said("Klingel \x07 und \x1b Flucht")
    value = in_workbook(survey, tmp_path / "a.xlsx")["Antworten"]["G2"].value
    assert value == "Klingel \N{REPLACEMENT CHARACTER} und \N{REPLACEMENT CHARACTER} Flucht"
    # No control characters, and sent by every browser: nobody shall spoil the file of all.
    survey = said("kein \ufffe Zeichen \uffff hier")
    value = in_workbook(survey, tmp_path / "b.xlsx")["Antworten"]["G2"].value
    assert value.count("\N{REPLACEMENT CHARACTER}") == 2


def test_days_are_days_in_a_workbook(tmp_path: Path) -> None:
    sheet = in_workbook(said("a"), tmp_path / "a.xlsx")["Antworten"]
    assert sheet["E2"].value == datetime.combine(DAY, datetime.min.time())
    assert sheet["E2"].number_format == "DD.MM.YYYY"


def test_the_longest_answer_fits_into_every_format(tmp_path: Path) -> None:
    assert LONGEST_TEXT < workbook.LONGEST
    # Four bytes are the most that one letter takes.
    assert 4 * LONGEST_TEXT < sav.LONGEST_TEXT
    long = "🚲" * LONGEST_TEXT
    survey = said(long)
    assert in_csv(survey)[0]["txt"] == long
    assert in_workbook(survey, tmp_path / "a.xlsx")["Antworten"]["G2"].value == long


def test_what_does_not_fit_is_refused_and_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = said("zu lang")
    monkeypatch.setattr(workbook, "LONGEST", 6)
    monkeypatch.setattr(sav, "LONGEST_TEXT", 6)
    with pytest.raises(ValidationError, match="länger"):
        in_workbook(survey, tmp_path / "a.xlsx")
    selection = select(survey)
    with (tmp_path / "a.sav").open("wb") as file, pytest.raises(ValidationError, match="länger"):
        sav.write(selection, facts_of(selection, language="de", on=DAY), file, unwatched)


@pytest.mark.behaviour("Q32")
def test_whoever_writes_the_word_for_not_shown_was_shown_the_question() -> None:
    survey = said(NOT_SHOWN)
    assert in_csv(survey)[0]["txt"] == f"'{NOT_SHOWN}"
    selection = select(survey)
    facts = facts_of(selection, language="de", on=DAY)
    found = json.loads(b"".join(responses_json.stream(selection, facts)))
    assert found["responses"][0]["txt"] == NOT_SHOWN


def test_a_question_called_like_a_column_before_the_answers_says_its_type() -> None:
    version = published(question("date", "tag"), question("number", "gewicht"))
    respond(version, {"tag": "2020-02-29", "gewicht": 2})
    respond(version, {"tag": "2021-02-28", "gewicht": 4})
    selection = select(version.survey, {"weight": "gewicht"})
    rows = [dict(zip(heading(selection), row, strict=True)) for row in rows_of(selection)]
    assert {row["tag-date"] for row in rows} == {date(2020, 2, 29), date(2021, 2, 28)}
    assert {row["tag"] for row in rows} == {DAY}
    assert all(row["gewicht"] == row["gewicht-gewicht"] for row in rows)


# -- columns that come behind the answers --------------------------------------------------------
@pytest.mark.behaviour("Q32")
def test_the_weight_is_a_column_and_weighted_counts_follow_from_it() -> None:
    version = published(question("single", "sex", options=lines("f", "m")))
    for number in range(8):
        respond(version, {"sex": "f" if number < 6 else "m"})
    groups = [{"options": ["f"], "people": 50}, {"options": ["m"], "people": 50}]
    margins = [{"question": "sex", "source": "Beispiel", "groups": groups}]
    Weighting.objects.create(survey=version.survey, code="w", title="Geschlecht", margins=margins)
    selection = select(version.survey, {"weight": "w"})
    rows = [dict(zip(heading(selection), row, strict=True)) for row in rows_of(selection)]
    women = sum(row["gewicht"] for row in rows if row["sex"] == "f")
    assert women == pytest.approx(4)
    assert heading(select(version.survey))[-1] == "sex"
    with pytest.raises(ValidationError, match="nix"):
        select(version.survey, {"weight": "nix"})


def test_codes_of_texts_stand_behind_the_answers(analyst: User) -> None:
    version = published(question("long_text", "idee"))
    code = TextCode.objects.create(
        survey=version.survey, question="idee", code="bus", label="Mehr Busse"
    )
    read, unread = (respond(version, {"idee": text}) for text in ("Mehr Busse", "Egal"))
    empty = respond(version, {"idee": None})
    CodedText.objects.create(response=read, question="idee", coder=analyst).codes.add(code)
    selection = select(version.survey)
    rows = [dict(zip(heading(selection), row, strict=True)) for row in rows_of(selection)]
    found = {row["id"]: row["idee#bus"] for row in rows}
    assert found == {str(read.pk): 1, str(unread.pk): None, str(empty.pk): None}


def test_ids_that_end_in_zeros_are_whole() -> None:
    from uuid import UUID

    from participation.surveys.exports.rows import hex_ids

    ids = [UUID(int=7 << 96).bytes, UUID(int=(1 << 128) - 256).bytes]
    assert hex_ids(np.array(ids, dtype="S16")) == [each.hex() for each in ids]
