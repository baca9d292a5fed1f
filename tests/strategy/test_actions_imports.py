"""Taking a whole version in: what went out comes back the same."""

from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from strategy import actions
from strategy.exports.versions import version_file
from strategy.interchange import read
from strategy.models import Element, Strategy, StrategyVersion
from strategy.queries import plan_of, wording_of
from tests.factories.strategy import VersionFactory, put_in_force, whole_version
from tests.factories.strategy_files import FIELD, GONE, as_bytes, text, version_data

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def take_in(data: dict[str, Any], by: Any, **where: Any) -> StrategyVersion:
    found = read(as_bytes(data))
    place = {"strategy": None, "label": found.label, **where}
    return actions.import_version(given=found, by=by, **place)


def exported(version: StrategyVersion) -> dict[str, Any]:
    """As it leaves: dates and keys are text."""
    import json

    return json.loads(json.dumps(version_file(version), default=str))


def test_file_becomes_the_draft_of_a_new_strategy(office) -> None:
    version = take_in(version_data(), office)
    assert (version.state, version.label) == ("draft", "1.0")
    assert (version.strategy.slug, version.strategy.period_end) == (
        "strategie-fuer-musterland",
        2030,
    )
    goal = version.texts.get(element__kind="objective")
    assert str(goal.parent.element_id) == FIELD
    assert goal.easy_language == "Ein Bus für alle."
    assert version.links.count() == 2
    entry = AuditEntry.objects.get(verb="import_version")
    assert (entry.actor, entry.changes) == (office, {"texts": 4})


def test_element_that_was_merged_away_keeps_its_identity_and_address(office) -> None:
    take_in(version_data(), office)
    gone = Element.objects.get(pk=UUID(GONE))
    assert (gone.slug, gone.name, gone.kind) == ("verkehr", "Verkehr", "field")


def test_round_trip_to_another_county_is_equal(office) -> None:
    first = take_in(version_data(), office)
    out = exported(first)
    for version in StrategyVersion.objects.all():
        version.links.all().delete()
        version.texts.update(parent=None)
        version.texts.all().delete()
        version.delete()
    Element.objects.all().delete()
    Strategy.objects.all().delete()
    again = take_in(out, office)
    assert exported(again) == out
    assert read(as_bytes(out)).is_untouched


def test_round_trip_as_the_next_version_is_equal_but_for_its_label(office) -> None:
    first = put_in_force(take_in(version_data(), office))
    second = take_in(exported(first), office, strategy=first.strategy, label="2.0")
    assert second.based_on == first
    assert wording_of(second) == {**wording_of(first), "label": "2.0"}
    assert Element.objects.count() == 5


def test_copy_beside_the_original_gets_keys_of_its_own(office) -> None:
    """Identity never spans two strategies, not even of one county."""
    first = take_in(version_data(), office)
    copy = take_in(exported(first), office, title="Zweite Strategie")
    assert copy.strategy != first.strategy
    assert set(copy.texts.values_list("title", flat=True)) == set(
        first.texts.values_list("title", flat=True)
    )
    assert not set(copy.texts.values_list("element")) & set(first.texts.values_list("element"))
    assert copy.links.count() == 2
    assert all(link.source.strategy == copy.strategy for link in copy.links.all())


def test_names_in_force_are_not_changed_by_a_draft(office) -> None:
    first = put_in_force(take_in(version_data(), office))
    data = exported(first)
    data["wording"]["texts"][2]["title"] = "Verkehr der Zukunft"
    take_in(data, office, strategy=first.strategy, label="2.0")
    assert Element.objects.get(pk=UUID(FIELD)).name == "Mobilität"


# -- refusals ----------------------------------------------------------------------------------
def test_element_of_another_kind_is_refused_and_nothing_is_stored(office) -> None:
    first = put_in_force(take_in(version_data(), office))
    data = version_data(texts=[text(FIELD, "guideline", "Mobil sein")], links=[])
    with pytest.raises(ValidationError, match="schon vorhanden, aber als Handlungsfeld"):
        take_in(data, office, strategy=first.strategy, label="2.0")
    assert first.strategy.versions.count() == 1


