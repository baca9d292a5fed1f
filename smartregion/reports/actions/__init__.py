"""Every write of this room, by noun."""

from smartregion.reports.actions.building import BUILD, build_files
from smartregion.reports.actions.exhibits import (
    caption_exhibit,
    move_exhibit,
    place_exhibit,
    refresh_all,
    refresh_exhibit,
    remove_exhibit,
    take_exhibit,
)
from smartregion.reports.actions.forewords import Foreword, write_foreword
from smartregion.reports.actions.handing_over import Delivery, hand_over
from smartregion.reports.actions.manuscript_chapters import (
    Words,
    add_known_chapter,
    add_own_chapter,
    include_chapter,
    move_chapter,
    place_chapter,
    remove_own_chapter,
    write_chapter,
)
from smartregion.reports.actions.manuscripts import (
    archive_manuscript,
    change_manuscript,
    copy_manuscript,
    create_manuscript,
    restore_manuscript,
)
from smartregion.reports.actions.ordering import (
    cancel_build,
    order_format,
    order_report,
    retry_report,
)
from smartregion.reports.actions.releasing import (
    RELEASE,
    finish_release,
    release_report,
    withdraw_report,
)

__all__ = [
    "BUILD",
    "RELEASE",
    "Delivery",
    "Foreword",
    "Words",
    "add_known_chapter",
    "add_own_chapter",
    "archive_manuscript",
    "build_files",
    "cancel_build",
    "caption_exhibit",
    "change_manuscript",
    "copy_manuscript",
    "create_manuscript",
    "finish_release",
    "hand_over",
    "include_chapter",
    "move_chapter",
    "move_exhibit",
    "order_format",
    "order_report",
    "place_chapter",
    "place_exhibit",
    "refresh_all",
    "refresh_exhibit",
    "release_report",
    "remove_exhibit",
    "remove_own_chapter",
    "restore_manuscript",
    "retry_report",
    "take_exhibit",
    "withdraw_report",
    "write_chapter",
    "write_foreword",
]
