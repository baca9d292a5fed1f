"""Two versions side by side: what became of every element."""

from typing import Any

import pytest
from django.urls import reverse

from strategy import slots
from strategy.actions import open_revision
from strategy.models import Element, ElementText, StrategyVersion
from strategy.queries.synopsis import EVERYTHING, Change, Entry, page, synopsis_of
from strategy.queries.synopsis.order import longest_rise
from tests.factories.strategy import (
    ElementTextFactory,
    LinkFactory,
    TranslationFactory,
    VersionFactory,
    put_in_force,
    whole_version,
)
from tests.pages import page_of, queries_of

Kind = Element.Kind
pytestmark = pytest.mark.django_db
Pair = tuple[StrategyVersion, StrategyVersion]


@pytest.fixture
def pair(office) -> Pair:
    """A version in force with three fields, and the draft of the next one."""
    old = whole_version(label="1.0")
    for number in (2, 3):
        ElementTextFactory(version=old, number=f"HF{number}", title=f"Feld {number}")
    put_in_force(old)
    return old, open_revision(strategy=old.strategy, label="1.1", by=office)


def text(version: StrategyVersion, kind: str = Kind.FIELD, **lookup: Any) -> ElementText:
    return version.texts.filter(element__kind=kind, **lookup)[0]


def rewrite(text: ElementText, **words: Any) -> None:
    """What an action would do, without its rules."""
    for name, value in words.items():
        setattr(text, name, value)
    text.save()


def shown(pair: Pair, **wanted: Any) -> dict[str, Entry]:
    return {entry.heading: entry for entry in synopsis_of(*pair, **wanted).entries}


def only(pair: Pair, **wanted: Any) -> Entry:
    (entry,) = synopsis_of(*pair, **wanted).entries
    return entry


def sentences(entry: Entry) -> list[str]:
    return [sentence for line in entry.lines for sentence in line.what]


# -- what happened -----------------------------------------------------------------------------
@pytest.mark.behaviour("S8")
def test_identical_versions_have_no_changes(pair, client):
    old, new = pair
    found = synopsis_of(old, new)
    assert found.is_identical
    assert found.entries == []
    new.state = StrategyVersion.State.CONSULTATION
    new.save()
    assert "Keine Änderungen" in page_of(client, address(old, new))


@pytest.mark.behaviour("S8")
def test_changed_words_are_marked_on_both_sides(pair):
    rewrite(text(pair[1], title="Feld 2"), body="<p>Was der Landkreis will.</p>")
    entry = only(pair)
    assert entry.changes == (Change.CHANGED,)
    (line,) = entry.lines
    assert line.old == '<p>Was der Landkreis <del data-edge="both">vorhat</del>.</p>'
    assert line.new == '<p>Was der Landkreis <ins data-edge="both">will</ins>.</p>'
    assert line.what == ["Text geändert", "1 Wort gestrichen", "1 Wort eingefügt"]


@pytest.mark.parametrize(
    ("name", "part"),
    [("summary", "Kurzfassung geändert"), ("easy_language", "Leichte Sprache ergänzt")],
)
def test_every_part_of_the_wording_is_compared(pair, name, part):
    rewrite(text(pair[1], title="Feld 2"), **{name: "Jetzt <anders>."})
    entry = only(pair)
    assert sentences(entry)[0] == part
    assert "&lt;" in entry.lines[0].new


def test_title_and_number_are_compared_in_one_line(pair):
    rewrite(text(pair[1], title="Feld 2"), title="Feld Zwei", number="HF7")
    entry = only(pair)
    assert entry.changes == (Change.CHANGED, Change.RENUMBERED)
    assert sentences(entry) == ["Nummer: bisher HF2, jetzt HF7", "Titel geändert"]


def test_line_ends_of_the_markup_are_no_change(pair):
    field = text(pair[1], title="Feld 2")
    rewrite(field, body="\n<p>Was der Landkreis\nvorhat.</p>\n")
    assert synopsis_of(*pair).is_identical


