"""Which responses a filter leaves: against the rows themselves, read from and written to an address."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override

from participation.surveys.actions import pack_answers
from participation.surveys.models import Response, SurveyVersion
from participation.surveys.queries import survey_results
from participation.surveys.queries.filters import Filter, UnknownFilter, mask_of
from participation.surveys.queries.table import response_table
from smartregion.county.models import Municipality
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY
from tests.factories.surveys import lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCALE = lines("1", "2", "x", x={"value": None})


@pytest.fixture
def version() -> SurveyVersion:
    belt = MunicipalityFactory(ags="12069616", name="Teltow", zone=Municipality.Zone.BELT)
    rural = MunicipalityFactory(ags="12069216", name="Görzke", zone=Municipality.Zone.RURAL)
    version = published(
        question("single", "one"),
        question("multiple", "some"),
        question("matrix", "grid", options=SCALE, rows=lines("r1", "r2")),
        question("number", "num"),
        question("ranking", "rank", options=lines("a", "b", "c")),
        question("municipality", "place"),
    )
    for n in range(60):
        answers = {
            "one": [None, "a", "b", "c"][n % 4],
            "some": [None, ["a"], ["a", "b"], ["c"], ["b"]][n % 5],
            "grid": [None, {"r1": "1", "r2": None}, {"r1": "2", "r2": "x"}][n % 3],
            "num": [None, 17, 18, 40.5][n % 4],
            "rank": [None, ["a", "b", "c"], ["c", "a", "b"]][n % 3],
            "place": [None, belt.ags, rural.ags][n % 3],
        }
        if n % 7 == 0:
            del answers["num"], answers["some"]
        respond(
            version, answers, language=["de", "en"][n % 2], origin=["online", "paper"][n // 30],
            submitted_on=DAY + timedelta(days=n % 10), suspicions=["fast"] if n % 6 == 0 else [],
        )  # fmt: skip
    return version


Rule = Callable[[Response], bool]
# The words of an address, and what they mean for a row.
CASES: list[tuple[str, Rule]] = [
    ("", lambda r: True),
    ("answer=one:a", lambda r: r.answers["one"] == "a"),
    ("answer=one:a&answer=one:b", lambda r: r.answers["one"] in ("a", "b")),
    ("answer=one:", lambda r: r.answers["one"] is None),
    ("answer=some.a:1", lambda r: "a" in (r.answers.get("some") or ())),
    ("answer=some:a", lambda r: "a" in (r.answers.get("some") or ())),
    ("answer=some.a", lambda r: "a" in (r.answers.get("some") or ())),
    ("answer=some.a:0", lambda r: bool(r.answers.get("some")) and "a" not in r.answers["some"]),
    ("answer=some:", lambda r: r.answers.get("some", 0) is None),
    ("answer=grid.r1:2", lambda r: (r.answers["grid"] or {}).get("r1") == "2"),
    ("answer=grid.r2:", lambda r: (r.answers["grid"] or {}).get("r2") is None),
    ("answer=num:18", lambda r: r.answers.get("num") == 18),
    ("answer=num:17..18", lambda r: r.answers.get("num") in (17, 18)),
    ("answer=num:18..", lambda r: (r.answers.get("num") or 0) >= 18),
    ("answer=rank.c:1", lambda r: (r.answers["rank"] or " ")[0] == "c"),
    ("answer=one:a&answer=place:12069616", lambda r: r.answers["place"] == "12069616" and r.answers["one"] == "a"),
    ("language=en", lambda r: r.language == "en"),
    ("mode=paper", lambda r: r.origin == "paper"),
    ("zone=rural", lambda r: r.answers["place"] == "12069216"),
    ("zone=rural&zone=belt", lambda r: r.answers["place"] is not None),
    ("from=2026-06-17&to=2026-06-18", lambda r: date(2026, 6, 17) <= r.submitted_on <= date(2026, 6, 18)),
    ("version=1&without=suspicious", lambda r: not r.suspicions),
]  # fmt: skip


@pytest.mark.behaviour("Q26")
@pytest.mark.parametrize(("words", "rule"), CASES, ids=[words for words, _rule in CASES])
@pytest.mark.parametrize("packed", [False, True])
def test_a_filter_leaves_the_responses_it_names(
    version: SurveyVersion, words: str, rule: Rule, packed: bool
) -> None:
    if packed:
        pack_answers(survey=version.survey)
    table = response_table(version.survey)
    chosen = Filter.from_query(QueryDict(words), table)
    found = {bytes(each).ljust(16, b"\0") for each in table.ids[mask_of(table, chosen)]}
    assert found == {each.pk.bytes for each in Response.objects.all() if rule(each)}
    assert survey_results(version.survey, chosen=chosen).responses == len(found)
    # Written and read again it is the same one.
    assert Filter.from_query(QueryDict(chosen.to_query()), table) == chosen


@pytest.mark.parametrize(
    "words",
    [
        "answer=gibtsnicht:a", "answer=one:zz", "answer=num:viel", "answer=num:1..2..3",
        "answer=num:nan", "answer=num:1e999", "language=xx", "mode=carrier", "version=9",
        "version=x", "zone=city", "from=gestern", "to=2026-02-30", "answer=%00", "answer=some.z",
    ],
)  # fmt: skip
def test_what_the_survey_does_not_know_is_refused_with_a_sentence(
    version: SurveyVersion, words: str
) -> None:
    with pytest.raises(UnknownFilter) as refusal:
        Filter.from_query(QueryDict(words), response_table(version.survey))
    assert len(refusal.value.messages) == 1
    assert refusal.value.messages[0].endswith(".")


def test_a_filter_says_in_words_what_it_does(version: SurveyVersion) -> None:
    table = response_table(version.survey)
    words = (
        "answer=one:a&answer=one:&answer=some:b&answer=grid.r2:x&answer=num:18..29&answer=rank.c:1"
        "&language=en&mode=paper&version=1&zone=rural&from=2026-06-17&to=2026-06-18"
        "&without=suspicious"
    )
    chosen = Filter.from_query(QueryDict(words), table)
    assert chosen.words(table, "de") == [
        "Frage grid? – Text r2: Text x",
        "Frage num? 18–29",
        "Frage one? Text a oder ohne Antwort",
        "Frage rank? – Text c: Platz 1",
        "Frage some? – Text b: gewählt",
        "Sprache: Englisch",
        "Weg: Papier",
        "Fassung: 1",
        "Lage: ländlicher Raum",
        "ab 17. Juni 2026",
        "bis 18. Juni 2026",
        "ohne auffällige Antworten",
    ]
    with override("en"):
        assert chosen.words(table, "en")[2].startswith("Frage one? (English): Text a (English)")


def test_a_filter_from_a_command_may_name_one_value(version: SurveyVersion) -> None:
    table = response_table(version.survey)
    given: dict[str, Any] = {"answer": ["one:a"], "language": "en"}
    assert Filter.from_query(given, table) == Filter(answers=(("one", ("a",)),), languages=("en",))
    assert not Filter.from_query({}, table)
