"""Writing the texts of a version."""

import pytest
from django.core.exceptions import ValidationError

from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from strategy import actions
from strategy.actions import Wording
from strategy.models import Element, ElementText, StrategyVersion
from strategy.queries import Row, flat, outline_of
from tests.factories.strategy import ElementTextFactory, VersionFactory, whole_version

Kind = Element.Kind
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def rows_of(version: StrategyVersion) -> list[Row]:
    """The outline as it is read from top to bottom."""
    return [row for group in outline_of(version) for row in flat(group.rows)]


def test_new_text_makes_a_lasting_element_with_a_readable_slug(office) -> None:
    text = actions.add_text(
        version=VersionFactory(), kind=Kind.FIELD, wording=Wording("Mobilität & Straße"), by=office
    )
    assert text.element.slug == "mobilitaet-strasse"
    assert text.element.name == "Mobilität & Straße"


def test_slug_that_is_taken_gets_a_number(office) -> None:
    version = VersionFactory()
    for _time in range(2):
        text = actions.add_text(
            version=version, kind=Kind.FIELD, wording=Wording("Verkehr"), by=office
        )
    assert text.element.slug == "verkehr-2"


@pytest.mark.parametrize("state", ["consultation", "submitted", "withdrawn"])
def test_texts_of_a_locked_version_cannot_be_touched(office, state) -> None:
    version = whole_version(state=state)
    text = version.texts.first()
    with pytest.raises(WrongState):
        actions.add_text(version=version, kind=Kind.FIELD, wording=Wording("Neu"), by=office)
    with pytest.raises(WrongState):
        actions.save_text(text=text, lock_version=1, wording=Wording("Neu"), by=office)
    with pytest.raises(WrongState):
        actions.move_text(text=text, up=False, by=office)
    with pytest.raises(WrongState):
        actions.remove_text(text=text, by=office)


def test_adopted_text_refuses_save_and_delete() -> None:
    text = whole_version(adopted=True).texts.first()
    with pytest.raises(ValueError, match="never changes"):
        text.save()
    with pytest.raises(ValueError, match="never changes"):
        text.delete()


def test_saving_cleans_what_the_editor_may_have_pasted(office) -> None:
    text = whole_version().texts.first()
    body = '<p onclick="x()">Gut</p><script>x()</script><img src="http://example.org/x.png">'
    english = Wording("Good", body=body)
    actions.save_text(
        text=text, lock_version=1, wording=Wording("Gut", body=body), english=english, by=office
    )
    assert text.body == "<p>Gut</p>"
    assert text.translations.get().body == "<p>Gut</p>"


def test_empty_english_takes_the_translation_away(office) -> None:
    text = whole_version().texts.first()
    actions.save_text(
        text=text, lock_version=1, wording=Wording("Ja"), english=Wording("Yes"), by=office
    )
    actions.save_text(text=text, lock_version=2, wording=Wording("Ja"), by=office)
    assert not text.translations.exists()


def test_second_of_two_editors_is_stopped(office, editor) -> None:
    text = whole_version().texts.first()
    actions.save_text(text=text, lock_version=1, wording=Wording("Von mir"), by=office)
    with pytest.raises(EditConflict):
        actions.save_text(text=text, lock_version=1, wording=Wording("Von ihr"), by=editor)
    assert ElementText.objects.get(pk=text.pk).title == "Von mir"


def test_element_goes_by_its_adopted_name_until_the_next_adoption(office) -> None:
    old = whole_version(adopted=True)
    new = actions.open_revision(strategy=old.strategy, label="2.0", by=office)
    text = new.texts.first()
    before = text.element.name
    actions.save_text(text=text, lock_version=1, wording=Wording("Neuer Name"), by=office)
    assert Element.objects.get(pk=text.element_id).name == before


def test_element_of_a_first_draft_is_renamed_with_its_text(office) -> None:
    text = whole_version().texts.first()
    actions.save_text(text=text, lock_version=1, wording=Wording("Neuer Name"), by=office)
    assert Element.objects.get(pk=text.element_id).name == "Neuer Name"


def test_text_moves_among_its_own_kind_only(office) -> None:
    version = whole_version()
    first = version.texts.get(element__kind=Kind.FIELD)
    second = ElementTextFactory(version=version, kind=Kind.FIELD)
    actions.move_text(text=second, up=True, by=office)
    fields = [row.text for row in rows_of(version) if row.text.element.kind == Kind.FIELD]
    assert fields == [second, first]
    actions.move_text(text=second, up=True, by=office)
    assert rows_of(version)[0].text.element.kind == Kind.VISION


def test_texts_with_the_same_position_can_still_be_sorted(office) -> None:
    version = VersionFactory()
    texts = [ElementTextFactory(version=version, kind=Kind.FIELD, position=3) for _n in range(3)]
    actions.move_text(text=texts[2], up=True, by=office)
    assert [row.text for row in rows_of(version)] == [texts[0], texts[2], texts[1]]


def test_text_with_parts_is_not_removed(office) -> None:
    version = whole_version()
    field = version.texts.get(element__kind=Kind.FIELD)
    with pytest.raises(ValidationError):
        actions.remove_text(text=field, by=office)
    assert version.texts.count() == 4


def test_removed_text_leaves_its_element_to_what_hangs_on_it(office) -> None:
    version = whole_version()
    objective = version.texts.get(element__kind=Kind.OBJECTIVE)
    actions.remove_text(text=objective, by=office)
    assert version.texts.count() == 3
    assert Element.objects.filter(pk=objective.element_id).exists()


def test_public_sees_no_element_of_a_draft(office, participant) -> None:
    draft: StrategyVersion = whole_version()
    assert not Element.objects.visible_to(participant).exists()
    assert Element.objects.visible_to(office).count() == draft.texts.count()


def test_version_that_was_shown_meanwhile_takes_no_more_text(office) -> None:
    """Who opened the form before the office froze the draft holds a version that looks editable."""
    stale = whole_version()
    StrategyVersion.objects.filter(pk=stale.pk).update(state=StrategyVersion.State.CONSULTATION)
    assert stale.is_editable
    with pytest.raises(WrongState):
        actions.add_text(version=stale, kind="guideline", wording=Wording("Zu spät"), by=office)
    with pytest.raises(WrongState):
        actions.move_text(text=stale.texts.first(), up=True, by=office)