def test_other_shape_of_the_same_words_is_told(office):
    row = "<table><tbody><tr><td{}>eins</td></tr></tbody></table>"
    old = VersionFactory(label="1.0")
    ElementTextFactory(version=old, body=row.format(""))
    new = open_revision(strategy=put_in_force(old).strategy, label="1.1", by=office)
    rewrite(text(new), body=row.format(' colspan="2"'))
    assert sentences(only((old, new))) == ["Text geändert", "Nur die Gestaltung ist anders."]


@pytest.mark.behaviour("S8")
def test_added_and_removed_elements_stand_where_they_belong(pair):
    new = pair[1]
    text(new, title="Feld 2").delete()
    ElementTextFactory(version=new, kind=Kind.OBJECTIVE, parent=text(new), title="Neues Ziel")
    entries = shown(pair, change=EVERYTHING)
    headings = list(entries)
    assert headings.index("HF2 Feld 2") == headings.index("HF3 Feld 3") - 1
    assert entries["HF2 Feld 2"].changes == (Change.REMOVED,)
    assert entries["HF2 Feld 2"].lines[0].new == ""
    assert entries["Neues Ziel"].changes == (Change.ADDED,)
    assert entries["Neues Ziel"].level == 1
    assert sentences(entries["Neues Ziel"]) == [f"Neu aufgenommen unter „{text(new)}“"]


@pytest.mark.behaviour("S8")
def test_only_the_element_that_left_its_place_is_moved(pair):
    new = pair[1]
    order = list(new.texts.filter(element__kind=Kind.FIELD))
    places = [each.position for each in order]
    for each, position in zip([*order[1:], order[0]], places, strict=True):
        rewrite(each, position=position)
    entry = only(pair)
    assert entry.element == order[0].element
    assert entry.changes == (Change.MOVED,)
    assert sentences(entry) == ["Steht an anderer Stelle in der Reihenfolge"]


def test_element_below_another_one_is_moved(pair):
    new = pair[1]
    rewrite(text(new, Kind.OBJECTIVE), parent=text(new, title="Feld 3"))
    entry = only(pair)
    assert entry.changes == (Change.MOVED,)
    assert "jetzt „HF3 Feld 3“" in sentences(entry)[0]


def test_section_that_comes_before_the_vision_is_moved(office):
    old = whole_version(label="1.0")
    ElementTextFactory(version=old, kind=Kind.SECTION, title="Ausblick")
    put_in_force(old)
    new = open_revision(strategy=old.strategy, label="1.1", by=office)
    section, vision = text(new, Kind.SECTION), text(new, Kind.VISION)
    rewrite(section, position=vision.position)
    rewrite(vision, position=vision.position + 1)
    assert [entry.changes for entry in synopsis_of(old, new).entries] == [(Change.MOVED,)]


@pytest.mark.behaviour("S7")
def test_merged_fields_name_where_they_come_from_and_went(pair):
    new = pair[1]
    gone, target = text(new, title="Feld 2"), text(new, title="Feld 3")
    LinkFactory(version=new, source=gone.element, target=target.element)
    gone.delete()
    entries = shown(pair)
    assert entries["HF2 Feld 2"].changes == entries["HF3 Feld 3"].changes == (Change.MERGED,)
    assert sentences(entries["HF2 Feld 2"]) == ["Zusammengeführt in „HF3 Feld 3“"]
    assert sentences(entries["HF3 Feld 3"]) == ["Zusammengeführt aus „HF2 Feld 2“ und „HF3 Feld 3“"]


@pytest.mark.behaviour("S7")
def test_lineage_leads_through_versions_in_between(pair, office):
    old, middle = pair
    gone, target = text(middle, title="Feld 2"), text(middle, title="Feld 3")
    LinkFactory(version=middle, source=gone.element, target=target.element)
    gone.delete()
    StrategyVersion.objects.filter(pk=old.pk).update(state="superseded")
    put_in_force(middle)
    new = open_revision(strategy=old.strategy, label="1.2", by=office)
    last = text(new)
    LinkFactory(version=new, source=target.element, target=last.element)
    new.texts.get(element=target.element).delete()
    entries = shown((old, new))
    assert sentences(entries["HF2 Feld 2"]) == [f"Zusammengeführt in „{last}“"]


