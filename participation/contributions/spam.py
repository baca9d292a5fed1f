"""Forms that programs have a hard time with and people do not notice: no riddles, no third parties.

A field that nobody sees must stay empty; between opening and sending a form lies a moment; and
nobody sends many of them within a short time. Whoever is refused keeps all they have typed.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core.limits import account_may_try, may_try

# Nobody reads a form and fills it in within this time (OWASP ASVS 5.0, 2.4.2).
LEAST_SECONDS = 3
# A form of yesterday is asked for once more: its moment could otherwise be used for ever.
MOST_SECONDS = 24 * 3600
MINUTE = 60
# So many texts by people nobody knows yet appear at once from one network; further ones wait.
NEWCOMERS, BURST_SECONDS = 5, 600


@dataclass(frozen=True)
class Limit:
    """At most so many ``times`` within ``seconds``, counted under the name ``what``.

    Who is signed in is counted as a person, everybody else by their network, which a household or a
    hall full of people may share.
    """

    what: str
    times: int
    seconds: int

    def holds(self, request: HttpRequest, at: datetime) -> bool:
        """Count one try; False where it is one too many."""
        count: dict[str, Any] = {"times": self.times, "seconds": self.seconds, "at": at}
        if request.user.is_authenticated:
            return account_may_try(request.user.pk, what=self.what, **count)
        return may_try(request, what=self.what, **count)


class Trap(forms.TextInput):
    """A field that no person sees; it comes back empty, so that sending again can succeed."""

    template_name = "contributions/_trap.html"
    # Written with the hidden fields of the form, without label, hint and error.
    is_hidden = True


class UnhurriedMixin(forms.Form):
    """A form that takes its time: ``PostForm(sent(request), request=request, at=now)``.

    Its own two fields do not reach ``cleaned_data``. What was sent counts against ``limits`` only
    when everything else about it is right.
    """

    limits: ClassVar[tuple[Limit, ...]] = ()

    website = forms.CharField(required=False, widget=Trap)
    started = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, at: datetime, **kwargs: Any) -> None:
        self._request, self._at = request, at
        kwargs["initial"] = {**(kwargs.get("initial") or {}), "started": moment(at)}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        trapped, started = cleaned.pop("website", ""), cleaned.pop("started", "")
        self._refuse_trapped(trapped)
        self._refuse_hurried(started)
        if not self.errors:
            self._refuse_frequent()
        return cleaned

    def _refuse_trapped(self, trapped: str) -> None:
        if trapped:
            raise ValidationError(
                _(
                    "Ein Feld, das leer bleiben muss, war ausgefüllt. Es ist jetzt wieder leer: "
                    "Bitte senden Sie das Formular noch einmal."
                ),
                code="trap",
            )

    def _refuse_hurried(self, started: str) -> None:
        waited = _seconds_since(started, self._at)
        if waited is None or waited > MOST_SECONDS:
            self._start_again()
            raise ValidationError(
                _(
                    "Dieses Formular war lange offen. Ihre Eingaben stehen noch darin: Bitte "
                    "senden Sie es noch einmal."
                ),
                code="stale",
            )
        if waited < LEAST_SECONDS:
            raise ValidationError(
                _(
                    "Das ging sehr schnell. Bitte prüfen Sie Ihre Eingaben und senden Sie das "
                    "Formular noch einmal."
                ),
                code="hurried",
            )

    def _start_again(self) -> None:
        """The form that comes back begins now."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("started")] = moment(self._at)
        self.data = data

    def _refuse_frequent(self) -> None:
        for limit in self.limits:
            if not limit.holds(self._request, self._at):
                raise ValidationError(too_often(limit.seconds), code="frequent")


def moment(at: datetime) -> str:
    """When a form was opened, signed, as it travels in the form."""
    return _signer().sign(str(int(at.timestamp())))


def _seconds_since(started: str, at: datetime) -> float | None:
    try:
        return at.timestamp() - int(_signer().unsign(started))
    except BadSignature:
        return None


def _signer() -> Signer:
    return Signer(salt="contributions.spam")


def too_often(seconds: int) -> str:
    """What somebody reads who comes too often within this time."""
    if seconds > 12 * 3600:
        return _(
            "Heute kam von Ihnen schon sehr viel. Ihr Text bleibt hier stehen: Bitte senden Sie "
            "ihn morgen."
        )
    minutes = max(1, seconds // MINUTE)
    return ngettext(
        "Das war sehr viel in kurzer Zeit. Ihre Eingaben bleiben hier stehen: Bitte senden Sie "
        "sie in einer Minute noch einmal.",
        "Das war sehr viel in kurzer Zeit. Ihre Eingaben bleiben hier stehen: Bitte senden Sie "
        "sie in %(n)d Minuten noch einmal.",
        minutes,
    ) % {"n": minutes}


def is_burst(request: HttpRequest, *, is_newcomer: bool, at: datetime) -> bool:
    """Whether newcomers send so much from one network that moderation should look at it first.

    Nobody is refused for it: it may be a hall full of people who all write for the first time.
    """
    return is_newcomer and not may_try(
        request, what="newcomers", times=NEWCOMERS, seconds=BURST_SECONDS, at=at
    )
