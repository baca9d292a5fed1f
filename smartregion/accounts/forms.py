"""Forms about people."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from smartregion.accounts import actions
from smartregion.accounts.models import Invitation, Role, RoleAssignment, ScopeKind, User
from smartregion.accounts.slots import Scope, scopes
from smartregion.core.forms import DateField
from smartregion.county.models import Organisation

# Everybody with an account is a participant; nobody has to be made one.
GRANTABLE = [(role.value, role.label) for role in Role if role != Role.PARTICIPANT]


class DisplayNameForm(forms.Form):
    """What sign-up asks beyond e-mail and password: the name that others will see."""

    display_name = forms.CharField(
        label=_("Anzeigename"),
        max_length=80,
        help_text=_("Unter diesem Namen erscheinen Ihre Beiträge. Ein Pseudonym ist möglich."),
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the account is made; the adapter has already set the name."""


class ProfileForm(DisplayNameForm):
    def store(self, *, user: User) -> None:
        actions.rename_person(user=user, display_name=self.cleaned_data["display_name"])


class ClosingForm(forms.Form):
    """What becomes of one's texts when one leaves."""

    texts = forms.ChoiceField(
        label=_("Was soll mit Ihren Beiträgen geschehen?"),
        choices=[
            (
                "keep",
                _("Sie bleiben stehen, ohne Ihren Namen. Antworten anderer bleiben verständlich."),
            ),
            (
                "delete",
                _("Ihre Texte werden gelöscht. An ihrer Stelle steht ein neutraler Hinweis."),
            ),
        ],
        widget=forms.RadioSelect,
        initial="keep",
    )
    is_sure = forms.BooleanField(
        label=_("Ich möchte mein Konto schließen. Das lässt sich nicht rückgängig machen."),
        error_messages={
            "required": _("Bitte bestätigen Sie, dass Sie Ihr Konto schließen möchten.")
        },
    )

    def close(self, *, user: User, at: datetime) -> None:
        actions.close_account(user=user, with_texts=self.cleaned_data["texts"] == "delete", at=at)


