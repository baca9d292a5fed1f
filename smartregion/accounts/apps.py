from django.apps import AppConfig
from django.conf import settings

from smartregion.environment import refuse


class AccountsConfig(AppConfig):
    name = "smartregion.accounts"
    label = "accounts"

    def _offer_scopes(self) -> None:
        from smartregion.accounts.models import ScopeKind  # noqa: PLC0415
        from smartregion.accounts.slots import scopes  # noqa: PLC0415
        from smartregion.county.models import Municipality  # noqa: PLC0415

        towns = Municipality.objects.values_list("pk", "name")
        scopes.offer(ScopeKind.MUNICIPALITY, towns.all)

    def _refuse_unknown_roles(self) -> None:
        """A misspelt role would silently need no second factor."""
        from smartregion.accounts.models import Role  # noqa: PLC0415

        unknown = [role for role in settings.SECOND_FACTOR_ROLES if role not in Role.values]
        if unknown:
            refuse(
                f"SECOND_FACTOR_ROLES: there is no role {unknown[0]}; one of: {', '.join(Role)}."
            )

    def ready(self) -> None:
        from smartregion.accounts import proving  # noqa: PLC0415

        self._refuse_unknown_roles()
        proving.listen()
        self._offer_scopes()
        # They need loaded models.
        from smartregion.accounts.actions import forget_invitations, forget_sessions  # noqa: PLC0415
        from smartregion.accounts.third_party import RULES  # noqa: PLC0415
        from smartregion.core.retention import declare, removes  # noqa: PLC0415

        declare(RULES)
        removes("sessions", forget_sessions)
        removes("invitations", forget_invitations)
