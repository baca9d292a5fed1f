"""Figures from a file: faults are named and nothing is stored; what the preview shows is what happens."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from smartregion.core.csvfile import Delimiter, Encoding
from smartregion.core.models import AuditEntry
from strategy.models import Characteristic, StructureFigure
from strategy.queries.situation_import import check_figures, plan_of, template_rows
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY
from tests.factories.strategy_situation import CharacteristicFactory, FigureFactory
from tests.pages import queries_of

IMPORT = "/strategie/pflege/lage/einlesen/"
ACCEPT = "/strategie/pflege/lage/einlesen/uebernehmen/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture(autouse=True)
def ground() -> None:
    """Two municipalities, and one characteristic of each kind."""
    MunicipalityFactory(ags="12069616", name="Teltow")
    MunicipalityFactory(ags="12069224", name="Görzke")
    kinds = Characteristic.Kind
    CharacteristicFactory(code="einwohner", title="Einwohnerzahl", kind=kinds.COUNT)
    CharacteristicFactory(code="anteil", title="Anteil Älterer", kind=kinds.SHARE, decimals=1)
    CharacteristicFactory(code="dichte", title="Dichte", kind=kinds.RATIO, decimals=2)


def check(text: str):
    return check_figures(text.encode(), encoding=Encoding.UTF8, delimiter=Delimiter.SEMICOLON)


def faults(text: str) -> list[tuple[int, str]]:
    return [(error.line, error.column) for error in check(text).errors]


def upload(client, text: str | bytes, **changes):
    data = text.encode() if isinstance(text, str) else text
    sent = {
        "file": SimpleUploadedFile("zahlen.csv", data),
        "encoding": "utf-8",
        "delimiter": "semicolon",
        "as_of": "31.12.2025",
        "source": "Statistischer Bericht",
    }
    return client.post(IMPORT, {**sent, **changes})


def parcel_of(response) -> dict[str, str]:
    """What the browser sends when "Übernehmen" is pressed on this preview."""
    return {"checked": response.context["form"].initial["checked"]}


GOOD = "schluessel;name;einwohner;anteil;dichte\n12069616;Teltow;26.820;18,5;1219.09\n12069224;Görzke;1210;;24,7\n"


# -- what is wrong with a file -------------------------------------------------------------
@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("12069999;Teltow;1;;", "schluessel", "Ist „Teltow“ gemeint"),
        ("12069999;Teltwo;1;;", "schluessel", "Ist „Teltow“ gemeint"),
        ("12069999;Atlantis;1;;", "schluessel", "gibt es nicht"),
        ("12069616;Görzke;1;;", "name", "gehört zu „Teltow“"),
        ("12069616;;1;;", "name", "gehört zu „Teltow“"),
        ("12069616;Teltow;-5;;", "einwohner", "negativ"),
        ("12069616;Teltow;viele;;", "einwohner", "keine Zahl"),
        ("12069616;Teltow;12,5;;", "einwohner", "ganze Zahl"),
        ("12069616;Teltow;;100,1;", "anteil", "über 100"),
        ("12069616;Teltow;;-1;", "anteil", "negativ"),
        ("12069616;Teltow;;;1.234", "dichte", "1234 oder 1,234"),
        ("12069616;Teltow;;;0,12345", "dichte", "vier Nachkommastellen"),
        ("12069616;Teltow;99999999999;;", "einwohner", "zu groß"),
        ("12069616;Teltow;-;;", "einwohner", "leer lassen"),
    ],
)
def test_fault_is_named_with_line_column_and_reason(row, column, words) -> None:
    checked = check(f"schluessel;name;einwohner;anteil;dichte\n12069224;Görzke;1;;\n{row}\n")
    assert [(error.line, error.column) for error in checked.errors] == [(3, column)]
    assert words in checked.errors[0].reason


def test_municipality_that_stands_twice_is_named_with_its_first_line() -> None:
    checked = check("schluessel;name;einwohner\n12069616;Teltow;1\n12069616;Teltow;2\n")
    assert [(error.line, error.column) for error in checked.errors] == [(3, "schluessel")]
    assert "Zeile 2" in checked.errors[0].reason


def test_all_faults_of_all_rows_are_named_at_once() -> None:
    text = "schluessel;name;einwohner;anteil\n12069616;Teltow;x1;101\n1;Nirgends;-1;5\n12069224;Görzke\n"
    assert faults(text) == [
        (2, "einwohner"),
        (2, "anteil"),
        (3, "schluessel"),
        (3, "einwohner"),
        (4, ""),
    ]


def test_missing_and_unknown_columns_are_named() -> None:
    assert faults("name;einwohner\nTeltow;1\n") == [(1, "schluessel")]
    assert faults("schluessel;name;einwoner\n12069616;Teltow;1\n")[0] == (1, "einwoner")


def test_file_without_a_single_figure_is_refused() -> None:
    assert (
        "keine einzige Zahl" in check("schluessel;name;anteil\n12069616;Teltow;\n").errors[0].reason
    )


def test_good_file_is_read_in_both_notations() -> None:
    checked = check(GOOD)
    assert not checked.errors
    assert [(f.municipality.name, f.characteristic.code, f.value) for f in checked.figures] == [
        ("Teltow", "einwohner", Decimal(26820)),
        ("Teltow", "anteil", Decimal("18.5")),
        ("Teltow", "dichte", Decimal("1219.09")),
        ("Görzke", "einwohner", Decimal(1210)),
        ("Görzke", "dichte", Decimal("24.7")),
    ]


def test_per_cent_sign_full_titles_and_spaces_in_the_key_are_understood() -> None:
    checked = check("AGS;Gemeinde;Anteil Älterer\n12 069 616; teltow ;18,5 %\n")
    assert not checked.errors
    assert checked.figures[0].value == Decimal("18.5")


def test_template_is_a_file_that_can_be_read() -> None:
    head, *rows = template_rows()
    assert head == ["schluessel", "name", "einwohner", "anteil", "dichte"]
    assert [row[:2] for row in rows] == [["12069224", "Görzke"], ["12069616", "Teltow"]]
    filled = "\n".join(";".join([*row[:2], "7", "", ""]) for row in rows)
    assert not check(f"{';'.join(head)}\n{filled}").errors


# -- upload and preview --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "changes", "words"),
    [
        (GOOD.encode("cp1252"), {}, "Windows-1252"),
        (GOOD.encode(), {"encoding": "windows-1252"}, "UTF-8"),
        (GOOD.encode(), {"delimiter": "comma"}, "Semikolon"),
        (b"", {}, "leer"),
        (b"schluessel;name;einwohner\n12069616;Telt\0ow;1\n", {}, "Nullbytes"),
        (b"x" * 2_100_000, {}, "2 MB"),
        (GOOD.replace("1210", "-1210").encode(), {}, "negativ"),
    ],
    ids=["encoding", "other encoding", "delimiter", "empty", "NUL", "too large", "negative"],
)
def test_bad_file_is_refused_on_the_page_and_nothing_is_stored(
    client_as, office, data, changes, words
) -> None:
    page = upload(client_as(office), data, **changes).content.decode()
    assert words in page
    assert "gespeichert ist nichts" in page
    assert 'name="checked"' not in page
    assert not StructureFigure.objects.exists()


def test_file_of_the_other_program_is_read_after_the_right_choice(client_as, office) -> None:
    data = GOOD.replace(";", "\t").encode("cp1252")
    response = upload(client_as(office), data, encoding="windows-1252", delimiter="tab")
    assert len(response.context["plan"].new) == 5


def test_day_in_the_future_is_refused(client_as, office) -> None:
    later = (DAY + timedelta(days=1)).isoformat()
    assert "liegt in der Zukunft" in upload(client_as(office), GOOD, as_of=later).content.decode()


def test_preview_tells_new_changed_and_unchanged_and_stores_nothing(client_as, office) -> None:
    day = date(2025, 12, 31)
    teltow, goerzke = (row.municipality for row in plan_rows())
    people = Characteristic.objects.get(code="einwohner")
    same = {"as_of": day, "source": "Statistischer Bericht", "characteristic": people}
    FigureFactory(**same, municipality=teltow, value=26000)
    FigureFactory(**same, municipality=goerzke, value=1210)
    response = upload(client_as(office), GOOD)
    page, plan = response.content.decode(), response.context["plan"]
    assert (len(plan.new), len(plan.changed), len(plan.unchanged)) == (3, 1, 1)
    assert '<del class="old-value">26.000</del> → <strong>26.820</strong>' in page
    assert StructureFigure.objects.count() == 2


def plan_rows():
    return plan_of(check(GOOD).figures, as_of=DAY, source="x").rows


def test_preview_shows_the_figure_of_the_day_before(client_as, office) -> None:
    teltow = plan_rows()[0].municipality
    people = Characteristic.objects.get(code="einwohner")
    FigureFactory(
        characteristic=people, municipality=teltow, value=25_000, as_of=date(2024, 12, 31)
    )
    assert "(am 31.12.2024: 25.000)" in upload(client_as(office), GOOD).content.decode()


# -- storing -------------------------------------------------------------------------------
def test_accepted_preview_is_stored_as_shown(client_as, office) -> None:
    client = client_as(office)
    parcel = parcel_of(upload(client, GOOD))
    assert client.post(ACCEPT, parcel)["Location"] == reverse("strategy:situation_manage")
    stored = StructureFigure.objects.values_list("characteristic__code", "value", "source", "as_of")
    assert len(stored) == 5
    assert ("anteil", Decimal("18.5"), "Statistischer Bericht", date(2025, 12, 31)) in stored
    entries = AuditEntry.objects.filter(verb="import_figures", actor=office)
    assert {entry.changes["new"] for entry in entries} == {1, 2}


def test_empty_cell_neither_stores_nor_overwrites(client_as, office) -> None:
    goerzke = plan_rows()[1].municipality
    share = Characteristic.objects.get(code="anteil")
    known = FigureFactory(
        characteristic=share, municipality=goerzke, value=30, as_of=date(2025, 12, 31)
    )
    client = client_as(office)
    client.post(ACCEPT, parcel_of(upload(client, GOOD)))
    known.refresh_from_db()
    assert known.value == 30


def test_change_corrects_value_and_source_on_the_same_row(client_as, office) -> None:
    client = client_as(office)
    client.post(ACCEPT, parcel_of(upload(client, GOOD)))
    corrected = GOOD.replace("26.820", "26.821")
    client.post(ACCEPT, parcel_of(upload(client, corrected, source="Berichtigung")))
    people = StructureFigure.objects.get(
        characteristic__code="einwohner", municipality__name="Teltow"
    )
    assert (people.value, people.source) == (26821, "Berichtigung")
    assert StructureFigure.objects.count() == 5


def test_second_click_stores_nothing_twice(client_as, office) -> None:
    client = client_as(office)
    parcel = parcel_of(upload(client, GOOD))
    client.post(ACCEPT, parcel)
    again = client.post(ACCEPT, parcel)
    assert again.status_code == 409
    assert "Es gibt nichts zu übernehmen" in again.content.decode()
    assert StructureFigure.objects.count() == 5


def test_figures_written_since_the_preview_are_not_overwritten(client_as, office, editor) -> None:
    client = client_as(office)
    parcel = parcel_of(upload(client, GOOD))
    other = client_as(editor)
    other.post(ACCEPT, parcel_of(upload(other, GOOD.replace("26.820", "30.000"))))
    answer = client.post(ACCEPT, parcel)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Seit der Vorschau" in page
    assert "30.000" in page
    people = StructureFigure.objects.get(
        characteristic__code="einwohner", municipality__name="Teltow"
    )
    assert people.value == 30_000
    # The page shows the state of now; accepting it knowingly works.
    assert client.post(ACCEPT, parcel_of(answer)).status_code == 302
    people.refresh_from_db()
    assert people.value == 26_820


@pytest.mark.parametrize("harm", ["changed", "foreign", "missing"])
def test_parcel_that_was_tampered_with_stores_nothing(client_as, office, editor, harm) -> None:
    client = client_as(office)
    parcel = parcel_of(upload(client, GOOD))
    if harm == "changed":
        parcel["checked"] = parcel["checked"][:-3] + "abc"
    if harm == "missing":
        parcel = {}
    answer = (client_as(editor) if harm == "foreign" else client).post(ACCEPT, parcel, follow=True)
    assert answer.redirect_chain
    assert not StructureFigure.objects.exists()


def test_parcel_of_a_removed_characteristic_stores_nothing(client_as, office) -> None:
    client = client_as(office)
    parcel = parcel_of(upload(client, GOOD))
    Characteristic.objects.get(code="dichte").delete()
    page = client.post(ACCEPT, parcel, follow=True).content.decode()
    assert "gibt es nicht mehr" in page
    assert not StructureFigure.objects.exists()


def test_import_asks_the_database_as_often_for_many_rows(client_as, office) -> None:
    def cost(rows: int) -> int:
        lines = ["schluessel;name;einwohner"]
        for n in range(rows):
            town = MunicipalityFactory()
            lines.append(f"{town.ags};{town.name};{n}")
        client = client_as(office)
        text = "\n".join(lines)
        return queries_of(lambda: client.post(ACCEPT, parcel_of(upload(client, text))))

    assert cost(1) == cost(9)
