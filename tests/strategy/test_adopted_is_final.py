"""An adopted version is final: for forms, for the ORM, and for whoever writes SQL."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from strategy.migrations._final import lift, make_final
from strategy.models import (
    Element,
    ElementLink,
    ElementText,
    ElementTranslation,
    Resolution,
    StrategyVersion,
)
from strategy.queries import wording_of
from tests.factories.strategy import (
    ElementFactory,
    ElementTextFactory,
    LinkFactory,
    ResolutionFactory,
    StrategyFactory,
    TranslationFactory,
    VersionFactory,
    put_in_force,
    whole_version,
)

State = StrategyVersion.State
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(params=[State.ADOPTED, State.SUPERSEDED])
def version(db: None, request: pytest.FixtureRequest) -> StrategyVersion:
    """With a translation and a link, in both states in which nothing changes any more."""
    made = whole_version()
    TranslationFactory(text=made.texts.first())
    objective, guideline = (
        made.texts.get(element__kind=kind).element for kind in ("objective", "guideline")
    )
    LinkFactory(version=made, kind="supports", source=objective, target=guideline)
    put_in_force(made)
    StrategyVersion.objects.filter(pk=made.pk).update(state=request.param)
    made.refresh_from_db()
    return made


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _bulk_update(version: StrategyVersion) -> None:
    texts = list(version.texts.all())
    for text in texts:
        text.number = f"X{text.pk}"
    ElementText.objects.bulk_update(texts, ["number"])


def _bulk_create(version: StrategyVersion) -> None:
    element = ElementFactory(strategy=version.strategy)
    ElementText.objects.bulk_create([ElementText(version=version, element=element, title="Neu")])


def _upsert(version: StrategyVersion) -> None:
    text = version.texts.first()
    copy = ElementText(pk=text.pk, version=version, element=text.element, title="Neu")
    ElementText.objects.bulk_create(
        [copy], update_conflicts=True, unique_fields=["id"], update_fields=["title"]
    )


def _move_in(version: StrategyVersion) -> None:
    text = ElementTextFactory(version=VersionFactory(strategy=version.strategy, label="9.0"))
    ElementText.objects.filter(pk=text.pk).update(version=version)


def _move_out(version: StrategyVersion) -> None:
    draft = VersionFactory(strategy=version.strategy, label="9.0")
    ElementText.objects.filter(pk=version.texts.first().pk).update(version=draft)


def _move_translation_out(version: StrategyVersion) -> None:
    text = ElementTextFactory(version=VersionFactory(strategy=version.strategy, label="9.0"))
    ElementTranslation.objects.filter(text__version=version).update(text=text)


def _save_translation(version: StrategyVersion) -> None:
    translation = ElementTranslation.objects.get(text__version=version)
    translation.title = "Different"
    translation.save()


def _save_link(version: StrategyVersion) -> None:
    link = version.links.get()
    link.target = ElementFactory(strategy=version.strategy)
    link.save()


WRITES: dict[str, Callable[[StrategyVersion], object]] = {
    "update": lambda version: version.texts.update(title="Anders"),
    "bulk update": _bulk_update,
    "bulk create": _bulk_create,
    "upsert": _upsert,
    "move in": _move_in,
    "move out": _move_out,
    "sql": lambda _version: _sql("UPDATE strategy_elementtext SET body = 'Anders'"),
    "easy language": lambda version: version.texts.update(easy_language="Anders"),
    "order": lambda version: version.texts.update(position=7),
    "save translation": _save_translation,
    "add translation": lambda version: TranslationFactory(text=version.texts.last()),
    "update translation": lambda _version: ElementTranslation.objects.update(title="Different"),
    "move translation out": _move_translation_out,
    "sql translation": lambda _version: _sql("UPDATE strategy_elementtranslation SET body = ''"),
    "save link": _save_link,
    "add link": lambda version: LinkFactory(version=version),
    "update link": lambda _version: ElementLink.objects.update(kind="merged_into"),
    "sql link": lambda _version: _sql("UPDATE strategy_elementlink SET kind = 'merged_into'"),
}


@pytest.mark.behaviour("S4")
@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_database_refuses_every_write_to_the_wording(
    write: Callable[[StrategyVersion], object], version: StrategyVersion
) -> None:
    before = wording_of(version)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        write(version)
    assert wording_of(version) == before


@pytest.mark.behaviour("S4")
def test_text_is_neither_saved_nor_deleted(version: StrategyVersion) -> None:
    text = version.texts.last()
    with pytest.raises(ValueError, match="never changes"):
        text.save()
    with pytest.raises(ValueError, match="never changes"):
        text.delete()


@pytest.mark.behaviour("S4")
@pytest.mark.parametrize("model", [ElementText, ElementTranslation, ElementLink])
def test_many_rows_are_not_deleted_either(
    model: type[models.Model], version: StrategyVersion
) -> None:
    with pytest.raises(ValueError, match="never changes"):
        model._default_manager.all().delete()
    assert model._default_manager.exists()


@pytest.mark.behaviour("S4")
@pytest.mark.parametrize("path", ["text_edit", "text_delete", "text_move", "text_create"])
def test_forms_refuse_the_text_of_an_adopted_version(
    path: str, version: StrategyVersion, client_as, office
) -> None:
    before = wording_of(version)
    place = {"slug": version.strategy.slug, "label": version.label}
    place |= (
        {"kind": "field"} if path == "text_create" else {"key": version.texts.last().element_id}
    )
    sent = {"title": "Anders", "lock_version": 1, "direction": "up"}
    answer = client_as(office).post(reverse(f"strategy:{path}", kwargs=place), sent)
    assert answer.status_code == 409
    assert wording_of(version) == before


# -- the version itself ------------------------------------------------------------------------
OTHER: dict[str, Callable[[StrategyVersion], object]] = {
    "strategy": lambda _version: StrategyFactory(),
    "label": lambda _version: "9.9",
    "based_on": lambda version: VersionFactory(strategy=version.strategy, state=State.WITHDRAWN),
    "resolution": lambda _version: ResolutionFactory(),
    "consultation_from": lambda _version: date(2020, 1, 1),
    "consultation_until": lambda _version: date(2040, 1, 1),
    "effective_from": lambda _version: date(2040, 1, 1),
    "snapshot": lambda version: _other_snapshot(),
    "content_sha256": lambda _version: "0" * 64,
}


def _other_snapshot() -> object:
    from smartregion.core.snapshots import freeze
    from tests.factories.dates import NOON

    return freeze(kind="strategy_version", subject="Anders", content={}, by=None, at=NOON)


def test_every_column_of_a_version_is_tried() -> None:
    columns = {field.name for field in StrategyVersion._meta.concrete_fields}
    assert columns - set(OTHER) == {"id", "state"}


@pytest.mark.behaviour("S4")
@pytest.mark.parametrize("name", OTHER)
def test_no_column_of_an_adopted_version_changes(name: str, version: StrategyVersion) -> None:
    found = StrategyVersion.objects.filter(pk=version.pk)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        found.update(**{name: OTHER[name](version)})


@pytest.mark.behaviour("S4")
@pytest.mark.parametrize("state", [State.DRAFT, State.REWORKING, State.WITHDRAWN])
def test_adopted_version_is_never_opened_again(state: str, version: StrategyVersion) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        StrategyVersion.objects.filter(pk=version.pk).update(state=state)


def test_superseded_version_never_comes_back_into_force(version: StrategyVersion) -> None:
    superseded = StrategyVersion.objects.filter(pk=version.pk)
    superseded.update(state=State.SUPERSEDED)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        superseded.update(state=State.ADOPTED)


@pytest.mark.behaviour("S4")
@pytest.mark.postgres
@pytest.mark.parametrize(
    "part", ["elementtranslation", "elementlink", "elementtext", "strategyversion"]
)
def test_postgresql_refuses_to_delete(part: str, version: StrategyVersion) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        _sql(f"DELETE FROM strategy_{part}")


# -- what stays possible -----------------------------------------------------------------------
def test_other_versions_are_written_as_before(version: StrategyVersion) -> None:
    draft = whole_version()
    draft.texts.update(summary="Neu")
    TranslationFactory(text=draft.texts.first())
    LinkFactory(version=draft)
    draft.links.all().delete()
    draft.texts.get(element__kind=Element.Kind.OBJECTIVE).delete()
    assert draft.texts.count() == 3


def test_what_belongs_to_the_process_and_not_to_the_wording_stays_open(
    version: StrategyVersion,
) -> None:
    Resolution.objects.filter(pk=version.resolution_id).update(link="https://example.org/vorlage")
    version.strategy.translations = {"en": {"title": "Strategy"}}
    version.strategy.save()


# -- migrations to come ------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_later_migration_rebuilds_a_table_and_the_wording_stays_final() -> None:
    """SQLite rebuilds tables to change them; see strategy/migrations/_final.py."""
    state = MigrationExecutor(connection).loader.project_state()
    wider, back = (
        migrations.AlterField("strategyversion", "label", models.CharField(max_length=length))
        for length in (30, 20)
    )
    for operation in (wider, back):
        after = state.clone()
        operation.state_forwards("strategy", after)
        with connection.schema_editor() as editor:
            lift(None, editor)
            operation.database_forwards("strategy", editor, state, after)
            make_final(None, editor)
        state = after
    adopted = whole_version(adopted=True)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        adopted.texts.update(title="Anders")
