"""When measures are planned and when they happen: as a page, as a drawing, on paper."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils.translation import override

from measures.charts.timeline import timeline_chart
from measures.exports.timeline import Schedule, schedule_pdf
from measures.models import Measure
from measures.queries.timeline import timeline_of
from smartregion.accounts.models import User
from smartregion.core.charts import Chart
from tests.cast import ClientAs
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY
from tests.factories.measure_hazards import measures_of_one_strategy
from tests.factories.measures import MeasureFactory, MilestoneFactory
from tests.factories.strategy import ElementFactory, VersionFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
PAGE, PDF = "/massnahmen/zeitplan/", "/massnahmen/zeitplan/zeitplan.pdf"


def chart_of_all() -> Chart:
    with override("de"):
        return timeline_chart(timeline_of(Measure.objects.all()), on=DAY)


def row_of(chart: Chart) -> tuple[str, ...]:
    (row,) = chart.table.rows
    return row


# -- reading -----------------------------------------------------------------------------------
def test_measures_stand_below_their_field_as_it_is_called_today() -> None:
    today = ElementFactory(kind="field", name="Wege", position=1)
    retired_in = VersionFactory(strategy=today.strategy)
    before = ElementFactory(
        kind="field",
        name="Verkehr",
        successor=today,
        retired_in=retired_in,
        strategy=today.strategy,
    )
    MeasureFactory(number="HF1-M02", field=today)
    MeasureFactory(number="HF1-M01", field=before)
    (field,) = timeline_of(Measure.objects.all())
    assert field.name.endswith("Wege")
    assert [row.number for row in field.rows] == ["HF1-M01", "HF1-M02"]


def test_timeline_of_many_asks_as_often_as_of_few() -> None:
    MilestoneFactory()
    few = queries_of(lambda: timeline_of(Measure.objects.all()))
    MilestoneFactory.create_batch(3)
    assert queries_of(lambda: timeline_of(Measure.objects.all())) == few == 2


# -- the chart ---------------------------------------------------------------------------------
def test_dates_are_said_as_exactly_as_they_are_meant() -> None:
    MeasureFactory(
        number="HF1-M01", title="Bus", planned_precision="quarter",
        starts_on=date(2025, 4, 1), ends_on=date(2027, 12, 31),
        started_on=date(2025, 5, 19),
    )  # fmt: skip
    name, planned, actual, _steps = row_of(chart_of_all())
    assert name == "HF1-M01 Bus"
    assert planned == "2. Quartal 2025 – 4. Quartal 2027"
    assert actual == "19.05.2025 – offen"


def test_rough_ends_are_outlined_and_sure_parts_filled() -> None:
    dates = {"starts_on": date(2025, 1, 1), "ends_on": date(2027, 12, 31)}
    measure = MeasureFactory(planned_precision="year", **dates)
    begin, sure, end = sorted(
        (box for box in chart_of_all().wide.boxes if box.y > 30), key=lambda box: box.x
    )[-3:]
    assert begin.outline
    assert end.outline
    assert not sure.outline
    assert begin.x < sure.x < end.x
    Measure.objects.filter(pk=measure.pk).update(planned_precision="month")
    assert not any(box.outline for box in chart_of_all().wide.boxes)


def test_what_runs_is_drawn_until_today() -> None:
    MeasureFactory(
        starts_on=None, ends_on=None, started_on=DAY - timedelta(days=300), actual_precision="year"
    )
    drawing = chart_of_all().wide
    (today,) = (line for line in drawing.lines if line.dashes)
    ends = [box.x + box.width for box in drawing.boxes if box.y > 30]
    assert max(ends) == pytest.approx(today.x1, abs=2)


def test_milestones_are_reached_open_late_or_given_up() -> None:
    measure = MeasureFactory()
    MilestoneFactory(measure=measure, title="Erster", due_on=DAY, done_on=DAY)
    MilestoneFactory(measure=measure, title="Zweiter", due_on=DAY - timedelta(days=1))
    MilestoneFactory(measure=measure, title="Dritter", due_on=DAY, waived_reason="nicht nötig")
    MilestoneFactory(measure=measure, title="Vierter", due_on=DAY + timedelta(days=1))
    chart = chart_of_all()
    assert row_of(chart)[3] == (
        "Zweiter: überfällig seit 14.06.2026; Erster: erreicht am 15.06.2026; "
        "Dritter: entfällt (nicht nötig); Vierter: geplant bis 16.06.2026"
    )
    assert "1 Meilenstein ist überfällig" in chart.summary
    legend = [label.text for label in chart.wide.labels]
    assert {"Meilenstein erreicht", "Meilenstein offen", "überfällig"} <= set(legend)


def test_nothing_is_late_where_a_measure_rests() -> None:
    deferred = MeasureFactory(state="deferred", state_reason="Später.", review_on=DAY)
    MilestoneFactory(measure=deferred, due_on=DAY - timedelta(days=1))
    assert "überfällig" not in chart_of_all().summary


def test_measure_without_any_day_says_so() -> None:
    MeasureFactory(starts_on=None, ends_on=None)
    chart = chart_of_all()
    assert row_of(chart)[1:] == ("ohne Termin", "–", "–")
    assert "ohne Termin" in [label.text for label in chart.wide.labels]


# -- pages -------------------------------------------------------------------------------------
def test_page_leads_from_each_row_to_its_measure(anonymous_client: Any) -> None:
    measure = MeasureFactory()
    page = page_of(anonymous_client, PAGE)
    assert f'<a href="{measure.get_absolute_url()}" aria-label="{measure.number}' in page
    assert 'role="group"' in page


def test_page_and_pdf_speak_of_the_same_selection(anonymous_client: Any) -> None:
    MeasureFactory(title="Drinnen", is_key_project=True)
    MeasureFactory(title="Draußen")
    page = page_of(anonymous_client, f"{PAGE}?key=on")
    assert "Drinnen" in page
    assert "Draußen" not in page
    assert f'href="{PDF}?key=on"' in page


def test_page_without_measures_says_so(anonymous_client: Any) -> None:
    assert "Noch keine Maßnahmen" in page_of(anonymous_client, PAGE)


def test_page_with_a_filter_that_leaves_nothing_leads_back(anonymous_client: Any) -> None:
    MeasureFactory()
    page = page_of(anonymous_client, f"{PAGE}?key=on")
    assert "Keine Maßnahme passt zu dieser Auswahl." in page


def test_page_of_many_asks_as_often_as_of_few(anonymous_client: Any) -> None:
    MilestoneFactory()
    few = queries_of(lambda: page_of(anonymous_client, PAGE))
    MilestoneFactory.create_batch(3)
    assert queries_of(lambda: page_of(anonymous_client, PAGE)) == few


# -- paper -------------------------------------------------------------------------------------
def text_of(data: bytes) -> list[str]:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


@pytest.mark.slow
def test_pdf_goes_on_over_several_sheets_each_with_its_head() -> None:
    CountyFactory()
    measures_of_one_strategy(*(f"HF1-M{number:02}" for number in range(1, 41)))
    with override("de"):
        fields = timeline_of(Measure.objects.order_by("number"))
        pages = text_of(schedule_pdf(Schedule(fields, DAY, [("Stand", "in Umsetzung")])))
    drawn = [page for page in pages if "Meilenstein" not in page and "2025" in page]
    assert len(drawn) >= 2
    assert "Stand: in Umsetzung" in pages[0]
    assert all("Zeitplan der Maßnahmen · Stand 15. Juni 2026" in page for page in pages)
    assert "(Fortsetzung)" in pages[1]
    whole = "\n".join(pages)
    assert all(f"HF1-M{number:02}" in whole for number in range(1, 41))


@pytest.mark.slow
@pytest.mark.behaviour("M20")
def test_pdf_says_when_it_is_not_for_everybody(
    office: User, anonymous_client: Any, client_as: ClientAs
) -> None:
    CountyFactory()
    MeasureFactory(title="Geheimes Vorhaben", is_public=False)
    MeasureFactory(title="Offenes Vorhaben")
    public, internal = (
        "\n".join(text_of(client.get(PDF).content))
        for client in (anonymous_client, client_as(office))
    )
    assert "Geheimes Vorhaben" not in public
    assert "nur intern" not in public
    assert "Geheimes Vorhaben" in internal
    assert "nur intern" in internal


def test_pdf_asked_for_all_the_time_is_refused(anonymous_client: Any, monkeypatch: Any) -> None:
    # What other tests have fetched is counted in the same Redis.
    cache.clear()
    monkeypatch.setattr("measures.views.timeline.SHEETS", 1)
    monkeypatch.setattr("measures.views.timeline.schedule_pdf", lambda _schedule: b"%PDF")
    assert anonymous_client.get(PDF).status_code == 200
    answer = anonymous_client.get(PDF)
    assert answer.status_code == 409
    assert "in zehn Minuten" in answer.content.decode()
