"""Which pages there are: those of the access table that open by GET, and what needs a draft or a report.

A page is named by its URL name; what stands before it tells in which state it is looked at.
"""

from tests.architecture.access import ACCESS
from tests.architecture.access.table import PEOPLE, STRANGER

NOT_PAGES = {
    "contributions:moderation_log_csv",
    "surveys:paper_form", "surveys:paper_draft",
    "home:security_txt", "home:robots_txt", "home:trail_csv", "home:trail_xlsx", "county:logo", "reports:report_download",
    "strategy:situation_table", "strategy:figures_template", "strategy:version_export",
    "consultations:table_csv", "strategy:maturity_table", "surveys:pretest_comments",
    "surveys:responses_csv", "surveys:code_book_csv", "surveys:responses_file",
    "surveys:questionnaire_file", "surveys:code_book_ddi", "surveys:export_file", "surveys:translation_file",
    "surveys:crosstab_csv", "surveys:crosstab_svg", "surveys:crosstab_png", "surveys:margins_template", "surveys:margins_csv",
    "surveys:version_json", "surveys:result_svg", "surveys:result_png", "surveys:result_csv",
    "surveys:public_results_csv", "surveys:codings_csv", "surveys:text_codes_csv",
    "surveys:public_results_json", "surveys:public_code_book", "contributions:export_file", "forums:material", "forums:topic_map_json",
    "measures:cost_table", "measures:grant_table", "measures:prioritisation_csv", "measures:calendar", "measures:secret_calendar",
    "events:calendar", "events:event_calendar", "events:material", "events:registration_calendar",
    "events:participants_csv", "events:participants_xlsx",
    "events:live_questions",
    "measures:table_csv", "measures:workbook_public", "measures:workbook_internal", "measures:workbook_template",
    "api:measures", "api:measure", "api:openapi", "api:catalogue_json", "api:catalogue_turtle",
    "measures:indicator_csv", "measures:indicator_values_csv", "measures:timeline_pdf",
    "reports:archive_feed", "reports:edition_file", "reports:handover_pdf", "reports:sheet_style", "reports:foreword_picture",
    "privacy:paper_file", "privacy:my_data_file",
    "measures:file", "measures:feed", "measures:measure_feed", "measures:comparison_table", "measures:revision_table",
}  # fmt: skip
DRAFT = (
    "draft strategy:version",
    "draft strategy:version_edit",
    "draft strategy:version_move",
    "draft strategy:text_create",
    "draft strategy:text_edit",
    "draft strategy:text_delete",
    "draft strategy:renumber",
    "draft strategy:merge",
    "draft strategy:split",
)
REPORTS = ("released reports:report_detail", "failed reports:report_detail")
# Who looks at a page that is not for everybody: the first of these who may.
LOOKING = ("measure_owner", "strategy_office", "administration", "moderator", "participant")
# Where the strategy office sees more than everybody else.
SEEN_TWICE = (
    "home:start", "strategy:reading", "surveys:intro", "forums:forum", "forums:topic", "contributions:detail",
    "measures:measure_list", "measures:measure_detail", "reports:report_list",
    "consultations:draft", "consultations:paragraph", "consultations:table",
)  # fmt: skip


# Pages for everybody on which somebody writes: their form needs its cookie.
WRITTEN_ON = {
    "contributions:objection",
    "contributions:receipt",
    "contributions:report",
    "contributions:report_code",
    "events:group",
    "events:live",
    "events:profile",
    "events:profile_hand_in",
    "events:register",
    "events:registration_cancel",
    "events:registration_change",
    "forums:guest",
    "forums:guest_code",
    "forums:guest_reply",
    "home:barrier",
    "measures:follow_as_guest",
    "measures:follow_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "socialaccount_signup",
    # Signing in: whoever comes here by chance is led to the form of the password.
}


def names() -> list[str]:
    """Every page once."""
    ordinary = [n for n, row in ACCESS.items() if not row.post and n not in NOT_PAGES]
    ordinary.remove("reports:report_detail")
    return [*ordinary, *DRAFT, *REPORTS]


def visitor(name: str) -> str | None:
    """The e-mail address of somebody who may open this page; none where no account is needed."""
    if name in DRAFT or name in REPORTS:
        return PEOPLE["strategy_office"]
    allowed = ACCESS[name].allowed
    if STRANGER in allowed and name != "account_logout":
        return None
    return next(PEOPLE[role] for role in LOOKING if role in allowed)
