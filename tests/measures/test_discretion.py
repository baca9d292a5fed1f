"""What stays inside the office stands in nothing that a stranger can reach, whatever its format.

A stranger follows every link of the public pages of measures, takes every file along, and looks for one
word that was written wherever something is internal.
"""

import io
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from measures.models import (
    CostLine,
    Dependency,
    FieldChange,
    Grant,
    Indicator,
    IndicatorValue,
    Measure,
    MeasureFile,
    Remark,
    Risk,
    Score,
)
from tests.architecture.matrix.addresses import addresses
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.county import CountyFactory, OrganisationFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measure_rounds import rated
from tests.factories.measures import (
    AssessmentFactory,
    MeasureFactory,
    MilestoneFactory,
    OriginFactory,
    closed,
)

SECRET, HIDDEN = "Xqgeheimx", "HF7-M77"
ROOMS = ("/massnahmen/", "/api/")
MOST = 120


def public_measure() -> Measure:
    """A measure that everybody may read, with a secret wherever there is room for one."""
    person = UserFactory(email=f"{SECRET}@example.org", display_name=SECRET)
    measure = MeasureFactory(number="HF1-M01", responsible=person, cost_eur=1000, lead=OrganisationFactory())  # fmt: skip
    MilestoneFactory(measure=measure)
    CostLine.objects.create(measure=measure, year=2026, kind="staff", label="Stelle", planned_eur=500, budget_line=SECRET)  # fmt: skip
    Grant.objects.create(measure=measure, programme="LEADER", amount_eur=100, note=SECRET, state="approved", proof_by=DAY)  # fmt: skip
    Risk.objects.create(measure=measure, title="Offen", probability=1, impact=1)
    Risk.objects.create(measure=measure, title=SECRET, probability=3, impact=3, is_internal=True)
    Remark.objects.create(measure=measure, text=SECRET, by=person, at=NOON)
    MeasureFile.objects.create(measure=measure, title=SECRET, link=f"https://example.org/{SECRET}")  # fmt: skip
    FieldChange.objects.create(measure=measure, field="title", old=SECRET, new=SECRET, by=person, at=NOON)  # fmt: skip
    indicator = Indicator.objects.create(
        measure=measure, name="Fahrgäste", source="Zählung", target=10
    )
    IndicatorValue.objects.create(indicator=indicator, on=DAY, value=5, entered_by=person, entered_at=NOON)  # fmt: skip
    closed((measure, "green"))
    AssessmentFactory(measure=measure, done_since=SECRET, submitted_by=person)
    said = ContributionFactory(text=SECRET, is_hidden=True)
    OriginFactory(measure=measure, kind="contribution", contribution=said, note="")
    held = rated(measure)
    Score.objects.filter(criterion__prioritisation=held).update(reason=SECRET)
    for ballot in held.ballots.all():
        ballot.rater.display_name = SECRET
        ballot.rater.save()
    return measure


def hidden_measure(beside: Measure) -> Measure:
    """A measure that is not public, tied to the public one in every way."""
    hidden = MeasureFactory(
        number=HIDDEN, title=SECRET, summary=SECRET, is_public=False, field=beside.field, lead=beside.lead,
        responsible=beside.responsible,
    )  # fmt: skip
    MilestoneFactory(measure=hidden, title=SECRET)
    Dependency.objects.create(measure=beside, other=hidden, note=SECRET)
    Dependency.objects.create(measure=hidden, other=beside, note=SECRET)
    Risk.objects.create(measure=hidden, title=SECRET, probability=3, impact=3)
    Grant.objects.create(measure=hidden, programme=SECRET, amount_eur=1, state="approved", draw_by=DAY)  # fmt: skip
    CostLine.objects.create(measure=hidden, year=2026, kind="staff", label=SECRET, planned_eur=500)
    Indicator.objects.create(measure=hidden, name=SECRET, source=SECRET)
    return hidden


def words_in(content: bytes, kind: str) -> str:
    """Everything that a file says, also inside of an archive or a PDF."""
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as archive:
            return " ".join(archive.read(name).decode() for name in archive.namelist())
    if kind.startswith("application/pdf"):
        from pypdf import PdfReader

        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8", "replace")


def ways_in(page: str, url: str) -> Iterator[str]:
    """Where the page leads inside of these rooms; filters only ever show less."""
    for target in re.findall(r'(?:href|src)="([^"#]+)', page):
        way = urljoin(url, unescape(target))
        parts = urlsplit(way)
        if not parts.netloc and parts.path.startswith(ROOMS):
            yield parts.path


def walked(*starts: str) -> dict[str, str]:
    """What a stranger reads on all ways from here, by address."""
    waiting, read = list(starts), {}
    while waiting and len(read) < MOST:
        url = waiting.pop(0)
        if url in read:
            continue
        answer = Client().get(url)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        read[url] = words_in(content, answer.get("Content-Type", ""))
        if "html" in answer.get("Content-Type", "") and answer.status_code == 200:
            waiting += [way for way in ways_in(read[url], url) if way not in read]
    return read


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.behaviour("M20")
def test_stranger_reads_no_secret_on_any_way_through_the_measures() -> None:
    CountyFactory()
    hidden = hidden_measure(beside=(measure := public_measure()))
    read = walked(
        "/massnahmen/", "/massnahmen/daten/", measure.get_absolute_url(), "/api/v1/measures/"
    )
    assert len(read) > 25, "the stranger has found too few ways"
    assert any(url.endswith(".xlsx") for url in read)
    assert any(url.endswith(".pdf") for url in read)
    assert any(url.endswith(".atom") for url in read)
    told = {
        url for url, words in read.items() for word in (SECRET.casefold(), hidden.number.casefold())
        if word in words.casefold()
    }  # fmt: skip
    assert told == set()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.behaviour("M20")
def test_number_of_a_hidden_measure_leads_nowhere() -> None:
    hidden = hidden_measure(beside=MeasureFactory())
    asked = {}
    for name in {found.name for found in addresses()}:
        if name.startswith(("measures:", "api:")):
            try:
                url = reverse(name, kwargs={"number": hidden.number})
            except Exception:  # noqa: BLE001 - addresses that ask for more than the number
                continue
            answer = Client().get(url)
            asked[name] = answer.status_code == 404 or answer.get("Location", "").startswith("/konto/")  # fmt: skip
    assert len(asked) > 8
    assert [name for name, is_closed in asked.items() if not is_closed] == []


@pytest.mark.django_db
@pytest.mark.behaviour("M20")
def test_search_finds_nothing_that_is_hidden() -> None:
    hidden_measure(beside=MeasureFactory())
    for query in (SECRET, HIDDEN):
        answer = Client().get(f"/api/v1/measures/?q={query}")
        assert answer.json()["count"] == 0
