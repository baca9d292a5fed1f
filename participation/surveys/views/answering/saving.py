"""Putting the answers aside while answering: the page with the code, and the code by mail.

Nothing is kept before a person asks for it. The code follows from the number of the answering
(codes.py), so the page carries none of it, only that it was asked for.
"""

from dataclasses import replace
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from participation.surveys import queries
from participation.surveys.actions.saving import keep_saved, save_answers
from participation.surveys.codes import saved_code
from participation.surveys.forms.saving import CodeMailForm
from participation.surveys.models import GRACE, SurveyVersion
from participation.surveys.views.answering.showing import show, thank
from participation.surveys.views.answering.turns import Turn
from participation.surveys.views.public import texts_of
from smartregion.core.caching import kept_nowhere
from smartregion.core.limits import may_try
from smartregion.core.links import public_url
from smartregion.core.qr import qr_code
from smartregion.county.models import County

# A whole school may do this from one address; a program that fills the table may not.
SAVES, MAILS, WINDOW = 600, 60, 3600


def put_aside(turn: Turn[SurveyVersion]) -> HttpResponse:
    """Save, and show the code. Who has sent these answers already sees the receipt again."""
    now = timezone.now()
    if queries.is_sent(turn.state.nonce):
        return thank(turn)
    if not may_try(turn.request, what="save", times=SAVES, seconds=WINDOW, at=now):
        text = _(
            "Von Ihrem Anschluss aus wird gerade sehr oft gespeichert. Ihre Antworten stehen weiter hier; bitte versuchen Sie es in einer Stunde noch einmal."
        )
        return show(replace(turn, note=text))
    turn = replace(turn, state=replace(turn.state, is_saved=True))
    until = save_answers(version=turn.version, state=turn.state, at=now)
    return _show_code(turn, until, CodeMailForm())


def kept(turn: Turn[SurveyVersion]) -> Turn[SurveyVersion]:
    """Bring what was put aside up to date, if it is still there."""
    until = keep_saved(version=turn.version, state=turn.state, at=timezone.now())
    if until:
        return replace(turn, saved_until=until)
    text = _(
        "Ihr Zwischenstand ist nicht mehr gespeichert. Was Sie hier eingetragen haben, ist noch da. Wenn Sie später weitermachen möchten, speichern Sie bitte noch einmal."
    )
    return replace(turn, state=replace(turn.state, is_saved=False), note=text)


@sensitive_variables()
def mail_code(turn: Turn[SurveyVersion], posted: QueryDict) -> HttpResponse:
    """Send the code to an address that is used for this and then forgotten.

    It is sent at once: an order to a worker would have to hold the address until then.
    """
    until = keep_saved(version=turn.version, state=turn.state, at=timezone.now())
    if not turn.state.is_saved or until is None:
        return show(kept(turn))
    form = CodeMailForm(posted)
    is_sent = form.is_valid() and _send(turn, until, form)
    return _show_code(turn, until, form, is_sent=is_sent)


@sensitive_variables()
def _send(turn: Turn[SurveyVersion], until: date, form: CodeMailForm) -> bool:
    if not may_try(turn.request, what="mail", times=MAILS, seconds=WINDOW, at=timezone.now()):
        form.add_error("email", _("Das waren zu viele Nachrichten. Bitte warten Sie eine Stunde."))
        return False
    try:
        _letter(turn, until, form.cleaned_data["email"]).send()
    except (SMTPException, OSError):
        text = _("Die Nachricht ließ sich nicht senden. Bitte schreiben Sie den Code auf.")
        form.add_error("email", text)
        return False
    return True


def _letter(turn: Turn[SurveyVersion], until: date, address: str) -> EmailMessage:
    context = _context(turn, until) | {"county": County.objects.first()}
    subject = _("Ihr Code zum Weitermachen: %s") % context["title"]
    body = render_to_string("surveys/saved_mail.txt", context)
    # A heading may be broken into lines, the subject of a mail must not.
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[address])


def _context(turn: Turn[SurveyVersion], until: date) -> dict[str, object]:
    survey = turn.version.survey
    return {
        **texts_of(turn.questionnaire, turn.language),
        "survey": survey,
        "code": saved_code(turn.state.nonce),
        "until": until,
        "is_last_day": until == timezone.localdate(survey.closes_at + GRACE),
        "resume_url": resume_address(),
    }


def resume_address() -> str:
    """Where people go on, as they type it."""
    return public_url(reverse("surveys:resume"))


def _show_code(
    turn: Turn[SurveyVersion], until: date, form: CodeMailForm, *, is_sent: bool = False
) -> HttpResponse:
    context = _context(turn, until)
    context |= {
        "address": turn.address,
        "state": turn.packed,
        "form": form if settings.EMAIL_URL or settings.DEMO else None,
        "is_sent": is_sent,
        # Behind "#" the code stays in the browser, and in no log.
        "qr_code": qr_code(f"{context['resume_url']}#{context['code']}"),
        "hide_languages": True,
    }
    return kept_nowhere(render(turn.request, "surveys/saved.html", context))
