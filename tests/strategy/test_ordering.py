"""The order of texts, by buttons and by dragging."""

import pytest
from django.urls import reverse

from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from strategy import actions
from strategy.models import Element, ElementText, StrategyVersion
from tests.factories.strategy import ElementTextFactory, VersionFactory

Kind = Element.Kind
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def version() -> StrategyVersion:
    """A draft with the fields a, b and c, and a guideline between them."""
    made = VersionFactory()
    for title, kind in (
        ("a", Kind.FIELD),
        ("L", Kind.GUIDELINE),
        ("b", Kind.FIELD),
        ("c", Kind.FIELD),
    ):
        ElementTextFactory(version=made, kind=kind, title=title)
    return made


def fields(version: StrategyVersion) -> str:
    texts = version.texts.filter(element__kind=Kind.FIELD, parent__isnull=True)
    return "".join(text.title for text in texts)


@pytest.mark.parametrize(
    ("title", "place", "order"),
    [("a", 2, "bca"), ("c", 0, "cab"), ("b", 1, "abc"), ("a", 99, "bca")],
)
def test_text_is_put_at_a_place_among_its_siblings(version, office, title, place, order) -> None:
    actions.place_text(text=version.texts.get(title=title), place=place, by=office)
    assert fields(version) == order
    assert (
        version.texts.get(title="L").position == 1 + version.texts.order_by("position")[0].position
    )


def test_elements_that_nobody_adopted_yet_follow_the_order(version, office) -> None:
    actions.place_text(text=version.texts.get(title="c"), place=0, by=office)
    assert "".join(e.name for e in Element.objects.fields_of_action()) == "cab"


def test_parts_are_ordered_among_themselves(version, office) -> None:
    parent = version.texts.get(title="b")
    first, second = (
        ElementTextFactory(version=version, kind=Kind.OBJECTIVE, parent=parent) for _n in "12"
    )
    actions.place_text(text=second, place=0, by=office)
    assert list(parent.children.all()) == [second, first]
    assert fields(version) == "abc"


def test_row_that_stays_where_it_is_leaves_no_trace(version, office) -> None:
    actions.place_text(text=version.texts.get(title="b"), place=1, by=office)
    actions.move_text(text=version.texts.get(title="a"), up=True, by=office)
    assert not AuditEntry.objects.filter(verb="move_text").exists()


def test_nothing_moves_in_a_locked_version(version, office) -> None:
    StrategyVersion.objects.update(state="consultation")
    with pytest.raises(WrongState):
        actions.place_text(text=ElementText.objects.get(title="a"), place=2, by=office)


@pytest.mark.parametrize(
    ("sent", "order"),
    [
        ({"place": "2"}, "bca"),
        ({"direction": "down"}, "bac"),
        ({"place": "-1"}, "bac"),
        ({"place": "x", "direction": "down"}, "bac"),
    ],
)
def test_dragging_and_buttons_send_to_the_same_address(
    client_as, office, version, sent, order
) -> None:
    text = version.texts.get(title="a")
    args = [version.strategy.slug, version.label]
    url = reverse("strategy:text_move", args=[*args, text.element_id])
    response = client_as(office).post(url, sent)
    back = reverse("strategy:version_edit", args=args)
    assert response["Location"] == f"{back}#row-{text.element_id}"
    assert fields(version) == order


def test_script_gets_only_the_list(client_as, office, version) -> None:
    url = reverse("strategy:version_edit", args=[version.strategy.slug, version.label])
    headers = {"HX-Request": "true", "HX-Target": "outline"}
    fragment = client_as(office).get(url, headers=headers).content.decode()
    assert '<form method="post" id="outline"' in fragment
    assert "<html" not in fragment
