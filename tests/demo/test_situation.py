"""The demo county's situation: figures that fit its municipalities, and examples that say so."""

from datetime import date

import pytest

from smartregion.county.models import Municipality
from smartregion.demo import reader
from smartregion.demo.load import load_demo
from strategy.models import Characteristic, ExistingProject, Finding, StructureFigure

CONTENT = reader.read("situation")


def test_every_made_up_figure_says_that_it_is_an_example() -> None:
    assert all("Beispiel" in record["source"] for record in CONTENT["import"])


def test_every_finding_has_an_example_as_source() -> None:
    lists = [record.get(kind, []) for record in CONTENT["finding"] for kind in Finding.Kind]
    sources = [source for found in lists for _text, source, _day in found]
    assert len(sources) > 40
    assert all("Beispiel" in source for source in sources)


@pytest.mark.slow
@pytest.mark.django_db
def test_figures_fit_the_municipalities() -> None:
    load_demo(password="egal", on=date(2026, 6, 15))
    newest = StructureFigure.objects.latest_known()
    towns = {town.pk: town for town in Municipality.objects.all()}
    for code, name in (("einwohner", "population"), ("flaeche", "area_km2")):
        figures = newest.filter(characteristic__code=code)
        assert len(figures) == 38
        assert all(f.value == getattr(towns[f.municipality_id], name) for f in figures)
    shares = newest.filter(characteristic__kind=Characteristic.Kind.SHARE)
    assert not shares.filter(value__gt=100).exists()
    # Honest gaps are part of the example.
    assert newest.filter(characteristic__code="aerzte").count() < 38
    assert ExistingProject.objects.count() == 14
    fields = set(Finding.objects.values_list("field_of_action", flat=True))
    assert len(fields) == 9