def test_field_that_came_out_of_another_names_it(pair):
    new = pair[1]
    made = ElementTextFactory(version=new, title="Feld 4")
    source = text(new, title="Feld 3")
    LinkFactory(version=new, kind="split_from", source=made.element, target=source.element)
    entries = shown(pair)
    assert sentences(entries["Feld 4"]) == ["Hervorgegangen aus „HF3 Feld 3“"]
    assert sentences(entries["HF3 Feld 3"]) == ["Daraus hervorgegangen: „Feld 4“"]
    assert entries["Feld 4"].changes == entries["HF3 Feld 3"].changes == (Change.SPLIT,)


def test_lineage_of_a_withdrawn_version_is_not_told(pair, office):
    old, withdrawn = pair
    gone, target = text(withdrawn, title="Feld 2"), text(withdrawn, title="Feld 3")
    LinkFactory(version=withdrawn, source=gone.element, target=target.element)
    withdrawn.state = StrategyVersion.State.WITHDRAWN
    withdrawn.save()
    new = open_revision(strategy=old.strategy, label="1.2", by=office)
    text(new, title="Feld 2").delete()
    assert only((old, new)).changes == (Change.REMOVED,)


def test_guidelines_an_objective_supports_now_are_told(pair):
    new = pair[1]
    objective, guideline = text(new, Kind.OBJECTIVE), text(new, Kind.GUIDELINE)
    LinkFactory(version=new, kind="supports", source=objective.element, target=guideline.element)
    entry = only(pair)
    assert entry.changes == (Change.RELATED,)
    assert sentences(entry) == [f"Unterstützt jetzt auch „{guideline}“"]


def test_changed_translation_is_listed(pair):
    TranslationFactory(text=text(pair[1], title="Feld 2"))
    entry = only(pair)
    assert entry.changes == (Change.TRANSLATED,)
    assert sentences(entry) == ["Übersetzung geändert (Englisch): Titel, Kurzfassung, Text"]


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [([], set()), ([3, 1, 2], {1, 2}), ([2, 3, 4, 1], {2, 3, 4}), ([1, 5, 2, 3, 4], {1, 2, 3, 4})],
)
def test_longest_rise_keeps_as_many_as_it_can(numbers, kept):
    assert longest_rise(numbers) == kept


# -- choosing ----------------------------------------------------------------------------------
def test_tallies_count_the_whole_whatever_is_shown(pair):
    rewrite(text(pair[1], title="Feld 2"), title="Feld Zwei", number="HF7")
    found = synopsis_of(*pair, change="removed")
    assert found.entries == []
    assert {tally.change.value: tally.count for tally in found.tallies} == {
        "changed": 1, "renumbered": 1, "unchanged": 5,
    }  # fmt: skip


def test_one_field_can_be_shown_with_its_parts(pair):
    new = pair[1]
    rewrite(text(new), title="Umbenannt")
    rewrite(text(new, Kind.OBJECTIVE), title="Auch umbenannt")
    rewrite(text(new, title="Feld 2"), title="Ein anderes")
    part = text(new).element.anchor
    assert list(shown(pair, part=part)) == ["Umbenannt", "Auch umbenannt"]
    assert dict(synopsis_of(*pair).parts)[part] == "Umbenannt"


def test_much_text_at_once_is_compared_by_paragraphs(pair, monkeypatch):
    monkeypatch.setattr(page, "MOST_LETTERS", 10)
    rewrite(text(pair[1], title="Feld 2"), body="<p>Was der Landkreis will.</p>")
    entry = only(pair)
    assert "<del" in entry.lines[0].old
    assert "Was der Landkreis vorhat" in entry.lines[0].old.replace("<del", "")
    assert any("absatzweise" in sentence for sentence in sentences(entry))


# -- the page ----------------------------------------------------------------------------------
def address(old: StrategyVersion, new: StrategyVersion) -> str:
    return reverse("strategy:synopsis", args=[new.strategy.slug, old.label, new.label])


@pytest.fixture
def public_pair(pair) -> Pair:
    rewrite(text(pair[1], title="Feld 2"), body="<p>Mehr <b>Bus</b> &amp; Bahn.</p>")
    StrategyVersion.objects.filter(pk=pair[1].pk).update(state="consultation")
    pair[1].refresh_from_db()
    return pair