class OrganisationField(forms.ModelChoiceField[Organisation]):
    """For which organisation somebody works; ended ones can be chosen only where they stand already."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Organisation"),
            queryset=Organisation.objects.filter(ended_on__isnull=True),
            required=False,
            empty_label=_("keine"),
            help_text=_(
                "In ihrem Namen kann die Person Entwürfe kommentieren und, mit der Rolle „Vertretung "
                "einer Gemeinde“, Sachstände melden."
            ),
        )


class PersonForm(forms.Form):
    email = forms.EmailField(label=_("E-Mail-Adresse"))
    display_name = forms.CharField(label=_("Anzeigename"), max_length=80)
    organisation = OrganisationField()

    def create(self, *, by: User) -> User:
        return actions.add_person(**self.cleaned_data, by=by)


class PersonOrganisationForm(forms.Form):
    """Another organisation for somebody, or none."""

    organisation = OrganisationField()

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, initial={"organisation": user.organisation_id})
        if user.organisation:
            field: Any = self.fields["organisation"]
            field.queryset |= Organisation.objects.filter(pk=user.organisation.pk)

    def store(self, *, user: User, by: User) -> None:
        actions.assign_organisation(user=user, by=by, **self.cleaned_data)


class RoleEndForm(forms.Form):
    """The last day of a role."""

    valid_until = DateField(
        label=_("Gültig bis einschließlich"),
        help_text=_("Für die Rolle Beratung nötig, sonst nur bei befristeten Aufgaben"),
        required=False,
    )

    def store(self, *, held: RoleAssignment, by: User, on: date) -> None:
        actions.change_role_end(held=held, by=by, on=on, **self.cleaned_data)


def scope_choices() -> list[tuple[Any, Any]]:
    """Everything, or one thing of a kind, by kind."""
    kinds = [kind for kind in ScopeKind if kind != ScopeKind.ALL]
    groups = [
        (kind.label, [(f"{kind}:{key}", name) for key, name in scopes.choices(kind)])
        for kind in kinds
    ]
    return [("", ScopeKind.ALL.label), *(group for group in groups if group[1])]


class ScopeField(forms.ChoiceField):
    """What a role is held for: everything, or one of the things that are there when the form is made."""

    def __init__(self, *, help_text: Any) -> None:
        super().__init__(
            label=_("Gilt für"), required=False, choices=scope_choices, help_text=help_text
        )

    def clean(self, value: Any) -> Scope:
        kind, _colon, key = super().clean(value).partition(":")
        return (kind, key) if key else actions.EVERYTHING


class RoleForm(RoleEndForm):
    """A role, what it is held for, and until when."""

    role = forms.ChoiceField(label=_("Rolle"), choices=[("", _("Bitte wählen")), *GRANTABLE])
    scope = ScopeField(
        help_text=_(
            "Redaktion und Beratung lassen sich auf ein Handlungsfeld, eine Maßnahme, eine Gemeinde oder "
            "eine Umfrage beschränken, die Moderation auf ein Handlungsfeld oder eine Gemeinde, die "
            "Auswertung auf eine Umfrage. Alle anderen Rollen gelten für alles."
        ),
    )
    field_order = ("role", "scope", "valid_until")

    def grant(self, *, user: User, by: User, on: date) -> None:
        actions.grant_role(user=user, by=by, on=on, **self.cleaned_data)


class InvitationForm(forms.Form):
    """Whom the office asks to work along, and as what."""

    email = forms.EmailField(label=_("E-Mail-Adresse"))
    display_name = forms.CharField(label=_("Name"), max_length=80)
    organisation = OrganisationField()
    roles = forms.MultipleChoiceField(
        label=_("Rollen"), choices=GRANTABLE, widget=forms.CheckboxSelectMultiple
    )
    scope = ScopeField(
        help_text=_(
            "Für alle gewählten Rollen; die Einladung sagt es, wenn eine das nicht zulässt."
        ),
    )
    valid_until = DateField(
        label=_("Rollen gültig bis einschließlich"),
        help_text=_("Für die Rolle Beratung nötig, sonst nur bei befristeten Aufgaben"),
        required=False,
    )
    days = forms.IntegerField(
        label=_("Die Einladung gilt so viele Tage"), initial=14, min_value=1, max_value=60
    )

    def invite(self, *, by: User, at: datetime) -> Invitation:
        return actions.invite_person(**self.cleaned_data, by=by, at=at)


class AcceptanceForm(DisplayNameForm):
    """What somebody says who accepts and has no account yet."""

    password = forms.CharField(
        label=_("Passwort"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Mindestens 12 Zeichen. Lassen Sie das Feld leer, wenn Sie sich lieber mit Codes per E-Mail oder "
            "mit einem Passkey anmelden."
        ),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        self.invitation = invitation
        super().__init__(*args, **{"initial": {"display_name": invitation.display_name}, **kwargs})

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            person = User(email=self.invitation.email, display_name=self.invitation.display_name)
            validate_password(password, person)
        return password

    def accept(self, *, at: datetime) -> User:
        return actions.accept_invitation(
            invitation=self.invitation,
            user=None,
            display_name=self.cleaned_data["display_name"],
            password=self.cleaned_data["password"] or None,
            at=at,
        )


class PeopleFilter(forms.Form):
    words = forms.CharField(label=_("Name oder E-Mail-Adresse"), max_length=100, required=False)
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=[("", _("alle mit einer Rolle")), *GRANTABLE, ("all", _("alle Konten"))],
        required=False,
    )
    ends = forms.ChoiceField(
        label=_("Ende"),
        choices=[
            ("", _("gleich wann")),
            ("soon", _("endet in den nächsten 30 Tagen")),
            ("over", _("abgelaufen")),
        ],
        required=False,
    )

    @property
    def wish(self) -> dict[str, Any]:
        """What to look for; nonsense in the address bar looks for everybody with a role."""
        return self.cleaned_data if self.is_valid() else {"words": "", "role": ""}
