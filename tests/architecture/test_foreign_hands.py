"""Files, copies and lists that mix one's own things with those of others."""

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from participation.contributions.models import Contribution, ContributionExport
from smartregion.accounts.models import Role, RoleAssignment, ScopeKind, User
from smartregion.core.models import Job
from tests.architecture.matrix.asking import browser_of
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.county import CountyFactory, MunicipalityFactory
from tests.factories.surveys import question, survey_with

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
FILES = 1000


def person_with(role: str, kind: str = ScopeKind.ALL, *keys: object) -> User:
    person: User = UserFactory()
    until = timezone.localdate() + timedelta(days=1)
    for key in keys or ("",):
        RoleAssignment.objects.create(
            user=person, role=role, scope_kind=kind, scope_key=str(key), valid_until=until
        )
    return person


def file_for(person: User, content: bytes) -> ContributionExport:
    now = timezone.now()
    job = Job.objects.create(
        kind="contributions.export", key=str(uuid4()), state=Job.State.DONE, ordered_at=now, published_at=now,
    )  # fmt: skip
    export = ContributionExport.objects.create(
        format="csv", job=job, ordered_by=person, ordered_at=now, expires_on=timezone.localdate()
    )
    export.file.save("beitraege.zip", ContentFile(content))
    return export


@pytest.mark.behaviour("P8")
def test_each_of_two_people_gets_their_own_file() -> None:
    first, second = person_with(Role.ANALYST), person_with(Role.ANALYST)
    files = {first: file_for(first, b"PK first"), second: file_for(second, b"PK second")}
    for reader, (owner, export) in product(files, files.items()):
        url = reverse("contributions:export_file", args=[export.pk])
        response = browser_of(reader).get(url)
        assert response.status_code == (200 if reader == owner else 404)
        if reader == owner:
            expected = b"PK first" if owner == first else b"PK second"
            assert b"".join(response.streaming_content) == expected


@pytest.mark.behaviour("P8")
def test_a_thousand_files_have_a_thousand_keys_that_nobody_counts_up() -> None:
    people = person_with(Role.ANALYST), person_with(Role.ANALYST)
    made = ContributionExport.objects.bulk_create(
        ContributionExport(
            format="csv", ordered_by=people[n % 2], ordered_at=timezone.now(), expires_on=timezone.localdate()
        )
        for n in range(FILES)
    )  # fmt: skip
    assert len({export.pk for export in made}) == FILES
    assert {export.pk.version for export in made} == {4}
    for person in people:
        own = {export.pk for export in made if export.ordered_by == person}
        assert {each.pk for each in ContributionExport.objects.visible_to(person)} == own


@pytest.mark.behaviour("P13")
@pytest.mark.parametrize(("at_source", "at_target"), list(product((True, False), repeat=2)))
def test_taking_questions_along_needs_a_right_at_both_surveys(
    at_source: bool, at_target: bool
) -> None:
    CountyFactory()
    source, target, other = (survey_with(question("single")) for _ in range(3))
    surveys = [source] * at_source + [target] * at_target + [other]
    person = person_with(Role.EDITOR, ScopeKind.SURVEY, *(survey.pk for survey in surveys))
    page = {"slug": target.slug, "page": target.pages.get().pk}
    url = f"{reverse('surveys:question_from_survey', kwargs=page)}?source={source.slug}"
    response = browser_of(person).post(url, {"question": [source.questions.get().pk]})
    assert target.questions.count() == (2 if at_source and at_target else 1)
    assert response.status_code == (302 if at_source and at_target else 200 if at_target else 404)


@pytest.mark.behaviour("P12")
def test_a_list_that_names_things_of_others_leaves_them_alone() -> None:
    """What a moderator of one municipality ticks beside their own is for them as if it were not there."""
    CountyFactory()
    own_town, other_town = MunicipalityFactory(), MunicipalityFactory()
    mine = ContributionFactory(municipality=own_town)
    theirs = ContributionFactory(municipality=other_town)
    person = person_with(Role.MODERATOR, ScopeKind.MUNICIPALITY, own_town.pk)
    ticked = {"contribution": [str(mine.pk), str(theirs.pk)]}
    assert browser_of(person).post(reverse("contributions:chosen"), ticked).status_code == 302
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert theirs.state == Contribution.State.NEW
    assert mine.state != Contribution.State.NEW
