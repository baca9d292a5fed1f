"""Merging and splitting fields of action, and taking up again what was dropped."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from smartregion.core.errors import WrongState
from strategy import actions
from strategy.actions import NewField, Wording
from strategy.models import Element, ElementLink, ElementText, StrategyVersion
from strategy.queries import dropped_since, origins_of
from tests.factories.strategy import (
    ElementFactory,
    ElementTextFactory,
    TranslationFactory,
    VersionFactory,
    whole_version,
)

Kind = Element.Kind
Link = ElementLink.Kind
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def field(version: StrategyVersion, title: str, **values: Any) -> ElementText:
    return ElementTextFactory(version=version, kind=Kind.FIELD, title=title, **values)


def objective(parent: ElementText, title: str, **values: Any) -> ElementText:
    return ElementTextFactory(
        version=parent.version, kind=Kind.OBJECTIVE, parent=parent, title=title, **values
    )


def links(version: StrategyVersion, kind: str) -> list[tuple[str, str]]:
    found = version.links.filter(kind=kind)
    return [(link.source.name, link.target.name) for link in found]


def url_of(name: str, version: StrategyVersion, *args: Any) -> str:
    return reverse(f"strategy:{name}", args=[version.strategy.slug, version.label, *args])


@pytest.fixture
def draft() -> StrategyVersion:
    return VersionFactory()


@pytest.fixture
def revision(office) -> StrategyVersion:
    """A draft that goes on from an adopted version with the fields Verkehr and Energie."""
    old = whole_version()
    old.texts.filter(element__kind=Kind.OBJECTIVE).delete()
    old.texts.filter(element__kind=Kind.FIELD).delete()
    traffic = field(old, "Verkehr", number="HF1")
    objective(traffic, "Bus", number="HF1-Z1")
    old.links.create(
        kind=Link.SUPPORTS,
        source=old.texts.get(title="Bus").element,
        target=old.texts.get(element__kind=Kind.GUIDELINE).element,
    )
    energy = field(old, "Energie", number="HF2", body="<p>Sonne</p>")
    objective(energy, "Wind", number="HF2-Z1")
    StrategyVersion.objects.filter(pk=old.pk).update(
        state="adopted", resolution=whole_version(adopted=True).resolution
    )
    return actions.open_revision(strategy=old.strategy, label="2.0", by=office)


def named(version: StrategyVersion, title: str) -> ElementText:
    return version.texts.select_related("element", "parent").get(title=title)


# -- merging -----------------------------------------------------------------------------------
@pytest.mark.behaviour("S7")
def test_merger_moves_the_parts_and_remembers_where_the_field_went(revision, office) -> None:
    target, source = named(revision, "Verkehr"), named(revision, "Energie")
    actions.merge_fields(target=target, sources=[source], by=office)
    assert not revision.texts.filter(element=source.element).exists()
    assert [part.title for part in target.children.all()] == ["Bus", "Wind"]
    assert links(revision, Link.MERGED_INTO) == [("Energie", "Verkehr")]
    assert origins_of(revision).merged == {target.element_id: [source.element]}


def test_merger_loses_no_sentence(draft, office) -> None:
    target = field(draft, "Verkehr", body="<p>Bus</p>", easy_language="Der Bus kommt.")
    source = field(draft, "Energie & Netz", summary="Sonne < Wind")
    source.body, source.easy_language = "<h2>Lage</h2><p>Strom</p>", "Strom ist da."
    source.save()
    actions.merge_fields(target=target, sources=[source], by=office)
    target.refresh_from_db()
    assert target.body == (
        "<p>Bus</p><h2>Energie &amp; Netz</h2><p>Sonne &lt; Wind</p><h3>Lage</h3><p>Strom</p>"
    )
    assert target.easy_language == "Der Bus kommt.\n\nEnergie & Netz\nStrom ist da."


def test_merger_appends_the_english_texts_too(draft, office) -> None:
    target, source = field(draft, "Verkehr"), field(draft, "Energie")
    TranslationFactory(text=target, title="Transport", summary="", body="<p>Bus</p>")
    TranslationFactory(text=source, title="Energy", summary="Sun", body="<p>Wind</p>")
    actions.merge_fields(target=target, sources=[source], by=office)
    english = target.translations.get()
    assert english.title == "Transport"
    assert english.body == "<p>Bus</p><h2>Energy</h2><p>Sun</p><p>Wind</p>"


def test_merger_frees_the_number(draft, office) -> None:
    target, source = field(draft, "Verkehr", number="HF1"), field(draft, "Energie", number="HF2")
    actions.merge_fields(target=target, sources=[source], by=office)
    new = actions.add_text(
        version=draft, kind=Kind.FIELD, number="HF2", wording=Wording("Neu"), by=office
    )
    assert new.number == "HF2"


def test_field_and_its_sub_field_go_together(draft, office) -> None:
    target, top = field(draft, "Ziel"), field(draft, "Oben")
    sub = field(draft, "Unten", parent=top)
    objective(sub, "Tief")
    objective(top, "Hoch")
    actions.merge_fields(target=target, sources=[top, sub], by=office)
    assert [part.title for part in target.children.all()] == ["Hoch", "Tief"]
    assert len(links(draft, Link.MERGED_INTO)) == 2


def test_sub_fields_move_with_their_objectives(draft, office) -> None:
    target, top = field(draft, "Ziel"), field(draft, "Oben")
    sub = field(draft, "Unten", parent=top)
    deep = objective(sub, "Tief")
    actions.merge_fields(target=target, sources=[top], by=office)
    sub.refresh_from_db()
    deep.refresh_from_db()
    assert sub.parent == target
    assert deep.parent == sub


def test_impossible_mergers_are_refused(draft, office) -> None:
    target, top = field(draft, "Ziel"), field(draft, "Oben")
    sub, deep = field(draft, "Unten", parent=top), field(draft, "Anderes Unterfeld", parent=target)
    foreign = ElementTextFactory(kind=Kind.FIELD)
    goal = objective(target, "Kein Feld")
    refused = [(target, []), (target, [target]), (sub, [top]), (deep, [top])]
    for into, going in [*refused, (target, [foreign]), (target, [goal]), (goal, [target])]:
        with pytest.raises(ValidationError):
            actions.merge_fields(target=into, sources=going, by=office)
    assert draft.texts.count() == 5
    assert not draft.links.exists()


@pytest.mark.parametrize("state", ["consultation", "submitted"])
def test_nothing_is_merged_or_split_in_a_locked_version(office, state) -> None:
    version = VersionFactory(state=state)
    target, source = field(version, "Verkehr"), field(version, "Energie")
    with pytest.raises(WrongState):
        actions.merge_fields(target=target, sources=[source], by=office)
    with pytest.raises(WrongState):
        actions.split_field(text=target, new=NewField(Wording("Neu")), by=office)


def test_second_of_two_mergers_of_the_same_field_is_refused(draft, office) -> None:
    first, second, going = (field(draft, title) for title in ("Eins", "Zwei", "Drei"))
    late = ElementText.objects.get(pk=going.pk)
    actions.merge_fields(target=first, sources=[going], by=office)
    with pytest.raises(WrongState):
        actions.merge_fields(target=second, sources=[late], by=office)
    assert links(draft, Link.MERGED_INTO) == [("Drei", "Eins")]


def test_editor_who_has_the_target_open_is_told(client_as, office, editor, draft) -> None:
    target, source = field(draft, "Verkehr"), field(draft, "Energie")
    before = target.lock_version
    actions.merge_fields(target=target, sources=[source], by=office)
    data = {"title": "Meins", "lock_version": before}
    response = client_as(editor).post(url_of("text_edit", draft, target.element_id), data)
    assert response.status_code == 409


def test_office_reads_what_a_merger_does_before_it_happens(client_as, office, revision) -> None:
    target, source = named(revision, "Verkehr"), named(revision, "Energie")
    client = client_as(office)
    chosen = {"target": target.pk, "sources": [source.pk]}
    page = client.get(url_of("merge", revision), chosen).content.decode()
    assert "1 Unterpunkt zieht um" in page
    assert "Wind" in page
    assert "Diese Nummern werden frei: HF2" in page
    assert "wieder aufnehmen" in page
    assert revision.texts.filter(pk=source.pk).exists()
    response = client.post(url_of("merge", revision), chosen)
    assert response["Location"] == url_of("text_edit", revision, target.element_id)
    assert "zusammengeführt aus" in client.get(url_of("version_edit", revision)).content.decode()


def test_merger_says_at_its_field_what_is_wrong(client_as, office, draft) -> None:
    target = field(draft, "Verkehr")
    client = client_as(office)
    url = url_of("merge", draft)
    assert "sources" in client.get(url, {"target": target.pk}).context["form"].errors
    itself = {"target": target.pk, "sources": [target.pk]}
    assert "sources" in client.get(url, itself).context["form"].errors
    assert "sources" in client.post(url, itself).context["form"].errors


def test_merger_asks_for_the_english_title_it_needs(client_as, office, draft) -> None:
    target, source = field(draft, "Verkehr"), field(draft, "Energie")
    TranslationFactory(text=source, title="Energy")
    client = client_as(office)
    chosen = {"target": target.pk, "sources": [source.pk]}
    assert list(client.post(url_of("merge", draft), chosen).context["form"].errors) == ["title_en"]
    client.post(url_of("merge", draft), {**chosen, "title_en": "Transport"})
    assert target.translations.get().title == "Transport"
    assert "<h2>Energy</h2>" in target.translations.get().body


# -- splitting ---------------------------------------------------------------------------------
@pytest.mark.behaviour("S7")
def test_split_field_stands_behind_with_what_it_takes_along(draft, office) -> None:
    old, other = field(draft, "Verkehr"), field(draft, "Energie")
    stays, goes = objective(old, "Bus"), objective(old, "Rad")
    new = NewField(Wording("Radverkehr"), number="HF9", parts=[goes])
    made = actions.split_field(text=old, new=new, by=office)
    fields = draft.texts.filter(element__kind=Kind.FIELD)
    assert list(fields) == [old, made, other]
    assert list(old.children.all()) == [stays]
    assert list(made.children.all()) == [goes]
    assert links(draft, Link.SPLIT_FROM) == [("Radverkehr", "Verkehr")]


def test_split_takes_nothing_from_elsewhere(draft, office) -> None:
    old, other = field(draft, "Verkehr"), field(draft, "Energie")
    foreign = objective(other, "Wind")
    with pytest.raises(ValidationError):
        actions.split_field(text=old, new=NewField(Wording("Neu"), parts=[foreign]), by=office)
    with pytest.raises(ValidationError):
        actions.split_field(text=foreign, new=NewField(Wording("Neu")), by=office)


def test_field_that_was_split_off_by_mistake_goes_back(draft, office) -> None:
    old = field(draft, "Verkehr")
    made = actions.split_field(text=old, new=NewField(Wording("Rad")), by=office)
    actions.merge_fields(target=old, sources=[made], by=office)
    assert links(draft, Link.SPLIT_FROM) == []


def test_office_splits_a_field_by_form(client_as, office, draft) -> None:
    old = field(draft, "Verkehr", number="HF1")
    goes = objective(old, "Rad")
    client = client_as(office)
    url = url_of("split", draft, old.element_id)
    form = client.get(url).context["form"]
    assert form["number"].value() == "HF2"
    sent = {"title": "Radverkehr", "number": "HF1", "parts": [goes.pk], "copies_body": "on"}
    assert list(client.post(url, sent).context["form"].errors) == ["number"]
    response = client.post(url, {**sent, "number": "HF2"})
    made = named(draft, "Radverkehr")
    assert response["Location"].endswith(f"#row-{made.element_id}")
    assert made.body == old.body
    assert "hervorgegangen aus" in client.get(url_of("version_edit", draft)).content.decode()
    again = client.post(url, {"title": "Fußverkehr", "again": "1"})
    assert again["Location"] == url
    assert client.get(url_of("split", draft, goes.element_id)).status_code == 404


# -- taking up again ---------------------------------------------------------------------------
def test_merged_field_is_taken_up_again_as_it_was(client_as, office, revision) -> None:
    target, source = named(revision, "Verkehr"), named(revision, "Energie")
    key = source.element_id
    actions.merge_fields(target=target, sources=[source], by=office)
    [dropped] = dropped_since(revision)
    assert (dropped.text.title, dropped.merged_into) == ("Energie", target.element)
    client = client_as(office)
    page = client.get(url_of("version_edit", revision)).content.decode()
    assert "Weggefallen gegenüber Fassung" in page
    client.post(url_of("restore", revision, key))
    back = named(revision, "Energie")
    assert (back.element_id, back.number, back.body) == (key, "HF2", "<p>Sonne</p>")
    assert [part.title for part in back.children.all()] == ["Wind"]
    assert [part.title for part in target.children.all()] == ["Bus"]
    assert links(revision, Link.MERGED_INTO) == []
    assert dropped_since(revision) == []


def test_what_is_taken_up_again_stands_where_it_stood(office, revision) -> None:
    first = named(revision, "Verkehr")
    first.children.all().delete()
    actions.remove_text(text=first, by=office)
    dropped = dropped_since(revision)[0].text
    actions.restore_text(version=revision, dropped=dropped, by=office)
    fields = revision.texts.filter(element__kind=Kind.FIELD)
    assert [text.title for text in fields] == ["Verkehr", "Energie"]


def test_number_that_is_taken_meanwhile_is_not_claimed_back(office, revision) -> None:
    goal = named(revision, "Bus")
    actions.remove_text(text=goal, by=office)
    objective(named(revision, "Verkehr"), "Rad", number="HF1-Z1")
    back = actions.restore_text(
        version=revision, dropped=dropped_since(revision)[0].text, by=office
    )
    assert back.number == ""


def test_a_second_click_takes_nothing_up_twice(client_as, office, revision) -> None:
    energy = named(revision, "Energie")
    actions.merge_fields(target=named(revision, "Verkehr"), sources=[energy], by=office)
    url = url_of("restore", revision, energy.element_id)
    answers = [client_as(office).post(url).status_code for _click in range(2)]
    assert answers == [302, 409]
    assert revision.texts.filter(element=energy.element_id).count() == 1


def test_objective_waits_for_its_field(client_as, office, revision) -> None:
    goal = named(revision, "Bus")
    actions.remove_text(text=goal, by=office)
    actions.remove_text(text=named(revision, "Verkehr"), by=office)
    url = url_of("restore", revision, goal.element_id)
    page = client_as(office).post(url, follow=True).content.decode()
    assert "Nehmen Sie zuerst „Verkehr“ wieder auf" in page


def test_objective_of_a_merged_field_returns_below_its_successor(office, revision) -> None:
    goal = named(revision, "Wind")
    actions.remove_text(text=goal, by=office)
    target = named(revision, "Verkehr")
    actions.merge_fields(target=target, sources=[named(revision, "Energie")], by=office)
    gone = next(each.text for each in dropped_since(revision) if each.text.title == "Wind")
    assert actions.restore_text(version=revision, dropped=gone, by=office).parent == target


def test_support_of_guidelines_returns_too(office, revision) -> None:
    goal = named(revision, "Bus")
    guideline = revision.texts.get(element__kind=Kind.GUIDELINE).element
    actions.remove_text(text=goal, by=office)
    assert not revision.links.exists()
    actions.restore_text(version=revision, dropped=dropped_since(revision)[0].text, by=office)
    assert revision.links.get(kind=Link.SUPPORTS).target == guideline


def test_first_version_has_dropped_nothing(draft) -> None:
    ElementFactory(strategy=draft.strategy)
    assert dropped_since(draft) == []
