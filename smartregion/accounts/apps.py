from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "smartregion.accounts"
    label = "accounts"

    def _offer_scopes(self) -> None:
        from smartregion.accounts.models import ScopeKind  # noqa: PLC0415
        from smartregion.accounts.slots import scopes  # noqa: PLC0415
        from smartregion.county.models import Municipality  # noqa: PLC0415

        towns = Municipality.objects.values_list("pk", "name")
        scopes.offer(ScopeKind.MUNICIPALITY, towns.all)

    def ready(self) -> None:
        self._offer_scopes()
        # They need loaded models.
        from smartregion.accounts.actions import forget_invitations, forget_sessions  # noqa: PLC0415
        from smartregion.accounts.third_party import RULES  # noqa: PLC0415
        from smartregion.core.retention import declare, removes  # noqa: PLC0415

        declare(RULES)
        removes("sessions", forget_sessions)
        removes("invitations", forget_invitations)
