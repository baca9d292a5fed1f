"""What measures wait for: what is refused, what is warned about, and how it reads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from measures.actions.dependencies import DependencyRow, inherit_dependencies, set_dependencies
from measures.models import Dependency, FieldChange, Measure
from measures.ordering import warning_about
from measures.queries.dependencies import dependencies_of, dependency_graph
from smartregion.accounts.models import User
from smartregion.core.editing import EditConflict
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.measure_hazards import DependencyFactory, measures_of_one_strategy
from tests.factories.measures import MeasureFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
Kind = Dependency.Kind
State = Measure.State
EVERYBODY = AnonymousUser()
A, B, C = "HF1-M01", "HF1-M02", "HF1-M03"


def write(measure: Measure, by: User, *rows: tuple[str, Measure], lock_version: int = 1) -> None:
    wanted = [DependencyRow(other=other, kind=kind) for kind, other in rows]
    set_dependencies(measure=measure, by=by, at=NOON, lock_version=lock_version, rows=wanted)


def said(graph: Any) -> list[tuple[str, str]]:
    numbers = {node.id: node.number for node in graph.nodes}
    return [(numbers[edge.before], numbers[edge.after]) for edge in graph.edges]


# -- writing -----------------------------------------------------------------------------------
def test_set_dependencies_replaces_what_stood_there(office: User) -> None:
    first, second, third = measures_of_one_strategy(A, B, C)
    write(first, office, (Kind.NEEDS, second))
    write(first, office, (Kind.BLOCKS, third), lock_version=2)
    assert [str(row) for row in first.dependencies.all()] == [f"{A} hält auf {C}"]
    assert AuditEntry.objects.filter(verb="set_dependencies").count() == 2
    change = FieldChange.objects.filter(field="dependencies").first()
    assert change is not None
    assert change.old == f"braucht {second.number} {second.title}"


def test_set_dependencies_of_the_second_writer_changes_nothing(office: User) -> None:
    first, second, third = measures_of_one_strategy(A, B, C)
    write(first, office, (Kind.NEEDS, second))
    with pytest.raises(EditConflict):
        write(first, office, (Kind.NEEDS, third))
    assert [row.other for row in first.dependencies.all()] == [second]


@pytest.mark.behaviour("M4")
def test_circle_is_refused_and_named(office: User) -> None:
    first, second, third = measures_of_one_strategy(A, B, C)
    write(first, office, (Kind.NEEDS, second))
    write(second, office, (Kind.NEEDS, third))
    with pytest.raises(ValidationError, match="Kreis") as refusal:
        write(third, office, (Kind.NEEDS, first))
    assert all(number in str(refusal.value) for number in (A, B, C))
    assert not third.dependencies.exists()


@pytest.mark.behaviour("M4")
def test_circle_is_seen_through_both_ways_of_saying_it(office: User) -> None:
    """A holds up B, and A needs C that needs B: the same circle in other words."""
    first, second, third = measures_of_one_strategy(A, B, C)
    write(first, office, (Kind.BLOCKS, second))
    write(third, office, (Kind.NEEDS, second))
    with pytest.raises(ValidationError, match="Kreis"):
        write(first, office, (Kind.BLOCKS, second), (Kind.NEEDS, third), lock_version=2)


def test_what_only_belongs_together_closes_no_circle(office: User) -> None:
    first, second, third = measures_of_one_strategy(A, B, C)
    write(first, office, (Kind.NEEDS, second))
    write(second, office, (Kind.NEEDS, third))
    write(third, office, (Kind.RELATED, first))
    assert Dependency.objects.count() == 3


@pytest.mark.behaviour("M4")
def test_itself_twice_and_another_strategy_are_refused(office: User) -> None:
    first, second = measures_of_one_strategy(A, B)
    foreign = MeasureFactory(number="HF9-M09")
    refused: list[tuple[list[tuple[str, Measure]], str]] = [
        ([(Kind.RELATED, first)], "von sich selbst"),
        ([(Kind.NEEDS, second), (Kind.RELATED, second)], "mehrmals"),
        ([(Kind.NEEDS, foreign)], "anderen Strategie"),
    ]
    for rows, words in refused:
        with pytest.raises(ValidationError, match=words):
            write(first, office, *rows)
    assert not Dependency.objects.exists()


@pytest.mark.behaviour("M4")
@pytest.mark.parametrize("kind", [Kind.BLOCKS, Kind.RELATED])
def test_what_the_other_side_says_already_is_refused(kind: str, office: User) -> None:
    first, second = measures_of_one_strategy(A, B)
    write(first, office, (Kind.NEEDS, second))
    with pytest.raises(ValidationError, match=f"Bei {A} steht schon"):
        write(second, office, (kind, first))


@pytest.mark.behaviour("M4")
def test_database_itself_refuses_itself_and_doubles() -> None:
    row = DependencyFactory()
    for other in (row.other, row.measure):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dependency.objects.create(measure=row.measure, other=other, kind=Kind.RELATED)


@pytest.mark.behaviour("M4")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_close_no_circle_together(office: User) -> None:
    first, second = measures_of_one_strategy(A, B)
    together = Barrier(2)

    def name(one: Measure, other: Measure) -> str:
        try:
            together.wait()
            write(one, office, (Kind.NEEDS, other))
        except ValidationError:
            return "refused"
        finally:
            connection.close()
        return "written"

    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(name, (first, second), (second, first))
        assert sorted(answers) == ["refused", "written"]
    assert Dependency.objects.count() == 1


# -- merging -----------------------------------------------------------------------------------
def test_inherit_hands_over_what_still_makes_sense(office: User) -> None:
    old, new, before, after = measures_of_one_strategy(A, B, C, "HF1-M04")
    write(old, office, (Kind.NEEDS, before), (Kind.RELATED, new))
    write(after, office, (Kind.NEEDS, old))
    inherit_dependencies(source=old, target=new)
    rows = Dependency.objects.order_by("measure__number")
    assert [str(row) for row in rows] == [f"{B} braucht {C}", f"HF1-M04 braucht {B}"]


def test_inherit_lets_go_what_would_close_a_circle(office: User) -> None:
    old, new, between = measures_of_one_strategy(A, B, C)
    write(between, office, (Kind.NEEDS, old))
    write(new, office, (Kind.NEEDS, between))
    inherit_dependencies(source=old, target=new)
    assert [str(row) for row in Dependency.objects.all()] == [f"{B} braucht {C}"]


# -- warnings ----------------------------------------------------------------------------------
def pair(before: dict[str, Any], after: dict[str, Any]) -> tuple[Measure, Measure]:
    return MeasureFactory.build(number=A, **before), MeasureFactory.build(number=B, **after)


@pytest.mark.behaviour("M4")
def test_predecessor_that_ends_after_the_start_is_warned_about() -> None:
    late = pair(
        {"ends_on": date(2028, 6, 30)},
        {"starts_on": date(2027, 4, 1), "planned_precision": "quarter"},
    )
    assert warning_about(*late) == (
        f"{A} endet im Juni 2028, {B} beginnt aber schon im 2. Quartal 2027."
    )
    on_time = pair({"ends_on": date(2027, 3, 31)}, {"starts_on": date(2027, 4, 1)})
    assert warning_about(*on_time) == ""


def test_a_rough_end_counts_with_its_last_day() -> None:
    """ "2027" may be December, and then April is too early."""
    rough = pair(
        {"ends_on": date(2027, 1, 1), "planned_precision": "year"}, {"starts_on": date(2027, 4, 1)}
    )
    assert warning_about(*rough) == f"{A} endet im Jahr 2027, {B} beginnt aber schon im April 2027."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"state": State.COMPLETED}, {}),
        ({"kind": Measure.Kind.CONTINUOUS}, {}),
        ({"ends_on": None}, {}),
        ({}, {"starts_on": None}),
        ({}, {"state": State.COMPLETED}),
        ({}, {"state": State.DEFERRED}),
    ],
)
def test_nothing_is_warned_about_where_nobody_waits(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    late = {"ends_on": DAY + timedelta(days=99)}, {"starts_on": DAY}
    assert warning_about(*pair({**late[0], **before}, {**late[1], **after})) == ""


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.DEFERRED, f"{A} ist zurückgestellt, {B} braucht es aber."),
        (State.REJECTED, f"{A} wird nicht umgesetzt (Stand: verworfen), {B} braucht es aber."),
    ],
)
def test_predecessor_that_does_not_come_is_warned_about(state: str, words: str) -> None:
    assert warning_about(*pair({"state": state}, {})) == words


# -- reading -----------------------------------------------------------------------------------
def test_lines_read_from_both_sides() -> None:
    first, second = measures_of_one_strategy(A, B)
    DependencyFactory(measure=first, other=second, note="Erst das Netz.")
    lines = dependencies_of([first.pk, second.pk], visible_to=EVERYBODY)
    (mine,), (its,) = lines[first.pk], lines[second.pk]
    assert (mine.kind, mine.number, mine.note) == ("braucht", B, "Erst das Netz.")
    assert (its.kind, its.number) == ("wird gebraucht von", A)


def test_lines_keep_what_is_not_public_from_the_public(office: User) -> None:
    first, second = measures_of_one_strategy(A, B)
    DependencyFactory(measure=first, other=second)
    Measure.objects.filter(pk=second.pk).update(is_public=False)
    assert dependencies_of([first.pk], visible_to=EVERYBODY) == {}
    assert dependencies_of([first.pk], visible_to=office)[first.pk][0].number == B
    assert dependency_graph(Measure.objects.public(), visible_to=EVERYBODY).nodes == []


def test_graph_shows_what_lies_beside_the_selection() -> None:
    first, second, third = measures_of_one_strategy(A, B, C)
    DependencyFactory(measure=second, other=first)
    DependencyFactory(measure=third, other=second, kind=Kind.BLOCKS)
    graph = dependency_graph(Measure.objects.filter(number=A), visible_to=EVERYBODY)
    assert [(node.number, node.is_beside) for node in graph.nodes] == [(A, False), (B, True)]
    whole = dependency_graph(Measure.objects.all(), visible_to=EVERYBODY)
    assert said(whole) == [(A, B), (C, B)]


def test_graph_of_many_asks_as_often_as_of_few() -> None:
    def ask() -> object:
        return dependency_graph(Measure.objects.all(), visible_to=EVERYBODY)

    DependencyFactory()
    few = queries_of(ask)
    DependencyFactory.create_batch(3)
    assert queries_of(ask) == few == 2


# -- pages -------------------------------------------------------------------------------------
def rows_data(*rows: dict[str, object], stored: int) -> dict[str, object]:
    data: dict[str, object] = {
        "form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": stored, "lock_version": 1,
    }  # fmt: skip
    for index, row in enumerate(rows):
        data |= {f"form-{index}-{name}": value for name, value in row.items()}
    return data


@pytest.fixture
def send(office: User, client_as: ClientAs) -> Callable[..., Any]:
    def sent(measure: Measure, *rows: dict[str, object], stored: int = 0) -> Any:
        url = f"{measure.get_absolute_url()}abhaengigkeiten/"
        return client_as(office).post(url, rows_data(*rows, stored=stored), follow=True)

    return sent


@pytest.mark.behaviour("M4")
def test_form_saves_and_warns(send: Callable[..., Any]) -> None:
    first, second = measures_of_one_strategy(A, B)
    Measure.objects.filter(pk=second.pk).update(ends_on=DAY + timedelta(days=900))
    page = send(first, {"kind": "needs", "other": str(second.pk)}).content.decode()
    assert "Die Änderungen sind gespeichert." in page
    assert f"{B} endet im " in page
    assert first.dependencies.get().other == second


@pytest.mark.behaviour("M4")
def test_form_says_what_is_refused_and_keeps_what_was_typed(send: Callable[..., Any]) -> None:
    first, second = measures_of_one_strategy(A, B)
    DependencyFactory(measure=second, other=first)
    row = {"kind": "needs", "other": str(second.pk), "note": "Mein Grund"}
    answer = send(first, row)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Das ergibt einen Kreis" in page
    assert 'value="Mein Grund"' in page
    assert not first.dependencies.exists()


def test_form_changes_a_stored_row_and_adds_another(send: Callable[..., Any]) -> None:
    first, second, third = measures_of_one_strategy(A, B, C)
    DependencyFactory(measure=first, other=second)
    kept = {"kind": "needs", "other": str(second.pk), "note": "Jetzt mit Grund"}
    added = {"kind": "related", "other": str(third.pk)}
    send(first, kept, added, stored=1)
    assert [row.note for row in first.dependencies.all()] == ["Jetzt mit Grund", ""]


@pytest.mark.parametrize("other", ["", "x", "00000000-0000-0000-0000-000000000000", "\x00"])
@pytest.mark.parametrize("stored", [0, 1])
def test_form_refuses_what_it_never_offered(
    other: str, stored: int, send: Callable[..., Any]
) -> None:
    first, second = measures_of_one_strategy(A, B)
    DependencyFactory(measure=first, other=second)
    answer = send(first, {"kind": "blocks", "other": other}, stored=stored)
    assert answer.status_code == 200
    assert "Abhängigkeiten" in answer.content.decode()
    assert first.dependencies.get().kind == Kind.NEEDS


def test_form_offers_measures_of_the_same_strategy_only(office: User, client_as: ClientAs) -> None:
    first, second, gone = measures_of_one_strategy(A, B, C)
    Measure.objects.filter(pk=gone.pk).update(state="rejected", state_reason="Zu teuer.")
    foreign = MeasureFactory(number="HF9-M09")
    page = page_of(client_as(office), f"{first.get_absolute_url()}abhaengigkeiten/")
    assert str(second.pk) in page
    assert not any(str(other.pk) in page for other in (first, gone, foreign))


def test_form_asks_for_the_measures_once(office: User, client_as: ClientAs) -> None:
    first, *others = measures_of_one_strategy(A, B, C, "HF1-M04")
    client, url = client_as(office), f"{first.get_absolute_url()}abhaengigkeiten/"
    DependencyFactory(measure=first, other=others[0])
    one = queries_of(lambda: page_of(client, url))
    for other in others[1:]:
        DependencyFactory(measure=first, other=other)
    assert queries_of(lambda: page_of(client, url)) == one


def test_graph_page_links_its_boxes(anonymous_client: Any) -> None:
    row = DependencyFactory()
    page = page_of(anonymous_client, "/massnahmen/abhaengigkeiten/")
    for measure in (row.measure, row.other):
        assert f'<a href="{measure.get_absolute_url()}" aria-label="{measure.number}' in page
    assert "Wo der Zeitplan nicht passt" in page


def test_graph_page_without_dependencies_says_so(anonymous_client: Any) -> None:
    page = page_of(anonymous_client, "/massnahmen/abhaengigkeiten/")
    assert "Noch keine Abhängigkeiten" in page
