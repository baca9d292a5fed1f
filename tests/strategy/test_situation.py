"""The situation in figures: what is added up, what is not, and what nobody has asked."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from smartregion.core.models import AuditEntry
from smartregion.core.slugs import german_slug
from strategy.models import Characteristic, StructureFigure
from strategy.queries.situation import kept_characteristics, lines_of, situation_in
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY
from tests.factories.strategy_situation import CharacteristicFactory, FigureFactory
from tests.pages import page_of, queries_of

PAGE = "/strategie/lage/"
Kind = Characteristic.Kind
EARLIER = date(2020, 12, 31)
pytestmark = pytest.mark.django_db


def county(*values: tuple[str, str, str | None], kind=Kind.COUNT, **more) -> Characteristic:
    """A characteristic with figures: county(("Teltow", "belt", "7"), ("Görzke", "rural", None))."""
    characteristic = CharacteristicFactory(kind=kind, **more)
    for name, zone, value in values:
        town = MunicipalityFactory(name=name, zone=zone, slug=german_slug(name))
        if value is not None:
            FigureFactory(characteristic=characteristic, municipality=town, value=Decimal(value))
    return characteristic


def small_county(**more) -> Characteristic:
    return county(
        ("Teltow", "belt", "30"), ("Brück", "rural", "10"), ("Görzke", "rural", "2"), **more
    )


# -- what may be said of several -----------------------------------------------------------
def test_counts_are_added_up_for_county_belt_and_countryside() -> None:
    small_county()
    topic = situation_in("de").topics[0]
    assert [g.total_text for g in (topic.county, topic.belt, topic.rural)] == ["42", "30", "12"]


@pytest.mark.parametrize("kind", [Kind.SHARE, Kind.RATIO])
def test_shares_and_ratios_are_never_added_up_or_averaged(anonymous_client, kind) -> None:
    small_county(kind=kind)
    topic = situation_in("de").topics[0]
    assert topic.county.total is None
    assert (topic.county.low, topic.county.middle, topic.county.high) == ("2", "10", "30")
    page = page_of(anonymous_client, PAGE)
    assert "nicht summierbar" in page
    assert "Median <strong>6</strong>" in page


def test_sum_with_gaps_says_of_how_many_it_is(anonymous_client) -> None:
    county(("Teltow", "belt", "30"), ("Brück", "rural", None))
    page = page_of(anonymous_client, PAGE)
    assert "aus 1 von 2 Gemeinden" in page
    assert "nicht erhoben" in page


def test_zero_is_a_figure_and_no_gap() -> None:
    county(("Teltow", "belt", "0"), ("Brück", "rural", None))
    topic = situation_in("de").topics[0]
    assert topic.county.known == 1
    assert [town.name for town in topic.gaps] == ["Brück"]


def test_newest_figure_counts_and_an_older_one_is_dated(anonymous_client) -> None:
    characteristic = small_county()
    FigureFactory(
        characteristic=characteristic,
        municipality=StructureFigure.objects.get(value=30).municipality,
        value=1,
        as_of=EARLIER,
    )
    StructureFigure.objects.filter(value=2).update(as_of=EARLIER)
    topic = situation_in("de").topics[0]
    assert topic.county.total == 42
    assert topic.days == [DAY, EARLIER]
    assert '<span class="cell-note">31.12.2020</span>' in page_of(anonymous_client, PAGE)


def test_every_figure_has_source_and_day(anonymous_client) -> None:
    characteristic = small_county()
    for url in (PAGE, characteristic.get_absolute_url(), f"{PAGE}teltow/"):
        page = page_of(anonymous_client, url)
        assert "Statistisches Landesamt" in page
        assert "Stand 15.06.2026" in page


# -- the table ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Brück", "Görzke", "Neu", "Teltow"]),
        ("?nach=name&richtung=ab", ["Teltow", "Neu", "Görzke", "Brück"]),
        ("?nach=lage&richtung=auf", ["Teltow", "Brück", "Görzke", "Neu"]),
        ("?nach=menschen&richtung=ab", ["Teltow", "Brück", "Görzke", "Neu"]),
        ("?nach=menschen&richtung=auf", ["Görzke", "Brück", "Teltow", "Neu"]),
        ("?nach=gibt-es-nicht&richtung=x", ["Brück", "Görzke", "Neu", "Teltow"]),
    ],
)
def test_table_is_ordered_by_the_address_and_gaps_come_last(anonymous_client, query, names) -> None:
    small_county(code="menschen")
    MunicipalityFactory(name="Neu", zone="rural")
    answer = anonymous_client.get(f"{PAGE}{query}")
    assert [row.town.name for row in answer.context["rows"]] == names


def test_headings_say_how_the_table_is_ordered(anonymous_client) -> None:
    small_county(code="menschen")
    page = page_of(anonymous_client, f"{PAGE}?nach=menschen&richtung=ab")
    assert page.count("aria-sort") == 1
    assert 'aria-sort="descending"' in page
    assert "?nach=menschen&amp;richtung=auf#gemeinden" in page


def test_page_costs_the_same_for_one_and_for_three_rows(anonymous_client) -> None:
    county(("Teltow", "belt", "30"))
    one = queries_of(lambda: page_of(anonymous_client, PAGE))
    small = [("Brück", "rural", "10"), ("Görzke", "rural", "2")]
    county(*small)
    assert queries_of(lambda: page_of(anonymous_client, PAGE)) == one


def test_page_without_figures_says_so(anonymous_client) -> None:
    assert "Noch keine Zahlen" in page_of(anonymous_client, PAGE)


def test_english_page_names_the_characteristics_in_english(anonymous_client) -> None:
    small_county(title="Einwohnerzahl", translations={"en": {"title": "Population"}})
    assert "Population" in page_of(anonymous_client, f"/en{PAGE}")


# -- the export -----------------------------------------------------------------------------
def test_export_holds_the_table_with_day_and_source_of_every_figure(anonymous_client) -> None:
    small_county(title="Menschen", unit="Köpfe", code="menschen")
    StructureFigure.objects.filter(value=2).update(source="=HYPERLINK(1)")
    answer = anonymous_client.get(f"{PAGE}tabelle.csv?nach=menschen&richtung=ab")
    assert "attachment" in answer["Content-Disposition"]
    text = answer.content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert head[1:] == [
        "Gemeinde",
        "Lage",
        "Menschen (Köpfe)",
        "Menschen: Stand",
        "Menschen: Quelle",
    ]
    assert [row[1] for row in rows] == ["Teltow", "Brück", "Görzke"]
    assert rows[0][2:] == ["Berliner Umland", "30", "15.06.2026", "Statistisches Landesamt"]
    # A source that looks like a formula is text to the spreadsheet.
    assert rows[2][-1] == "'=HYPERLINK(1)"


def test_export_leaves_gaps_empty(anonymous_client) -> None:
    county(("Teltow", "belt", None))
    text = anonymous_client.get(f"{PAGE}tabelle.csv").content.decode("utf-8-sig")
    assert text.splitlines()[1].endswith(";;;")


# -- one characteristic, one municipality ------------------------------------------------------
def test_characteristic_is_drawn_with_its_gaps(anonymous_client) -> None:
    characteristic = county(
        ("Teltow", "belt", "30"), ("Brück", "rural", "9"), ("Neu", "rural", None)
    )
    answer = anonymous_client.get(characteristic.get_absolute_url())
    chart = answer.context["chart"]
    assert [row[0] for row in chart.table.rows] == ["Teltow", "Brück"]
    assert chart.note == "Nicht erhoben: Neu."
    assert [row[1] for row in answer.context["comparison"].table.rows] == ["30", "9"]


def test_comparison_of_shares_is_labelled_as_median(anonymous_client) -> None:
    characteristic = small_county(kind=Kind.SHARE)
    comparison = anonymous_client.get(characteristic.get_absolute_url()).context["comparison"]
    assert "Median" in comparison.title
    assert [row[1] for row in comparison.table.rows] == ["30", "6"]


def test_characteristic_without_figures_says_so(anonymous_client) -> None:
    assert "Nicht erhoben" in page_of(anonymous_client, CharacteristicFactory().get_absolute_url())


def test_municipality_stands_beside_the_county_with_what_was_before(anonymous_client) -> None:
    characteristic = small_county()
    town = StructureFigure.objects.get(value=10).municipality
    FigureFactory(characteristic=characteristic, municipality=town, value=9, as_of=EARLIER)
    line = lines_of(town, language="de")[0]
    assert line.told
    assert line.told.text == "10"
    assert [told.text for told in line.earlier] == ["9"]
    assert round(line.share_of_total or 0, 3) == 0.238
    page = page_of(anonymous_client, reverse("strategy:municipality", args=[town.slug]))
    assert "23,8" in page
    assert "31.12.2020: 9" in page


def test_municipality_has_no_part_of_a_sum_with_gaps() -> None:
    county(("Teltow", "belt", "30"), ("Brück", "rural", None))
    lines = [lines_of(f.municipality, language="de")[0] for f in StructureFigure.objects.all()]
    assert [line.share_of_total for line in lines] == [None]


def test_unknown_municipality_and_characteristic_are_not_found(anonymous_client) -> None:
    for url in (f"{PAGE}atlantis/", f"{PAGE}merkmal/atlantis/"):
        assert anonymous_client.get(url).status_code == 404


# -- keeping the characteristics ---------------------------------------------------------------
MANAGE = "/strategie/pflege/lage/"
TYPED = {"title": "Kitaplätze", "code": "Kita", "kind": "count", "unit": "", "decimals": 0}


def test_office_adds_a_characteristic_behind_the_others(client_as, office) -> None:
    CharacteristicFactory(position=4)
    client_as(office).post(f"{MANAGE}merkmale/neu/", {**TYPED, "title_en": "Nursery places"})
    made = Characteristic.objects.get(code="kita")
    assert made.position == 5
    assert made.title_in("en") == "Nursery places"
    assert AuditEntry.objects.filter(verb="save_characteristic", actor=office).exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "name"}, "code"),
        ({"code": "schluessel"}, "code"),
        ({"code": "taken"}, "code"),
        ({"code": "mit leer"}, "code"),
        ({"title": ""}, "title"),
        ({"decimals": 5}, "decimals"),
        ({"kind": "average"}, "kind"),
    ],
)
def test_characteristic_with_a_fault_is_refused_at_its_field(
    client_as, office, change, field
) -> None:
    CharacteristicFactory(code="taken")
    answer = client_as(office).post(f"{MANAGE}merkmale/neu/", {**TYPED, **change})
    assert list(answer.context["form"].errors) == [field]
    assert Characteristic.objects.count() == 1


def test_count_with_large_figures_cannot_become_a_share(client_as, office) -> None:
    characteristic = county(("Teltow", "belt", "101"), code="kita")
    url = reverse("strategy:characteristic_edit", args=["kita"])
    answer = client_as(office).post(url, {**TYPED, "kind": "share"})
    assert list(answer.context["form"].errors) == ["kind"]
    characteristic.refresh_from_db()
    assert characteristic.kind == Kind.COUNT


def test_characteristics_change_places_and_stay_at_the_ends(client_as, office) -> None:
    one, two = CharacteristicFactory(), CharacteristicFactory()
    move = reverse("strategy:characteristic_move", args=[two.code])
    client = client_as(office)
    client.post(move, {"direction": "up"})
    assert list(Characteristic.objects.all()) == [two, one]
    assert [row.characteristic for row in kept_characteristics()] == [two, one]
    client.post(move, {"direction": "up"})
    assert list(Characteristic.objects.all()) == [two, one]


def test_characteristic_with_figures_is_not_deleted(client_as, office) -> None:
    characteristic = small_county()
    url = reverse("strategy:characteristic_delete", args=[characteristic.code])
    page = client_as(office).post(url, follow=True).content.decode()
    assert "3 Zahlen gespeichert" in page
    assert Characteristic.objects.exists()


def test_figures_of_one_day_are_taken_back(client_as, office) -> None:
    characteristic = small_county()
    known = StructureFigure.objects.first()
    before = {"characteristic": characteristic, "municipality": known.municipality}
    FigureFactory(**before, as_of=EARLIER, value=1)
    client = client_as(office)
    url = reverse("strategy:figures_delete", args=[characteristic.code, DAY.isoformat()])
    assert "Gelöscht werden 3 Zahlen" in page_of(client, url)
    client.post(url)
    assert [figure.as_of for figure in StructureFigure.objects.all()] == [EARLIER]
    assert client.get(url).status_code == 404
    assert client.get(url.replace(DAY.isoformat(), "gestern")).status_code == 404
    client.post(reverse("strategy:figures_delete", args=[characteristic.code, EARLIER.isoformat()]))
    client.post(reverse("strategy:characteristic_delete", args=[characteristic.code]))
    assert not Characteristic.objects.exists()


def test_office_page_costs_the_same_for_one_and_for_three(client_as, office) -> None:
    client = client_as(office)
    small_county()
    one = queries_of(lambda: page_of(client, MANAGE))
    FigureFactory.create_batch(2)
    assert queries_of(lambda: page_of(client, MANAGE)) == one
