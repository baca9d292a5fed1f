"""The SPSS file as pyreadstat opens it: labels, missing codes, names, notes."""

from datetime import date
from pathlib import Path
from typing import Any

import pyreadstat
import pytest

from participation.surveys.exports import sav, select
from participation.surveys.exports.facts import facts_of
from participation.surveys.exports.sav_names import MOST_BYTES, legal_names
from participation.surveys.exports.watching import unwatched
from participation.surveys.models import Survey
from participation.surveys.queries import survey_results
from tests.factories.dates import DAY
from tests.factories.every_kind import ANSWERS, QUESTIONS
from tests.factories.surveys import both, lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]
NOTHING = {-77.0: "nicht gezeigt", -99.0: "keine Antwort"}


def written(survey: Survey, place: Path, query: dict[str, Any] | None = None) -> Path:
    selection = select(survey, query)
    with place.open("wb") as file:
        sav.write(selection, facts_of(selection, language="de", on=DAY), file, unwatched)
    return place


def read(survey: Survey, folder: Path, **options: Any) -> Any:
    return pyreadstat.read_sav(written(survey, folder / "a.sav"), **options)


@pytest.mark.behaviour("Q32")
def test_variables_and_values_have_their_words_with_umlauts(tmp_path: Path) -> None:
    options = [
        {"code": "ja", "label": both("Für „Öffis“, größer")},
        {"code": "b", "label": both("b")},
    ]
    version = published(
        question("single", "one", text=both("Wie fährst du? – Übermäßig"), options=options),
        question("multiple", "some"),
        title=both("Fähren übers Wasser"),
    )
    respond(version, {"one": "ja", "some": ["b"]})
    data, meta = read(version.survey, tmp_path)
    labels = meta.column_names_to_labels
    assert labels["one"] == "Wie fährst du? – Übermäßig"
    assert labels["some_b"] == "Frage some? – Text b"
    assert meta.variable_value_labels["one"] == {1: "Für „Öffis“, größer", 2: "b", **NOTHING}
    assert meta.variable_value_labels["some_b"] == {0: "nicht gewählt", 1: "gewählt", **NOTHING}
    assert list(data.loc[0, ["some_a", "some_b", "some_c"]]) == [0, 1, 0]
    assert meta.file_label == "Fähren übers Wasser; n=1, 1-0"


@pytest.mark.behaviour("Q32")
def test_the_two_kinds_of_nothing_are_user_missing(tmp_path: Path) -> None:
    version = published(QUESTIONS)
    for answers in (ANSWERS, dict.fromkeys(ANSWERS), {}):
        respond(version, answers)
    raw, meta = read(version.survey, tmp_path, user_missing=True, disable_datetime_conversion=True)
    for name in ("one", "scl", "some_a", "rank_a", "grid_r1", "mm_r1_a", "mn_r1", "num", "day", "calc"):  # fmt: skip
        assert sorted(raw[name])[:2] == [-99, -77], name
        assert meta.missing_ranges[name] == [{"lo": -99, "hi": -77}], name
    assert sorted(raw["long"]) == ["", "-77", "Lang\nund breit"]
    # Who does not ask for them gets them as missing, and a day as a day.
    data, _meta = read(version.survey, tmp_path)
    assert data["num"].dropna().tolist() == [7]
    assert data["day"].dropna().tolist() == [date(2026, 3, 31)]


@pytest.mark.behaviour("Q32")
def test_means_in_spss_are_those_of_the_page(tmp_path: Path) -> None:
    scale = lines("1", "2", "5", "weiss_nicht", weiss_nicht={"value": None})
    version = published(question("scale", "note", options=scale))
    for code in ("1", "2", "2", "5", "weiss_nicht", None):
        respond(version, {"note": code})
    data, meta = read(version.survey, tmp_path)
    spread = survey_results(version.survey).questions[0].spread
    assert spread
    assert (data["note"].count(), data["note"].mean()) == (spread.n, spread.mean)
    assert meta.variable_value_labels["note"][-81] == "Text weiss_nicht"
    assert meta.variable_measure["note"] == "ordinal"


def test_numbers_that_look_like_missing_are_not_taken_for_it(tmp_path: Path) -> None:
    version = published(question("number", "n", limits={"min": -100, "max": 100}))
    for number in (-99, -80, 5, None):
        respond(version, {"n": number})
    data, meta = read(version.survey, tmp_path)
    assert sorted(data["n"].dropna()) == [-99, -80, 5]
    assert meta.missing_ranges == {} and set(meta.variable_value_labels["n"]) == {-999, -977}  # noqa: PT018


def test_the_measure_of_each_kind(tmp_path: Path) -> None:
    version = published(QUESTIONS)
    respond(version, ANSWERS)
    _data, meta = read(version.survey, tmp_path)
    found = {name: meta.variable_measure[name] for name in ("one", "scl", "rank_a", "num", "day", "grid_r1")}  # fmt: skip
    assert found == {
        "one": "nominal", "scl": "ordinal", "rank_a": "ordinal", "num": "scale", "day": "scale",
        "grid_r1": "ordinal",
    }  # fmt: skip


def test_filter_and_state_stand_in_the_file(tmp_path: Path) -> None:
    version = published(question("single", "one"), title=both("Ein sehr langer Titel " * 9))
    for code in "aab":
        respond(version, {"one": code})
    place = written(version.survey, tmp_path / "a.sav", {"answer": ["one:a"]})
    data, meta = pyreadstat.read_sav(place)
    assert len(data) == 2
    assert meta.file_label.endswith("…; n=2, 3-0, gefiltert")
    assert "Auswahl: Frage one? Text a" in meta.notes
    assert "Stand der Daten: 3-0" in meta.notes


def test_an_empty_choice_makes_an_empty_file(tmp_path: Path) -> None:
    version = published(question("single", "one"), question("long_text", "txt"))
    respond(version, {"one": "a", "txt": "Text"})
    data, _meta = pyreadstat.read_sav(
        written(version.survey, tmp_path / "a.sav", {"answer": ["one:b"]})
    )
    assert len(data) == 0
    assert "txt" in data


@pytest.mark.parametrize(
    ("name", "legal"),
    [
        ("themen.bus", "themen_bus"),
        ("frage-text", "frage_text"),
        ("idee#bus", "idee_bus"),
        ("to", "v_to"),
        ("_x", "v__x"),
        ("1a", "v_1a"),
        ("ende.", "ende"),
        ("a" * 80, "a" * MOST_BYTES),
    ],
)
def test_names_are_such_as_spss_allows(name: str, legal: str) -> None:
    assert legal_names([name]) == {name: legal}


def test_no_two_names_are_alike_whatever_their_case() -> None:
    names = ["a.b", "a-b", "A_B", "x" * 70, "x" * 71]
    legal = list(legal_names(names).values())
    assert legal == ["a_b", "a_b_2", "A_B_3", "x" * 64, "x" * 62 + "_2"]
