"""How reports look: readable colours, named logos, one usual design."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from smartregion.core.errors import WrongState
from smartregion.reports.actions.designs import delete_design, save_design
from smartregion.reports.briefs import Brief
from smartregion.reports.forms.designs import DesignForm
from smartregion.reports.models import Design, Manuscript
from smartregion.reports.queries import report_content
from smartregion.reports.templatetags.looks import tint, typeface
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CHOSEN = {"name": "Kreisfarben", "colour": "#0B5D4B", "accent": "#8a3b12", "font": "serif"}


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture():
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(file, "PNG")
    return SimpleUploadedFile("logo.png", file.getvalue())


def form(files=None, design=None, **values):
    return DesignForm({**CHOSEN, **values}, files, instance=design or Design())


def test_readable_colours_are_kept_in_small_letters(office):
    filled = form()
    assert filled.is_valid()
    saved = filled.store(by=office)
    assert (saved.colour, saved.accent, saved.font) == ("#0b5d4b", "#8a3b12", "serif")


@pytest.mark.parametrize("name", ["colour", "accent"])
def test_light_colour_is_refused_with_its_contrast(name):
    filled = form(**{name: "#e0b000"})
    assert not filled.is_valid()
    assert "Kontrast zu Weiß ist 2,0 zu 1, nötig sind 4,5 zu 1" in filled.errors[name][0]


def test_word_is_no_colour():
    assert "als #RRGGBB" in form(colour="blau").errors["colour"][0]


def test_logo_needs_the_name_of_its_owner(office):
    assert "wessen Logo" in form({"logo": picture()}).errors["partner_name"][0]
    filled = form({"logo": picture()}, partner_name="Förderprogramm")
    assert filled.is_valid()
    saved = filled.store(by=office)
    assert saved.partner_logo.name.endswith(".png")
    again = form(design=saved, without_logo="on")
    assert again.is_valid()
    again.store(by=office)
    saved.refresh_from_db()
    assert (saved.partner_logo.name, saved.partner_name) == ("", "")


def test_one_design_is_the_usual_one(office):
    first = save_design(design=Design(name="Alt", is_usual=True), changed=["name"], by=office)
    save_design(design=Design(name="Neu", is_usual=True), changed=["name"], by=office)
    first.refresh_from_db()
    assert not first.is_usual


def test_report_freezes_the_usual_design(office):
    CountyFactory()
    save_design(
        design=Design(name="Neu", colour="#0b5d4b", is_usual=True), changed=["name"], by=office
    )
    content = report_content(Brief(kind="final", title="Bericht"), at=NOON)
    assert content["design"] == {
        "colour": "#0b5d4b", "accent": "#23479b", "font": "sans", "partner": None,
    }  # fmt: skip


def test_design_of_a_manuscript_stays(office):
    design = save_design(design=Design(name="Neu"), changed=["name"], by=office)
    manuscript = Manuscript.objects.create(
        kind="final", title="Bericht", design=design, created_by=office, created_at=NOON,
        changed_at=NOON,
    )  # fmt: skip
    with pytest.raises(WrongState):
        delete_design(design=design, by=office)
    manuscript.delete()
    delete_design(design=design, by=office)
    assert not Design.objects.exists()


def test_tints_and_fonts():
    assert (tint("#000000", 50), tint("#1d3a80", 0)) == ("#808080", "#1d3a80")
    assert "Source Serif" in typeface("serif")
    assert typeface("") == typeface("sans")


def test_pages_of_designs_keep_what_was_typed(client_as, office):
    client = client_as(office)
    assert "Noch keine eigene Gestaltung" in client.get("/berichte/gestaltung/").content.decode()
    refused = client.post("/berichte/gestaltung/neu/", {**CHOSEN, "accent": "#ffffff"})
    assert 'value="Kreisfarben"' in refused.content.decode()
    client.post("/berichte/gestaltung/neu/", CHOSEN)
    assert "#0b5d4b" in client.get("/berichte/gestaltung/").content.decode()
    pk = Design.objects.get().pk
    client.post(f"/berichte/gestaltung/{pk}/loeschen/")
    assert not Design.objects.exists()
