"""Everything that happens to a contribution: recorded, answered, hidden, shown again."""

from participation.contributions.actions.answering import (
    answer_contribution,
    answer_together,
    mark_read,
)
from participation.contributions.actions.checking import check_thread
from participation.contributions.actions.editing import (
    edit_contribution,
    is_silent,
    refuse_unless_editable,
    withdraw_own_contribution,
    withdraw_with_receipt,
)
from participation.contributions.actions.exporting import (
    EXPORT,
    delete_contribution_export,
    forget_contribution_exports,
    note_contribution_download,
    order_contribution_export,
    remove_expired_exports,
    retry_contribution_export,
    write_contribution_export,
)
from participation.contributions.actions.keeping import erase_expired
from participation.contributions.actions.moderating import (
    hide_contribution,
    refuse_contribution,
    release_contribution,
    take_back_published,
    unhide_contribution,
    withdraw_contribution,
)
from participation.contributions.actions.newcomers import is_newcomer, refuse_links
from participation.contributions.actions.objecting import (
    grant_objection,
    make_objection,
    may_decide,
    may_object,
    reject_objection,
)
from participation.contributions.actions.recording import (
    checked_words,
    public_name,
    record_contribution,
    said_once,
)
from participation.contributions.actions.reminding import remind_moderation
from participation.contributions.actions.reporting import (
    moderation_team,
    reject_reports,
    report_contribution,
)
from participation.contributions.actions.review import must_wait
from participation.contributions.actions.supporting import (
    support_contribution,
    unsupport_contribution,
)

__all__ = [
    "EXPORT",
    "answer_contribution",
    "answer_together",
    "check_thread",
    "checked_words",
    "delete_contribution_export",
    "edit_contribution",
    "erase_expired",
    "forget_contribution_exports",
    "grant_objection",
    "hide_contribution",
    "is_newcomer",
    "is_silent",
    "make_objection",
    "mark_read",
    "may_decide",
    "may_object",
    "moderation_team",
    "must_wait",
    "note_contribution_download",
    "order_contribution_export",
    "public_name",
    "record_contribution",
    "refuse_contribution",
    "refuse_links",
    "refuse_unless_editable",
    "reject_objection",
    "reject_reports",
    "release_contribution",
    "remind_moderation",
    "remove_expired_exports",
    "report_contribution",
    "retry_contribution_export",
    "said_once",
    "support_contribution",
    "take_back_published",
    "unhide_contribution",
    "unsupport_contribution",
    "withdraw_contribution",
    "withdraw_own_contribution",
    "withdraw_with_receipt",
    "write_contribution_export",
]
