"""Changing several measures at once: everything is seen first, and all or nothing is written."""

import pytest

from measures.models import FieldChange, Measure
from smartregion.accounts.models import Role, User
from tests.cast import ClientAs
from tests.factories.accounts import UserFactory
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory

pytestmark = pytest.mark.django_db
URL = "/massnahmen/gemeinsam/"


@pytest.fixture
def three() -> list[Measure]:
    first = MeasureFactory()
    return [first, MeasureFactory(field=first.field), MeasureFactory(field=first.field)]


def chosen(*measures: Measure, **changes: object) -> dict[str, object]:
    return {"measures": [each.number for each in measures], **changes}


def seen(*measures: Measure, **changes: object) -> dict[str, object]:
    """What the page of the preview sends."""
    versions = {f"version-{each.number}": each.lock_version for each in measures}
    return {**chosen(*measures, **changes), **versions, "apply": "1"}


def test_preview_shows_each_change_and_writes_nothing(
    three: list[Measure], office: User, client_as: ClientAs
) -> None:
    someone = UserFactory(display_name="Kim Beispiel", roles=[Role.MEASURE_OWNER])
    three[1].responsible = someone
    three[1].save()
    answer = client_as(office).post(URL, chosen(*three[:2], responsible=someone.pk))
    page = answer.content.decode()
    assert "1 Maßnahme ändert sich" in page
    assert "Kim Beispiel" in page
    assert f'Schon so, wie gewünscht: <span lang="de">{three[1].number}</span>' in page
    assert Measure.objects.filter(responsible=someone).count() == 1


def test_what_was_seen_is_written_for_all(
    three: list[Measure], office: User, client_as: ClientAs
) -> None:
    data = seen(*three[:2], priority="high", is_public="no")
    answer = client_as(office).post(URL, data)
    assert answer.status_code == 302
    found = Measure.objects.order_by("number").values_list("priority", "is_public")
    assert list(found) == [("high", False), ("high", False), ("", True)]
    assert FieldChange.objects.filter(field="priority").count() == 2


def test_all_or_nothing(three: list[Measure], office: User, client_as: ClientAs) -> None:
    data = seen(*three, priority="low")
    Measure.objects.filter(pk=three[2].pk).update(lock_version=7)
    answer = client_as(office).post(URL, data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "jemand anderes" in page
    assert f'name="version-{three[2].number}" value="7"' in page
    assert not Measure.objects.filter(priority="low").exists()


def test_nothing_unseen_is_written(three: list[Measure], office: User, client_as: ClientAs) -> None:
    answer = client_as(office).post(URL, chosen(*three, priority="low", apply="1"))
    assert answer.status_code == 409
    assert not Measure.objects.filter(priority="low").exists()


def test_fields_are_added_and_taken_away(
    three: list[Measure], office: User, client_as: ClientAs
) -> None:
    old, new = (ElementFactory(kind="field", strategy=three[0].strategy) for _each in range(2))
    three[0].further_fields.add(old)
    data = seen(*three[:2], also=str(new.pk), no_longer=str(old.pk))
    assert client_as(office).post(URL, data).status_code == 302
    assert [list(each.further_fields.all()) for each in three] == [[new], [new], []]


def test_main_field_is_no_further_field(
    three: list[Measure], office: User, client_as: ClientAs
) -> None:
    new = ElementFactory(kind="field", strategy=three[0].strategy)
    three[0].further_fields.add(new)
    client_as(office).post(URL, seen(three[0], field=str(new.pk)))
    three[0].refresh_from_db()
    assert three[0].field == new
    assert not three[0].further_fields.exists()


def test_field_of_another_strategy_is_refused(
    three: list[Measure], office: User, client_as: ClientAs
) -> None:
    foreign = ElementFactory(kind="field")
    answer = client_as(office).post(URL, chosen(three[0], field=str(foreign.pk)))
    assert "field" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"priority": "high"}, "mindestens eine Maßnahme"),
        ({"every": "on"}, "was sich ändern soll"),
    ],
)
def test_half_a_wish_is_said(
    data: dict[str, str], words: str, three: list[Measure], office: User, client_as: ClientAs
) -> None:
    assert words in client_as(office).post(URL, data).content.decode()


def test_all_shown_are_those_of_the_filter(
    three: list[Measure], office: User, client_as: ClientAs
) -> None:
    Measure.objects.filter(pk=three[0].pk).update(is_key_project=True)
    answer = client_as(office).post(f"{URL}?key=on", {"every": "on", "priority": "high"})
    assert "1 Maßnahme ändert sich" in answer.content.decode()


def test_way_back_keeps_the_choice(three: list[Measure], office: User, client_as: ClientAs) -> None:
    answer = client_as(office).post(URL, chosen(three[1], priority="high") | {"back": "1"})
    page = answer.content.decode()
    assert f'value="{three[1].number}" checked' in page
    assert '<option value="high" selected>' in page
