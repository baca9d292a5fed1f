"""Pages about the county itself."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageFile

from smartregion.core.models import AuditEntry
from smartregion.county.logos import MAX_BYTES
from smartregion.county.models import County, LegalText, Municipality
from tests.factories.county import CountyFactory, LegalTextFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db
PROFILE = "/landkreis/bearbeiten/"
IMPORT = "/gemeinden/einlesen/"


def profile(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Landkreis Überall",
        "ags": "12999",
        "state_name": "Brandenburg",
        "seat": "Musterstadt",
        "area_km2": "2.592,5",
        "population": "214.700",
        "contact_office": "Stabsstelle",
        "contact_email": "digital@example.org",
        **changes,
    }


def picture(form: str = "PNG", size: tuple[int, int] = (1200, 600)) -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", size, "navy").save(drawn, format=form)
    return SimpleUploadedFile(f"logo.{form.lower()}", drawn.getvalue())


# -- profile -------------------------------------------------------------------------------
def test_administration_sets_up_the_county(client_as, administration) -> None:
    response = client_as(administration).post(PROFILE, profile())
    assert response.status_code == 302
    county = County.objects.get()
    assert (county.slug, county.population, str(county.area_km2)) == (
        "ueberall",
        214_700,
        "2592.50",
    )
    assert AuditEntry.objects.get(verb="create_county").actor == administration


def test_profile_changes_note_the_changed_fields(client_as, office) -> None:
    CountyFactory()
    client_as(office).post(PROFILE, profile(seat="Neustadt"))
    entry = AuditEntry.objects.get(verb="change_county")
    assert "seat" in entry.changes["fields"]
    assert County.objects.count() == 1


def test_profile_with_a_wrong_key_is_refused_with_all_typed_words(client_as, office) -> None:
    response = client_as(office).post(PROFILE, profile(ags="12 06"))
    assert list(response.context["form"].errors) == ["ags"]
    assert "Landkreis Überall" in response.content.decode()
    assert not County.objects.exists()


# -- logo ----------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_logo_is_drawn_anew_as_a_small_png(client_as, office, anonymous_client, form) -> None:
    CountyFactory()
    client_as(office).post(PROFILE, profile(logo=picture(form)))
    response = anonymous_client.get(reverse("county:logo"))
    assert response["Content-Type"] == "image/png"
    shown = Image.open(BytesIO(b"".join(response.streaming_content)))
    assert shown.format == "PNG"
    assert shown.width <= 800
    assert 'src="/landkreis/logo/"' in anonymous_client.get("/").content.decode()


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        SimpleUploadedFile("logo.png", b"<html><script>alert(1)</script></html>"),
        SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
        SimpleUploadedFile("logo.png", b"x" * (MAX_BYTES + 1)),
    ],
    ids=["SVG", "page", "broken", "too large"],
)
def test_file_that_is_no_picture_is_refused(client_as, office, upload) -> None:
    CountyFactory()
    response = client_as(office).post(PROFILE, profile(logo=upload))
    assert list(response.context["form"].errors) == ["logo"]
    assert not County.objects.get().logo


def test_picture_that_breaks_off_inside_is_refused(client_as, office, monkeypatch) -> None:
    # The PDF engine, loaded by other tests, allows broken pictures in its whole process.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    CountyFactory()
    whole = picture().read()
    length_at = whole.index(b"IDAT") - 4
    broken = whole[:length_at] + b"\0\0\0\4" + whole[length_at + 4 :]
    upload = SimpleUploadedFile("logo.png", broken)
    response = client_as(office).post(PROFILE, profile(logo=upload))
    assert list(response.context["form"].errors) == ["logo"]


def test_picture_with_too_many_pixels_is_refused(client_as, office) -> None:
    CountyFactory()
    response = client_as(office).post(PROFILE, profile(logo=picture(size=(5000, 4000))))
    assert list(response.context["form"].errors) == ["logo"]


def test_logo_can_be_taken_away(client_as, office, anonymous_client) -> None:
    CountyFactory()
    client = client_as(office)
    client.post(PROFILE, profile(logo=picture()))
    client.post(PROFILE, profile(without_logo="on"))
    assert anonymous_client.get(reverse("county:logo")).status_code == 404


def test_county_without_logo_has_none(anonymous_client) -> None:
    CountyFactory()
    assert anonymous_client.get(reverse("county:logo")).status_code == 404


# -- legal texts ---------------------------------------------------------------------------
def test_legal_text_is_public_and_cookie_free(anonymous_client) -> None:
    CountyFactory()
    LegalTextFactory(body="<p>Verantwortlich: Landkreis.</p><script>x()</script>")
    response = anonymous_client.get("/rechtliches/impressum/")
    page = response.content.decode()
    assert "<p>Verantwortlich: Landkreis.</p>" in page
    assert "x()" not in page
    assert not response.cookies


def test_missing_legal_text_names_the_office(anonymous_client) -> None:
    CountyFactory()
    page = anonymous_client.get("/rechtliches/datenschutz/").content.decode()
    assert "Dieser Text wird gerade hinterlegt" in page


def test_unknown_legal_text_is_not_found(anonymous_client) -> None:
    assert anonymous_client.get("/rechtliches/witze/").status_code == 404


def test_english_page_says_that_the_legal_text_is_german(anonymous_client) -> None:
    LegalTextFactory()
    page = anonymous_client.get("/en/rechtliches/impressum/").content.decode()
    assert '<div class="prose" lang="de">' in page


def test_office_publishes_a_legal_text(client_as, office) -> None:
    url = reverse("county:legal_text_edit", args=["impressum"])
    client = client_as(office)
    assert client.post(url, {"body": ""}).context["form"].errors
    client.post(url, {"body": "<p>Neu</p>"})
    assert LegalText.objects.get().body == "<p>Neu</p>"


# -- municipalities ------------------------------------------------------------------------
@pytest.mark.parametrize("many", [1, 3, 38])
def test_list_of_municipalities_asks_as_often_for_many_as_for_one(
    anonymous_client, django_assert_num_queries, many
) -> None:
    CountyFactory()
    MunicipalityFactory.create_batch(many)
    with django_assert_num_queries(2):
        anonymous_client.get("/gemeinden/")


def test_list_adds_up_belt_and_rural(anonymous_client) -> None:
    MunicipalityFactory(zone="belt", population=1_500)
    MunicipalityFactory(zone="rural", population=2_000)
    found = anonymous_client.get("/gemeinden/").context["municipalities"]
    assert (found.population, found.in_belt, found.rural) == (3_500, 1_500, 2_000)


TABLE = """Schlüssel;Name;Stadt;Amt;Lage;Einwohner;Fläche
12999001;Altstadt;ja;;Umland;12.300;45,5
12999002;Dorf an der Straße;nein;Amt Süd;Land;870;
"""


def test_table_from_a_spreadsheet_is_read(client_as, office) -> None:
    CountyFactory()
    response = client_as(office).post(IMPORT, {"table": TABLE})
    assert response["Location"] == "/gemeinden/"
    town, village = Municipality.objects.all()
    assert (town.is_town, town.population, str(town.area_km2)) == (True, 12_300, "45.50")
    assert (village.slug, village.amt, village.area_km2) == ("dorf-an-der-strasse", "Amt Süd", None)


def test_table_read_again_changes_figures_but_adds_nothing(client_as, office) -> None:
    client = client_as(office)
    client.post(IMPORT, {"table": TABLE})
    client.post(IMPORT, {"table": TABLE.replace("870", "880").replace(";", "\t")})
    assert list(Municipality.objects.values_list("population", flat=True)) == [12_300, 880]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("12999003;Neu;nein;;Land;100", "Zeile 4: Es sind 6 Spalten statt 7."),
        ("1299;Neu;nein;;Land;100;1", "Der Gemeindeschlüssel hat acht Ziffern."),
        ("12999003;;nein;;Land;100;1", "Der Name fehlt."),
        ("12999003;Neu;nein;;Mond;100;1", "Die Lage ist „Umland“ oder „Land“."),
        ("12999003;Neu;nein;;Land;viele;1", "Die Einwohnerzahl ist keine Zahl."),
        ("12999003;Neu;nein;;Land;100;groß", "Die Fläche ist keine Zahl."),
        ("12999003;Neu;nein;;Land;100;-3", "Die Fläche ist keine Zahl."),
        ("12999001;Neu;nein;;Land;100;1", "12999001 steht mehrmals da."),
        ("١٢٣٤٥٦٧٨;Neu;nein;;Land;100;1", "Der Gemeindeschlüssel hat acht Ziffern."),
        ("12999003;Neu;nein;;Land;5²;1", "Die Einwohnerzahl ist keine Zahl."),
        (f"12999003;Neu;nein;;Land;{'9' * 30};1", "Die Einwohnerzahl ist keine Zahl."),
        ("12999003;Neu;nein;;Land;100;NaN", "Die Fläche ist keine Zahl."),
        ("12999003;Neu;nein;;Land;100;1E-9", "Die Fläche ist keine Zahl."),
    ],
)
def test_table_with_one_wrong_row_changes_nothing(client_as, office, row, sentence) -> None:
    response = client_as(office).post(IMPORT, {"table": TABLE + row})
    assert sentence in response.content.decode()
    assert not Municipality.objects.exists()


def test_table_longer_than_any_county_is_refused(client_as, office) -> None:
    row = f"12999001;{'x' * 140_000};ja;;Umland;1;1"
    response = client_as(office).post(IMPORT, {"table": row})
    assert list(response.context["form"].errors) == ["table"]
