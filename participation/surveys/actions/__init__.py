"""Every write of this wing, named as a person would say it."""

from participation.surveys.actions.codes import hand_out_codes, revoke_codes
from participation.surveys.actions.editing import (
    add_page,
    add_question,
    change_page,
    change_question,
    change_survey,
    copy_question,
    copy_survey,
    create_survey,
    delete_page,
    delete_question,
    move_page,
    move_question,
    set_condition,
    set_line_condition,
)
from participation.surveys.actions.keeping import (
    erase_answers,
    refuse_erased,
    remove_expired,
)
from participation.surveys.actions.publishing import close_survey, publish_survey, reopen_survey
from participation.surveys.actions.responding import (
    FilledIn,
    add_responses,
    submit_response,
    withdraw_response,
)
from participation.surveys.actions.tickets import issue_tickets

__all__ = [
    "FilledIn",
    "add_page",
    "add_question",
    "add_responses",
    "change_page",
    "change_question",
    "change_survey",
    "close_survey",
    "copy_question",
    "copy_survey",
    "create_survey",
    "delete_page",
    "delete_question",
    "erase_answers",
    "hand_out_codes",
    "issue_tickets",
    "move_page",
    "move_question",
    "publish_survey",
    "refuse_erased",
    "remove_expired",
    "reopen_survey",
    "revoke_codes",
    "set_condition",
    "set_line_condition",
    "submit_response",
    "withdraw_response",
]
