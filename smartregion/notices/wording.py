"""What stands in a letter: plain text that reads well on a phone and aloud."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from smartregion.accounts.adapter import sender
from smartregion.core.links import absolute, public_url
from smartregion.notices.models import Notice, Recipient

WIDTH = 76
# Of one topic so many are told with their words; the others by their headlines, one link away.
SHOWN = 10
EXCERPT = 400
# What follows is no part of the letter; mail programs know this line by its space at the end.
SIGNATURE = "-- "
FILLER = textwrap.TextWrapper(WIDTH, break_long_words=False, break_on_hyphens=False)


def letter(recipient: Recipient, notices: Sequence[Notice]) -> tuple[str, str]:
    """Subject and text of a letter about these notices, which come newest first."""
    with override(settings.LANGUAGE_CODE):
        groups = grouped(notices)
        return _subject(notices, groups), _paragraphs(_told(recipient, groups))


def goodbye(*, with_texts: bool) -> tuple[str, str]:
    """Subject and text of the last letter to somebody who has closed their account."""
    if with_texts:
        texts = _("Ihre Beiträge sind gelöscht; an ihrer Stelle steht ein neutraler Hinweis.")
    else:
        texts = _("Ihre Beiträge bleiben ohne Ihren Namen stehen.")
    told = [
        _("Guten Tag,"),
        _("Ihr Konto ist geschlossen.") + f" {texts}",
        _(
            "Diese Adresse ist bei uns nicht mehr gespeichert, außer wenn Sie sich damit zu einer "
            "Veranstaltung angemeldet haben. Diese E-Mail selbst löschen wir nach sieben Tagen."
        ),
        _("Haben Sie das nicht veranlasst? Dann antworten Sie bitte auf diese E-Mail."),
        _("Freundliche Grüße") + f"\n{sender().name}",
    ]
    return _("Ihr Konto ist geschlossen"), _paragraphs(iter(told))


def deserted(*, closing: date) -> tuple[str, str]:
    """Subject and text of a letter to somebody whose account nobody has used for long."""
    told = [
        _("Guten Tag,"),
        _(
            "mit Ihrem Konto hat sich lange niemand angemeldet. Wir bewahren nur auf, was gebraucht wird, "
            "und schließen es deshalb am %(day)s."
        )
        % {"day": date_format(closing, "DATE_FORMAT")},
        _("Möchten Sie es behalten? Dann melden Sie sich bitte vorher einmal an:")
        + f"\n{public_url(reverse('account_login'))}",
        _("Sonst brauchen Sie nichts zu tun. Ihre Beiträge bleiben ohne Ihren Namen stehen."),
        _("Freundliche Grüße") + f"\n{sender().name}",
    ]
    return _("Ihr Konto wird bald geschlossen"), _paragraphs(iter(told))


def grouped(notices: Sequence[Notice]) -> list[list[Notice]]:
    """By what they belong to; the group in which something happened last comes first."""
    groups: dict[str, list[Notice]] = {}
    for notice in notices:
        groups.setdefault(notice.group_url, []).append(notice)
    return list(groups.values())


def _subject(notices: Sequence[Notice], groups: Sequence[Sequence[Notice]]) -> str:
    if len(notices) == 1:
        return notices[0].headline
    if len(groups) == 1:
        return _("%(n)d Neuigkeiten: %(group)s") % {"n": len(notices), "group": notices[0].group}
    return _("%(n)d Neuigkeiten zu %(groups)d Themen") % {"n": len(notices), "groups": len(groups)}


def _told(recipient: Recipient, groups: Sequence[Sequence[Notice]]) -> Iterator[str]:
    name = recipient.user.display_name if recipient.user else ""
    yield _("Guten Tag %(name)s,") % {"name": name} if name else _("Guten Tag,")
    yield _("das gibt es Neues zu dem, was Sie geschrieben haben oder verfolgen:")
    for notices in groups:
        yield from _group(notices)
    yield _("Freundliche Grüße") + f"\n{sender().name}"
    yield f"{SIGNATURE}\n" + _(
        "Sie möchten seltener oder gar keine Post? Das stellen Sie hier ein, ohne sich anzumelden:"
    )
    yield absolute(recipient.unsubscribe_path)


def _group(notices: Sequence[Notice]) -> Iterator[str]:
    title = notices[0].group
    yield f"{title}\n{'=' * min(len(title), WIDTH)}"
    for notice in notices[:SHOWN]:
        yield _entry(notice)
    if further := notices[SHOWN:]:
        yield _("Außerdem:")
        yield "\n".join(_line(notice) for notice in further)
        yield absolute(notices[0].group_url)


def _entry(notice: Notice) -> str:
    words = textwrap.shorten(notice.text, EXCERPT, placeholder=" …")
    return "\n".join(filter(None, [_line(notice), words, absolute(notice.url)]))


def _line(notice: Notice) -> str:
    day = date_format(timezone.localtime(notice.at), "DATE_FORMAT")
    return f"* {notice.headline} ({day})"


def _paragraphs(told: Iterator[str]) -> str:
    return "\n\n".join(wrapped(paragraph) for paragraph in told) + "\n"


def wrapped(paragraph: str) -> str:
    """Lines that fit; addresses stay whole, or they would lead nowhere."""
    return "\n".join(
        line if line == SIGNATURE else FILLER.fill(line) for line in paragraph.split("\n")
    )
