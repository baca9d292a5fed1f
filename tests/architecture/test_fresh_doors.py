"""Which doors ask for the password once more; a new export without it, or without a reason, fails."""

import re
from collections.abc import Callable
from inspect import unwrap
from types import FunctionType
from typing import Any

from smartregion.accounts.freshness import use_fresh_login
from tests.architecture.access import ACCESS
from tests.architecture.access.table import STRANGER
from tests.architecture.matrix.addresses import addresses
from tests.architecture.matrix.declared import _codes, _is_ours, _named
from tests.journeys.pages import NOT_PAGES


def is_fresh(view: Callable[..., Any]) -> bool:
    return _comes_to_the_gate(view, set())


def _comes_to_the_gate(thing: Any, seen: set[Any]) -> bool:
    """Whether a view comes to the question for the password, by itself or through functions of ours."""
    function = unwrap(thing)
    if function is unwrap(use_fresh_login):
        return True
    if not isinstance(function, FunctionType) or function in seen or not _is_ours(function):
        return False
    seen.add(function)
    names = {name for code in _codes(function.__code__) for name in code.co_names}
    return any(_comes_to_the_gate(each, seen) for each in _named(function, names))


# Exports with personal data or raw answers, and what changes who may do what.
FRESH = {
    "accounts:close_account",
    "accounts:invitation_again",
    "accounts:invitation_create",
    "accounts:person",
    "accounts:person_create",
    "accounts:person_organisation",
    "accounts:role_end",
    "accounts:role_take_back",
    "accounts:second_factor_remove",
    "contributions:export_file",
    "events:participants_csv",
    "events:participants_xlsx",
    "home:trail_csv",
    "home:trail_xlsx",
    "privacy:my_data_file",
    # Where a filter, or a minimum that was set lower, leaves few people.
    "surveys:code_book_ddi",
    "surveys:codings_csv",
    "surveys:crosstab_csv",
    "surveys:crosstab_png",
    "surveys:crosstab_svg",
    "surveys:export_file",
    "surveys:reader_remove",
    "surveys:readers",
    "surveys:responses_csv",
    "surveys:responses_file",
    "surveys:result_csv",
    "surveys:result_png",
    "surveys:result_svg",
}
# Files for people with an account that need no password, and why.
COUNTED = "counts only, after protection or for people who see the page with the same counts"
QUESTIONS = "questions and texts of the office, no answers"
COLLEAGUES = "names nobody but colleagues, as the page beside it does"
OWN = "no personal data: papers and pictures of the office"
WITHOUT = {
    "contributions:moderation_log_csv": COLLEAGUES,
    "measures:import_file": OWN,
    "measures:workbook_internal": COLLEAGUES,
    "measures:workbook_template": OWN,
    "privacy:paper_file": OWN,
    "reports:foreword_picture": OWN,
    "reports:handover_pdf": COLLEAGUES,
    "reports:sheet_style": OWN,
    "strategy:figures_template": OWN,
    "surveys:code_book_csv": QUESTIONS,
    "surveys:import_file": QUESTIONS,
    "surveys:margins_csv": COUNTED,
    "surveys:margins_template": OWN,
    "surveys:paper_draft": QUESTIONS,
    "surveys:pretest_comments": QUESTIONS,
    "surveys:questionnaire_file": QUESTIONS,
    "surveys:text_codes_csv": COUNTED,
    "surveys:translation_file": QUESTIONS,
    "surveys:version_json": QUESTIONS,
}
FILE = re.compile(r"(_csv|_xlsx|_file|_pdf|_json|_ddi|workbook\w*|_table)$")


def test_doors_that_ask_for_the_password_once_more() -> None:
    assert {found.name for found in addresses() if is_fresh(found.view)} == FRESH


def test_every_file_for_people_with_an_account_asks_or_says_why_not() -> None:
    files = {
        found.name
        for found in addresses()
        if (found.name in NOT_PAGES or FILE.search(found.name))
        and STRANGER not in ACCESS[found.name].allowed
    }
    assert files - FRESH == set(WITHOUT)


def test_a_view_that_asks_is_told_from_one_that_does_not() -> None:
    from smartregion.accounts.views import oneself

    assert is_fresh(oneself.close_account)
    assert not is_fresh(oneself.profile)
