"""Boundaries from a file: every fault named, neighbours without gaps, stored only after a look."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from smartregion.county.actions import import_boundaries
from smartregion.county.boundaries import fingerprint_of, read_boundaries, shape_of, simplified
from smartregion.county.boundaries.shapes import Point
from smartregion.county.models import Boundary
from tests.factories.county import CountyFactory, MunicipalityFactory

pytestmark = pytest.mark.slow

SQUARE = [[12.0, 52.0], [12.5, 52.0], [12.5, 52.5], [12.0, 52.5], [12.0, 52.0]]


def feature(ring: Any = SQUARE, kind: str = "Polygon", **properties: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": [ring]},
    }


def file_of(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def reasons(data: bytes) -> list[str]:
    return [error.reason for error in read_boundaries(data).errors]


# -- shapes ----------------------------------------------------------------------------------------
def test_a_point_lies_inside_outside_or_in_a_hole() -> None:
    hole = [[12.2, 52.2], [12.3, 52.2], [12.3, 52.3], [12.2, 52.3], [12.2, 52.2]]
    shape = shape_of({"type": "Polygon", "coordinates": [SQUARE, hole]})
    assert [shape.holds(p) for p in ((12.1, 52.1), (12.6, 52.1), (12.25, 52.25))] == [
        True,
        False,
        False,
    ]
    assert shape.middle == pytest.approx((12.25, 52.25))


def test_neighbours_keep_one_common_line() -> None:
    wavy: list[Point] = [(12.5, 52.0 + step / 100) for step in range(51)]
    wavy = [(x + (0.0003 if step % 2 else 0), y) for step, (x, y) in enumerate(wavy)]
    west = [(12.0, 52.0), *wavy, (12.0, 52.5), (12.0, 52.0)]
    east = [(13.0, 52.5), *wavy[::-1], (13.0, 52.0), (13.0, 52.5)]
    thin = simplified({"west": [[west]], "east": [[east]]})
    [[left]], [[right]] = thin["west"], thin["east"]
    common = set(left) & set(right)
    assert common == {(12.5, 52.0), (12.5, 52.5)}
    assert (len(left), len(right)) == (5, 5)
    assert left[0] == left[-1]


def test_an_enclave_and_the_hole_around_it_stay_the_same_line() -> None:
    ring: list[Point] = [
        (12.2, 52.2),
        (12.25, 52.2001),
        (12.3, 52.2),
        (12.3, 52.3),
        (12.2, 52.3),
        (12.2, 52.2),
    ]
    outer: list[Point] = [(x, y) for x, y in SQUARE]
    thin = simplified({"town": [[ring]], "around": [[outer, ring[::-1]]]})
    assert set(thin["town"][0][0]) == set(thin["around"][0][1])
    assert len(thin["town"][0][0]) == 5


# -- reading ---------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_municipalities_are_known_by_key_or_name() -> None:
    MunicipalityFactory(ags="12069304", name="Kleinmachnow")
    MunicipalityFactory(ags="12069616", name="Teltow")
    MunicipalityFactory(ags="12069020", name="Bad Belzig")
    data = file_of(
        feature(ARS="120690304304", GEN="irgendwie"),
        feature(GEN="teltow"),
        feature(AGS="11000000", GEN="Berlin"),
    )
    reading = read_boundaries(data)
    assert [one.municipality.name for one in reading.found] == ["Kleinmachnow", "Teltow"]
    assert [town.name for town in reading.missing] == ["Bad Belzig"]
    assert (reading.foreign, reading.errors) == (["Berlin"], [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xfe", "kein lesbares JSON"),
        (b"[" * 100_000, "kein lesbares JSON"),
        (b'{"type": "Topology"}', "keine Sammlung"),
        (b'{"type": "FeatureCollection", "features": 7}', "keine Flächen"),
        (file_of(), "keine einzige Gemeinde"),
        (file_of(feature(kind="Point", name="Görzke")), "keine Fläche"),
        (file_of(feature(ring=SQUARE[:-1], name="Görzke")), "nicht geschlossen"),
        (file_of(feature(ring=[[364000, 5790000]] * 5, name="Görzke")), "keine Grad"),
        (file_of(feature(ring=[["12", "52"]] * 5, name="Görzke")), "nicht aus zwei Zahlen"),
        (file_of(feature(ring=[], name="Görzke")), "unvollständig"),
        (file_of(feature(ring=[[12, 52]] * 5, name="Görzke")), "unvollständig"),
        (file_of(feature(name="Görzke"), feature(name="Görzke")), "zweimal"),
        (file_of(None, 7, {"properties": 3}), "keine einzige Gemeinde"),
    ],
)  # fmt: skip
def test_every_fault_is_named(data: bytes, reason: str) -> None:
    MunicipalityFactory(name="Görzke")
    assert any(reason in each for each in reasons(data)), reasons(data)


@pytest.mark.django_db
def test_half_a_character_in_a_name_can_still_be_shown() -> None:
    [name] = read_boundaries(file_of(feature(name="G\ud800rzke"))).foreign
    assert name.encode() == b"G?rzke"


# -- pages -----------------------------------------------------------------------------------------
def upload(data: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("grenzen.geojson", data)}


@pytest.mark.django_db
def test_a_file_is_looked_at_before_it_is_stored(client_as, office) -> None:
    CountyFactory()
    MunicipalityFactory(name="Görzke")
    client = client_as(office)
    preview = client.post(
        reverse("county:boundary_import"), upload(file_of(feature(name="Görzke")))
    )
    assert not Boundary.objects.exists()
    checked = preview.context["form"].initial["checked"]
    client.post(reverse("county:boundary_accept"), {"checked": checked})
    geometry = Boundary.objects.get(municipality__name="Görzke").geometry
    assert geometry["type"] == "MultiPolygon"
    assert shape_of(geometry).holds((12.1, 52.1))


@pytest.mark.django_db
def test_a_bad_file_says_what_is_wrong(client_as, office) -> None:
    page = client_as(office).post(reverse("county:boundary_import"), upload(b"{}"))
    assert "keine Sammlung" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.behaviour("F27")
def test_what_was_checked_for_one_person_is_worth_nothing_to_another(
    client_as, office, administration
) -> None:
    MunicipalityFactory(name="Görzke")
    preview = client_as(office).post(
        reverse("county:boundary_import"), upload(file_of(feature(name="Görzke")))
    )
    checked = preview.context["form"].initial["checked"]
    client_as(administration).post(reverse("county:boundary_accept"), {"checked": checked})
    assert not Boundary.objects.exists()


@pytest.mark.django_db
def test_boundaries_that_changed_meanwhile_are_not_overwritten(office) -> None:
    town = MunicipalityFactory()
    seen = fingerprint_of([town])
    geometry = {"type": "Polygon", "coordinates": [SQUARE]}
    assert import_boundaries(geometries={town.ags: geometry}, expected=seen, by=office) == 1
    with pytest.raises(ValidationError, match="Inzwischen"):
        import_boundaries(geometries={town.ags: geometry}, expected=seen, by=office)
