"""Every write of this wing, named as a person would say it."""

from participation.surveys.actions.arrival import forget_arrival
from participation.surveys.actions.bank import (
    add_to_bank,
    change_bank_question,
    delete_from_bank,
    keep_in_bank,
)
from participation.surveys.actions.codebook import (
    Taken,
    add_code,
    change_code,
    delete_code,
    merge_codes,
    move_code,
    place_code,
    restore_code,
    take_codes,
)
from participation.surveys.actions.codes import (
    hand_out_codes,
    note_reminders,
    revoke_codes,
    stop_reminders,
)
from participation.surveys.actions.coding import code_text, fix_codings, settle_text, undo_coding
from participation.surveys.actions.copying import (
    copy_page,
    copy_question,
    take_from_bank,
    take_questions,
)
from participation.surveys.actions.deleting import (
    Deleted,
    delete_page,
    delete_question,
    restore_deleted,
)
from participation.surveys.actions.editing import (
    add_page,
    add_question,
    change_page,
    change_question,
    change_survey,
    copy_survey,
    create_survey,
    retype_question,
    set_condition,
    set_line_condition,
)
from participation.surveys.actions.exporting import (
    EXPORT,
    delete_export,
    order_export,
    retry_export,
    write_answers,
    write_export,
)
from participation.surveys.actions.importing import import_survey
from participation.surveys.actions.keeping import (
    erase_answers,
    refuse_erased,
    remove_expired,
)
from participation.surveys.actions.looking import note_raw_access
from participation.surveys.actions.ordering import (
    move_page,
    move_question,
    place_page,
    place_question,
)
from participation.surveys.actions.packing import (
    pack_answers,
    pack_where_it_pays,
    rebuild_columns,
)
from participation.surveys.actions.paper import (
    correct_sheet,
    delete_batch,
    delete_sheet,
    open_batch,
    settle_differences,
    take_over_batch,
    type_in_again,
    type_in_sheet,
)
from participation.surveys.actions.privacy import add_names_hint, take_privacy_text
from participation.surveys.actions.publishing import close_survey, publish_survey, reopen_survey
from participation.surveys.actions.quotas import QuotaFull, delete_quota, save_quota
from participation.surveys.actions.quotes import release_quote, shorten_quote, take_back_quote
from participation.surveys.actions.readers import invite_reader, remove_reader
from participation.surveys.actions.responding import (
    FilledIn,
    add_responses,
    submit_response,
    withdraw_response,
)
from participation.surveys.actions.tickets import issue_tickets
from participation.surveys.actions.translating import translate_survey

__all__ = [
    "EXPORT",
    "Deleted",
    "FilledIn",
    "QuotaFull",
    "Taken",
    "add_code",
    "add_names_hint",
    "add_page",
    "add_question",
    "add_responses",
    "add_to_bank",
    "change_bank_question",
    "change_code",
    "change_page",
    "change_question",
    "change_survey",
    "close_survey",
    "code_text",
    "copy_page",
    "copy_question",
    "copy_survey",
    "correct_sheet",
    "create_survey",
    "delete_batch",
    "delete_code",
    "delete_export",
    "delete_from_bank",
    "delete_page",
    "delete_question",
    "delete_quota",
    "delete_sheet",
    "erase_answers",
    "fix_codings",
    "forget_arrival",
    "hand_out_codes",
    "import_survey",
    "invite_reader",
    "issue_tickets",
    "keep_in_bank",
    "merge_codes",
    "move_code",
    "move_page",
    "move_question",
    "note_raw_access",
    "note_reminders",
    "open_batch",
    "order_export",
    "pack_answers",
    "pack_where_it_pays",
    "place_code",
    "place_page",
    "place_question",
    "publish_survey",
    "rebuild_columns",
    "refuse_erased",
    "release_quote",
    "remove_expired",
    "remove_reader",
    "reopen_survey",
    "restore_code",
    "restore_deleted",
    "retry_export",
    "retype_question",
    "revoke_codes",
    "save_quota",
    "set_condition",
    "set_line_condition",
    "settle_differences",
    "settle_text",
    "shorten_quote",
    "stop_reminders",
    "submit_response",
    "take_back_quote",
    "take_codes",
    "take_from_bank",
    "take_over_batch",
    "take_privacy_text",
    "take_questions",
    "translate_survey",
    "type_in_again",
    "type_in_sheet",
    "undo_coding",
    "withdraw_response",
    "write_answers",
    "write_export",
]
