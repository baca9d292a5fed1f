"""The pages of the people who write the strategy."""

from typing import Any

import pytest
from django.urls import reverse

from smartregion.core.models import AuditEntry
from strategy.models import Element, ElementText, ProcessPhase, Strategy, StrategyVersion
from tests.factories.strategy import ElementTextFactory, PhaseFactory, whole_version

Kind = Element.Kind
State = StrategyVersion.State
pytestmark = pytest.mark.django_db


def url_of(name: str, version: StrategyVersion, *args: Any) -> str:
    return reverse(f"strategy:{name}", args=[version.strategy.slug, version.label, *args])


def typed(text: ElementText, **changes: Any) -> dict[str, Any]:
    """What the form of this text sends when nothing else is changed."""
    sent = {
        "number": text.number,
        "title": text.title,
        "summary": text.summary,
        "body": text.body,
        "parent": text.parent_id or "",
        "lock_version": text.lock_version,
    }
    return {**sent, **changes}


# -- texts ---------------------------------------------------------------------------------
def test_office_writes_a_text_in_two_languages(client_as, office) -> None:
    text = whole_version().texts.first()
    url = url_of("text_edit", text.version, text.element_id)
    sent = typed(text, title="Für alle", title_en="For all", body_en="<p>Yes</p>")
    response = client_as(office).post(url, sent)
    assert response["Location"] == f"{url_of('version_edit', text.version)}#row-{text.element_id}"
    text.refresh_from_db()
    assert text.title == "Für alle"
    assert text.translations.get(language="en").title == "For all"


def test_new_objective_belongs_to_a_field(client_as, editor) -> None:
    version = whole_version()
    field = version.texts.get(element__kind=Kind.FIELD)
    url = url_of("text_create", version, "objective")
    client_as(editor).post(url, {"title": "Bus in jedes Dorf", "parent": field.pk, "number": "Z1"})
    assert version.texts.get(title="Bus in jedes Dorf").parent == field