@pytest.mark.behaviour("S8")
def test_page_shows_both_wordings_and_says_what_happened(public_pair, client):
    source = page_of(client, address(*public_pair))
    assert "Alt: Fassung 1.0" in source
    assert "Neu: Fassung 1.1" in source
    assert "<ins><span" in source
    assert "[eingefügt: " in source
    assert "Text geändert" in source


def test_draft_does_not_exist_for_strangers(pair, client, client_as, office):
    assert client.get(address(*pair)).status_code == 404
    assert client_as(office).get(address(*pair)).status_code == 200


def test_older_version_always_stands_on_the_left(public_pair, client):
    old, new = public_pair
    answer = client.get(address(new, old), {"change": "moved"})
    assert answer.status_code == 302
    assert answer.url == f"{address(old, new)}?change=moved"


def test_unknown_version_or_strategy_is_not_found(public_pair, client):
    slug = public_pair[0].strategy.slug
    assert client.get(reverse("strategy:synopsis", args=[slug, "1.0", "9.9"])).status_code == 404
    assert client.get(reverse("strategy:synopsis_choose", args=["nirgends"])).status_code == 404


def test_filter_that_makes_no_sense_shows_all_changes(public_pair, client):
    source = page_of(client, f"{address(*public_pair)}?change=unsinn")
    assert "Text geändert" in source


def test_filter_without_hits_leads_back_to_all_changes(public_pair, client):
    source = page_of(client, f"{address(*public_pair)}?change=removed")
    assert "Nichts gefunden" in source
    assert "Alle Änderungen zeigen" in source


def test_chooser_proposes_the_newest_version_beside_its_base(public_pair, client):
    old, new = public_pair
    choose = reverse("strategy:synopsis_choose", args=[old.strategy.slug])
    assert '<option value="1.1" selected>' in page_of(client, choose)
    answer = client.get(choose, {"old": "1.1", "new": "1.0"})
    assert (answer.status_code, answer.url) == (302, address(old, new))
    assert "keine gültige Auswahl" in page_of(client, f"{choose}?old=1.0&new=9.9")


def test_chooser_says_that_there_is_only_one_version(client):
    version = put_in_force(whole_version())
    source = page_of(client, reverse("strategy:synopsis_choose", args=[version.strategy.slug]))
    assert "Noch gibt es nur eine Fassung" in source


def test_what_people_said_about_an_element_is_linked(public_pair, client, monkeypatch):
    def said(elements, _user):
        return {key: [slots.Related("3 Beiträge dazu", 3, "/beitraege/")] for key in elements}

    monkeypatch.setattr(slots.related, "_sources", [said])
    assert '<a href="/beitraege/">3 Beiträge dazu</a>' in page_of(client, address(*public_pair))


def test_staff_reach_the_synopsis_from_the_version(pair, client_as, office):
    new = pair[1]
    edit = reverse("strategy:version_edit", args=[new.strategy.slug, new.label])
    assert f'href="{address(*pair)}"' in page_of(client_as(office), edit)


def test_readers_reach_the_synopsis_from_both_versions(public_pair, client):
    for version in public_pair:
        assert f'href="{address(*public_pair)}"' in page_of(client, version.get_absolute_url())


def test_page_asks_the_database_the_same_for_one_element_and_many(client, office):
    costs = []
    for fields in (1, 3):
        old = VersionFactory(label="1.0")
        for number in range(fields):
            ElementTextFactory(version=old, title=f"Feld {number}")
        put_in_force(old)
        new = open_revision(strategy=old.strategy, label="1.1", by=office)
        for each in new.texts.all():
            rewrite(each, body="<p>Anders.</p>")
            TranslationFactory(text=each)
        StrategyVersion.objects.filter(pk=new.pk).update(state="consultation")
        costs.append(queries_of(lambda pair=(old, new): page_of(client, address(*pair))))
    assert costs[0] == costs[1]


def test_four_queries_compare_two_versions(pair):
    assert queries_of(lambda: synopsis_of(*pair)) == 4
