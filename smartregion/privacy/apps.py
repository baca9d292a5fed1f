from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Registers what this room removes and what it forgets about somebody who leaves."""

    name = "smartregion.privacy"
    label = "privacy"

    def ready(self) -> None:
        # Actions need loaded models; whoever orders a job needs to know its queue.
        from smartregion.accounts.slots import leaving  # noqa: PLC0415
        from smartregion.core.retention import removes  # noqa: PLC0415
        from smartregion.privacy import actions, tasks  # noqa: F401, PLC0415

        leaving.add(actions.forget_exports_of)
        removes("account_exports", actions.remove_expired_exports)
        removes("retention_runs", actions.forget_runs)