@pytest.mark.behaviour("S9")
@pytest.mark.parametrize(
    ("kind", "sent", "field"),
    [
        ("field", {"number": "7"}, "number"),
        ("objective", {"parent": ""}, "parent"),
        ("objective", {"parent": "foreign"}, "parent"),
        ("field", {"parent": "sub"}, "parent"),
        ("field", {"summary": "x" * 301}, "summary"),
        ("field", {"title": ""}, "title"),
        ("field", {"summary_en": "Only English"}, "title_en"),
    ],
    ids=[
        "number taken",
        "objective without field",
        "parent of another version",
        "third level",
        "301 characters",
        "no title",
        "English without a title",
    ],
)
def test_text_with_a_fault_is_refused_at_its_field(client_as, office, kind, sent, field) -> None:
    version = whole_version()
    top = version.texts.get(element__kind=Kind.FIELD)
    ElementText.objects.filter(pk=top.pk).update(number="7")
    parents = {
        "sub": ElementTextFactory(version=version, parent=top).pk,
        "foreign": ElementTextFactory().pk,
    }
    before = ElementText.objects.count()
    data = {"title": "Neu", **sent}
    data["parent"] = parents.get(data.get("parent", ""), data.get("parent", ""))
    response = client_as(office).post(url_of("text_create", version, kind), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert ElementText.objects.count() == before
    page = response.content.decode()
    assert f'href="#id_{field}"' in page
    assert "<title>Fehler: " in page


def test_field_with_sub_fields_cannot_become_a_sub_field(client_as, office) -> None:
    version = whole_version()
    top = version.texts.get(element__kind=Kind.FIELD)
    other = ElementTextFactory(version=version, kind=Kind.FIELD)
    ElementTextFactory(version=version, kind=Kind.FIELD, parent=top)
    url = url_of("text_edit", version, top.element_id)
    response = client_as(office).post(url, typed(top, parent=other.pk))
    assert list(response.context["form"].errors) == ["parent"]


@pytest.mark.behaviour("S12")
def test_second_editor_gets_both_texts_and_decides(client_as, office, editor) -> None:
    text = whole_version().texts.first()
    url = url_of("text_edit", text.version, text.element_id)
    client_as(office).post(url, typed(text, title="Von der Stabsstelle", body="<p>A</p>"))
    client = client_as(editor)
    mine = typed(text, title="Von der Redaktion", body="<p>B</p>")
    response = client.post(url, mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Von der Stabsstelle" in page
    assert "<p>A</p>" in page
    assert "Von der Redaktion" in page
    assert ElementText.objects.get(pk=text.pk).title == "Von der Stabsstelle"
    mine["lock_version"] = response.context["form"]["lock_version"].value()
    assert client.post(url, mine).status_code == 302
    assert ElementText.objects.get(pk=text.pk).title == "Von der Redaktion"


@pytest.mark.behaviour("S12")
def test_conflict_shows_easy_language_guidelines_and_english_too(client_as, office, editor) -> None:
    version = whole_version()
    text = version.texts.get(element__kind=Kind.OBJECTIVE)
    guideline = version.texts.get(element__kind=Kind.GUIDELINE)
    url = url_of("text_edit", version, text.element_id)
    theirs = {"easy_language": "Der Bus kommt.", "supports": [guideline.pk]}
    client_as(office).post(
        url, typed(text, **theirs, title_en="Bus for all", body_en="<p>By 2030</p>")
    )
    response = client_as(editor).post(url, typed(text, easy_language="Das Rad kommt."))
    page = response.content.decode()
    assert response.status_code == 409
    for sentence in ("Der Bus kommt.", guideline.title, "Bus for all", "By 2030", "Das Rad kommt."):
        assert sentence in page
    assert "Text in Leichter Sprache" in response.context["differing"]
    assert "Unterstützt die Leitlinien" in response.context["differing"]
    text.refresh_from_db()
    assert text.easy_language == "Der Bus kommt."


def test_objective_names_the_guidelines_it_supports(client_as, office) -> None:
    version = whole_version()
    text = version.texts.get(element__kind=Kind.OBJECTIVE)
    guideline = version.texts.get(element__kind=Kind.GUIDELINE)
    url = url_of("text_edit", version, text.element_id)
    client = client_as(office)
    client.post(url, typed(text, supports=[guideline.pk]))
    link = version.links.get(kind="supports")
    assert (link.source, link.target) == (text.element, guideline.element)
    form = client.get(url).context["form"]
    assert list(form["supports"].value()) == [guideline.pk]
    text.refresh_from_db()
    client.post(url, typed(text))
    assert not version.links.exists()


@pytest.mark.behaviour("S9")
@pytest.mark.parametrize("field", ["easy_language", "supports"])
def test_new_fields_refuse_what_does_not_fit(client_as, office, field) -> None:
    version = whole_version()
    text = version.texts.get(element__kind=Kind.OBJECTIVE)
    foreign = ElementTextFactory(kind=Kind.GUIDELINE)
    sent = {"easy_language": "x" * 1501} if field == "easy_language" else {"supports": [foreign.pk]}
    url = url_of("text_edit", version, text.element_id)
    response = client_as(office).post(url, typed(text, title="Anders", **sent))
    assert list(response.context["form"].errors) == [field]
    text.refresh_from_db()
    assert text.title != "Anders"
    assert not version.links.exists()


@pytest.mark.parametrize("name", ["text_edit", "text_delete"])
def test_text_of_a_locked_version_answers_409(client_as, office, name) -> None:
    text = whole_version(adopted=True).texts.first()
    response = client_as(office).get(url_of(name, text.version, text.element_id))
    assert response.status_code == 409
    assert "können nicht geändert werden" in response.content.decode()


def test_text_is_deleted_after_a_second_look(client_as, office) -> None:
    version = whole_version()
    objective = version.texts.get(element__kind=Kind.OBJECTIVE)
    url = url_of("text_delete", version, objective.element_id)
    client = client_as(office)
    assert objective.title in client.get(url).content.decode()
    client.post(url)
    assert version.texts.count() == 3


def test_text_with_parts_stays_and_says_why(client_as, office) -> None:
    version = whole_version()
    field = version.texts.get(element__kind=Kind.FIELD)
    response = client_as(office).post(url_of("text_delete", version, field.element_id), follow=True)
    assert "noch 1 weitere" in response.content.decode()
    assert version.texts.count() == 4


def test_text_moves_by_plain_post(client_as, office) -> None:
    version = whole_version()
    second = ElementTextFactory(version=version, kind=Kind.FIELD)
    url = url_of("text_move", version, second.element_id)
    assert client_as(office).get(url).status_code == 405
    client_as(office).post(url, {"direction": "up"})
    fields = version.texts.filter(element__kind=Kind.FIELD)
    assert fields.first() == second


@pytest.mark.parametrize("many", [1, 3, 30])
def test_list_of_texts_asks_as_often_for_many_as_for_one(
    client_as, office, django_assert_num_queries, many
) -> None:
    version = whole_version()
    for _time in range(many):
        field = ElementTextFactory(version=version, kind=Kind.FIELD)
        ElementTextFactory(version=version, kind=Kind.OBJECTIVE, parent=field)
    client = client_as(office)
    with django_assert_num_queries(9):
        client.get(url_of("version_edit", version))


# -- versions --------------------------------------------------------------------------------
def test_office_starts_a_strategy_from_nothing(client_as, office) -> None:
    data = {"title": "Plan", "period_start": 2026, "period_end": 2030, "with_guidelines": "on"}
    response = client_as(office).post(reverse("strategy:strategy_create"), data)
    version = StrategyVersion.objects.get()
    assert response["Location"] == url_of("version_edit", version)
    assert version.texts.count() == 8


def test_strategy_that_ends_before_it_begins_is_refused(client_as, office) -> None:
    data = {"title": "Plan", "period_start": 2030, "period_end": 2026}
    response = client_as(office).post(reverse("strategy:strategy_create"), data)
    assert list(response.context["form"].errors) == ["period_end"]
    assert not Strategy.objects.exists()


def test_new_version_opens_with_the_texts_in_force(client_as, office) -> None:
    old = whole_version(adopted=True)
    url = reverse("strategy:version_create", args=[old.strategy.slug])
    client = client_as(office)
    assert client.post(url, {"label": "zwei"}).context["form"].errors
    client.post(url, {"label": "2.0"})
    assert old.strategy.versions.get(label="2.0").texts.count() == 4
    assert client.post(url, {"label": "3.0"}).status_code == 409


@pytest.mark.behaviour("S2")
@pytest.mark.parametrize("to", ["adopted", "submitted", "superseded", "reworking"])
def test_step_that_the_state_does_not_allow_is_refused_and_noted(client_as, office, to) -> None:
    draft = whole_version()
    response = client_as(office).post(url_of("version_move", draft, to))
    assert response.status_code == 409
    assert "ist von hier nicht möglich" in response.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    noted = AuditEntry.objects.get(verb="refuse_move")
    assert (noted.actor, noted.changes) == (office, {"from": "draft", "to": to})


def test_unknown_step_is_not_found(client_as, office) -> None:
    assert client_as(office).get(url_of("version_move", whole_version(), "x")).status_code == 404


def test_office_leads_a_version_through_all_steps(client_as, office) -> None:
    version = whole_version()
    client = client_as(office)

    def step(to: str, **data: str) -> None:
        response = client.post(url_of("version_move", version, to), data)
        assert response.status_code == 302, response.context["form"].errors
        version.refresh_from_db()
        assert version.state == to

    step("consultation", starts_on="01.02.2026", ends_on="2026-03-01")
    step("reworking", reason="Alle haben gesprochen.")
    step("submitted")
    referral = {"body": "Kreisausschuss", "decided_on": "20.04.2026", "paper_number": "2026/030"}
    step("reworking", occasion="referred_back", reason="Es fehlen die Kosten.", **referral)
    step("submitted")
    step(
        "adopted",
        body="Kreistag",
        decided_on="2026-05-20",
        paper_number="2026/044",
        result="adopted",
        effective_from="2026-06-01",
    )
    assert version.resolution.body == "Kreistag"


@pytest.mark.behaviour("S3")
def test_adoption_without_a_resolution_is_refused(client_as, office) -> None:
    version = whole_version(state=State.SUBMITTED)
    response = client_as(office).post(url_of("version_move", version, "adopted"))
    assert {"body", "decided_on", "paper_number"} <= set(response.context["form"].errors)
    version.refresh_from_db()
    assert version.state == State.SUBMITTED


def test_editor_and_consultant_lead_no_version(client_as, editor, consultant) -> None:
    url = url_of("version_move", whole_version(), "consultation")
    for person in (editor, consultant):
        assert client_as(person).get(url).status_code == 403


def test_expired_consultant_sees_no_draft(client_as, expired_consultant, consultant) -> None:
    text = whole_version().texts.first()
    url = url_of("text_edit", text.version, text.element_id)
    assert client_as(consultant).get(url).status_code == 200
    assert client_as(expired_consultant).get(url).status_code == 404


def test_managing_asks_strangers_to_sign_in(anonymous_client) -> None:
    response = anonymous_client.get(reverse("strategy:manage"))
    assert response["Location"].startswith("/konto/login/")


# -- timeline --------------------------------------------------------------------------------
def test_steps_of_the_process_stay_in_the_order_of_time(client_as, office) -> None:
    later = PhaseFactory(starts_on="2026-05-01", position=0)
    slug = later.strategy.slug
    data = {"title": "Auftakt", "title_en": "Kick-off", "starts_on": "2026-01-01"}
    client_as(office).post(reverse("strategy:phase_create", args=[slug]), data)
    assert [phase.title for phase in ProcessPhase.objects.all()] == ["Auftakt", later.title]
    assert ProcessPhase.objects.first().translations == {"en": {"title": "Kick-off"}}


def test_step_that_ends_before_it_begins_is_refused(client_as, office) -> None:
    phase = PhaseFactory()
    url = reverse("strategy:phase_edit", args=[phase.strategy.slug, phase.pk])
    data = {"title": "Auftakt", "starts_on": "2026-02-01", "ends_on": "2026-01-01"}
    response = client_as(office).post(url, data)
    assert list(response.context["form"].errors) == ["ends_on"]


def test_step_is_deleted_after_a_second_look(client_as, office) -> None:
    phase = PhaseFactory()
    url = reverse("strategy:phase_delete", args=[phase.strategy.slug, phase.pk])
    assert phase.title in client_as(office).get(url).content.decode()
    client_as(office).post(url)
    assert not ProcessPhase.objects.exists()