def test_second_open_version_is_refused(office) -> None:
    draft = VersionFactory()
    with pytest.raises(WrongState):
        take_in(version_data(), office, strategy=draft.strategy, label="9.0")
    assert not Element.objects.exists()


def test_strategy_of_the_same_title_is_refused(office) -> None:
    take_in(version_data(), office)
    with pytest.raises(ValidationError) as refusal:
        take_in(version_data(), office)
    assert "title" in refusal.value.message_dict
    assert Strategy.objects.count() == 1


# -- the plan ----------------------------------------------------------------------------------
def test_plan_tells_what_would_come(office) -> None:
    first = put_in_force(take_in(version_data(), office))
    data = exported(first)
    texts = data["wording"]["texts"]
    texts[2]["title"] = "Verkehr der Zukunft"
    texts[0] = text(str(UUID(int=77)), "vision", "Eine neue Vision")
    plan = plan_of(read(as_bytes(data)), strategy=first.strategy)
    assert plan.based_on == "1.0"
    assert plan.new == ["Eine neue Vision"]
    assert plan.changed == ["Verkehr der Zukunft"]
    assert plan.missing == ["Zusammen digital"]
    assert (plan.unchanged, plan.texts) == (2, 4)


@pytest.mark.parametrize("change", ["translation", "parent", "easy_language"])
def test_plan_notices_every_change(office, change: str) -> None:
    first = put_in_force(take_in(version_data(), office))
    data = exported(first)
    texts = data["wording"]["texts"]
    if change == "translation":
        texts[2]["translations"]["en"]["title"] = "Moving"
    elif change == "parent":
        other = text(str(UUID(int=78)), "field", "Anderes Feld")
        texts.append(other)
        texts[3]["parent"] = other["element"]
    else:
        texts[3]["easy_language"] = "Anders."
    assert len(plan_of(read(as_bytes(data)), strategy=first.strategy).changed) == 1


def test_plan_for_a_new_strategy_has_nothing_to_compare_with() -> None:
    plan = plan_of(read(as_bytes(version_data())), strategy=None)
    assert (plan.based_on, len(plan.new), plan.missing) == ("", 4, [])


# -- any version at all ------------------------------------------------------------------------
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40)
TITLES = WORDS.filter(lambda words: words.strip())
BODIES = st.lists(WORDS, max_size=3).map(lambda parts: "".join(f"<p>{part}</p>" for part in parts))


@st.composite
def trees(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Fields with objectives between sections and guidelines, in any order of reading."""
    texts: list[dict[str, Any]] = []
    for index in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(["vision", "guideline", "field", "section", "objective"]))
        fields = [one["element"] for one in texts if one["kind"] == "field" and not one["parent"]]
        if kind == "objective" and not fields:
            kind = "field"
        below = kind == "objective" or (kind == "field" and bool(fields) and draw(st.booleans()))
        english = {"title": draw(TITLES), "summary": draw(WORDS), "body": draw(BODIES)}
        texts.append(
            text(
                str(UUID(int=index + 1)),
                kind,
                draw(TITLES),
                parent=draw(st.sampled_from(fields)) if below and fields else None,
                number=draw(st.sampled_from(["", f"N{index}"])),
                summary=draw(WORDS),
                body=draw(BODIES),
                easy_language=draw(WORDS),
                translations={"en": english} if draw(st.booleans()) else {},
            )
        )
    return texts


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=trees())
def test_whatever_went_in_comes_out_the_same(office, texts: list[dict[str, Any]]) -> None:
    from django.db import transaction

    with transaction.atomic():
        first = take_in(version_data(texts=texts, links=[]), office)
        out = exported(first)
        put_in_force(first)
        second = take_in(out, office, strategy=first.strategy, label="2.0")
        assert exported(second)["wording"] == {**out["wording"], "label": "2.0"}
        plan = plan_of(read(as_bytes(out)), strategy=first.strategy)
        assert (plan.new, plan.changed, plan.missing) == ([], [], [])
        transaction.set_rollback(True)


def test_version_made_here_goes_round(office) -> None:
    version = whole_version()
    put_in_force(version)
    again = take_in(exported(version), office, strategy=version.strategy, label="2.0")
    assert wording_of(again) == {**wording_of(version), "label": "2.0"}
