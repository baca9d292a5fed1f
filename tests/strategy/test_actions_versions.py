"""Beginning strategies and their next versions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from smartregion.core.errors import WrongState
from strategy import actions
from strategy.models import Element, Strategy, StrategyVersion
from tests.factories.strategy import (
    LinkFactory,
    StrategyFactory,
    TranslationFactory,
    VersionFactory,
    put_in_force,
    whole_version,
)

State = StrategyVersion.State
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# -- beginning -------------------------------------------------------------------------------
def test_new_strategy_brings_the_eight_guidelines_in_two_languages(office) -> None:
    version = actions.create_strategy(
        title="Strategie für Musterland", period_start=2026, period_end=2030, by=office
    )
    guidelines = version.texts.filter(element__kind=Element.Kind.GUIDELINE)
    assert version.strategy.slug == "strategie-fuer-musterland"
    assert [text.number for text in guidelines] == [f"L{n}" for n in range(1, 9)]
    assert guidelines.filter(translations__language="en").count() == 8


def test_second_strategy_of_the_same_title_is_refused(office) -> None:
    values = {"title": "Strategie", "period_start": 2026, "period_end": 2030, "by": office}
    actions.create_strategy(**values)
    with pytest.raises(ValidationError) as refusal:
        actions.create_strategy(**values)
    assert "title" in refusal.value.message_dict
    assert Strategy.objects.count() == 1


@pytest.mark.behaviour("S5")
def test_revision_copies_all_texts_and_keeps_the_elements(office) -> None:
    old = whole_version()
    TranslationFactory(text=old.texts.first())
    old.texts.update(easy_language="Das ist leicht zu lesen.")
    put_in_force(old)
    new = actions.open_revision(strategy=old.strategy, label="2.0", by=office)
    assert new.based_on == old
    copied = ("element", "title", "body", "easy_language", "position")
    assert list(new.texts.values_list(*copied)) == list(old.texts.values_list(*copied))
    objective = new.texts.get(element__kind=Element.Kind.OBJECTIVE)
    assert objective.parent is not None
    assert objective.parent.version == new
    assert new.texts.first().translations.count() == 1


def test_revision_goes_on_with_what_supports_what_but_tells_no_lineage_again(office) -> None:
    old = whole_version()
    objective, guideline = (
        old.texts.get(element__kind=kind).element for kind in ("objective", "guideline")
    )
    LinkFactory(version=old, kind="supports", source=objective, target=guideline)
    LinkFactory(version=old, kind="merged_into", target=guideline)
    put_in_force(old)
    new = actions.open_revision(strategy=old.strategy, label="2.0", by=office)
    link = new.links.get()
    assert (link.kind, link.source, link.target) == ("supports", objective, guideline)


@pytest.mark.behaviour("S5")
def test_second_open_version_is_refused(office) -> None:
    draft = VersionFactory()
    with pytest.raises(WrongState):
        actions.open_revision(strategy=draft.strategy, label="9.0", by=office)
    assert draft.strategy.versions.count() == 1


@pytest.mark.behaviour("S5")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_open_a_revision_at_once_get_one_between_them(office) -> None:
    old = whole_version(adopted=True)
    together = Barrier(2)

    def open_one(label: str) -> str:
        try:
            together.wait()
            actions.open_revision(strategy=old.strategy, label=label, by=office)
        except WrongState:
            return "refused"
        finally:
            connection.close()
        return "opened"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(open_one, ["2.0", "3.0"])) == ["opened", "refused"]
    assert old.strategy.versions.get(state=State.DRAFT).texts.count() == 4


def test_label_that_exists_is_refused(office) -> None:
    old = whole_version(adopted=True)
    with pytest.raises(ValidationError) as refusal:
        actions.open_revision(strategy=old.strategy, label=old.label, by=office)
    assert "label" in refusal.value.message_dict


def test_strategies_do_not_disturb_each_other(office) -> None:
    first, second = whole_version(adopted=True), whole_version(adopted=True)
    assert first.strategy != second.strategy
    actions.open_revision(strategy=first.strategy, label="2.0", by=office)
    actions.open_revision(strategy=second.strategy, label="2.0", by=office)
    assert StrategyVersion.objects.filter(state=State.DRAFT).count() == 2


def test_strategy_title_falls_back_to_german() -> None:
    strategy = StrategyFactory(translations={"en": {"title": "Strategy"}})
    assert strategy.title_in("en") == "Strategy"
    assert strategy.title_in("fr") == strategy.title
