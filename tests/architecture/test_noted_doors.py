"""Whoever reads single answers, or takes personal data along, leaves an entry in the audit trail: at every door."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from tests.architecture.access import ACCESS
from tests.architecture.access.table import ROLES
from tests.architecture.test_access import BACKEND
from tests.journeys.pages import NOT_PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PASSWORD = "nur-fuer-diesen-test-gut"

# Doors behind which stand single answers, texts of people who answered, names, or the trail itself.
NOTED = [
    "surveys:responses_csv", "surveys:responses_file", "surveys:export_file", "surveys:codings_csv",
    "surveys:texts", "surveys:coding_one", "surveys:coding_compare", "surveys:quote_release",
    "surveys:pretest", "surveys:pretest_comments",
    "contributions:export_file", "events:participants_csv", "events:participants_xlsx",
    "home:trail_csv", "home:trail_xlsx",
]  # fmt: skip
# Files that hold none of that: figures (those of few people are noted: participation/surveys/test_few.py),
# what is public anyway, forms, pictures, words of the office.
# New files belong in one of the two lists.
HARMLESS = {
    "api:catalogue_json", "api:catalogue_turtle", "api:measure", "api:measures", "api:openapi",
    "consultations:table_csv", "contributions:moderation_log_csv", "county:logo",
    "events:calendar", "events:event_calendar", "events:live_questions", "events:material", "events:registration_calendar",
    "forums:material", "forums:topic_map_json", "home:robots_txt", "home:security_txt",
    "measures:calendar", "measures:comparison_table", "measures:cost_table", "measures:feed", "measures:file",
    "measures:grant_table", "measures:indicator_csv", "measures:indicator_values_csv", "measures:measure_feed",
    "measures:prioritisation_csv", "measures:revision_table", "measures:secret_calendar", "measures:table_csv",
    "measures:timeline_pdf", "measures:workbook_internal", "measures:workbook_public", "measures:workbook_template",
    "reports:archive_feed", "reports:edition_file", "reports:foreword_picture", "reports:handover_pdf",
    "reports:report_download", "reports:sheet_style",
    "strategy:figures_template", "strategy:maturity_table", "strategy:situation_table", "strategy:version_export",
    "surveys:code_book_csv", "surveys:code_book_ddi", "surveys:crosstab_csv", "surveys:crosstab_png", "surveys:crosstab_svg",
    "surveys:margins_csv", "surveys:margins_template", "surveys:paper_draft", "surveys:paper_form", "surveys:public_code_book",
    "surveys:public_results_csv", "surveys:public_results_json", "surveys:questionnaire_file", "surveys:result_csv",
    "surveys:result_png", "surveys:result_svg", "surveys:text_codes_csv", "surveys:translation_file", "surveys:version_json",
}  # fmt: skip
# What people take along about themselves, and papers about the house.
OWN = {name for name in NOT_PAGES if name.startswith("privacy:")}


def test_every_file_is_in_one_of_the_lists() -> None:
    assert set(NOT_PAGES) == (set(NOTED) & set(NOT_PAGES)) | HARMLESS | OWN


@pytest.mark.behaviour("A5")
@pytest.mark.parametrize("name", NOTED)
def test_whoever_goes_through_this_door_leaves_an_entry(
    people: dict[str, User | None], name: str
) -> None:
    row = ACCESS[name]
    user = next(people[role] for role in ROLES if role in row.allowed)
    assert user is not None
    with transaction.atomic():
        url = reverse(name, kwargs=row.where()) + row.query
        user.set_password(PASSWORD)
        user.save()
        client = Client()
        client.force_login(user, backend=BACKEND)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        before = set(AuditEntry.objects.values_list("pk", flat=True))
        answer = client.get(url)
        if answer.streaming:
            b"".join(_pieces(answer))
        left = AuditEntry.objects.exclude(pk__in=before)
        assert answer.status_code == 200
        assert [entry.actor for entry in left] == [user]
        transaction.set_rollback(True)


def _pieces(answer: object) -> Iterator[bytes]:
    yield from answer.streaming_content  # type: ignore[attr-defined]
