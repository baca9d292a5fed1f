from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Answers what the room of accounts asks (see docs/architecture.md)."""

    name = "smartregion.notices"

    def ready(self) -> None:
        # Actions need loaded models.
        from smartregion.accounts.slots import leaving  # noqa: PLC0415
        from smartregion.core.retention import removes  # noqa: PLC0415
        from smartregion.notices.actions import close_deserted, forget, say_goodbye  # noqa: PLC0415

        leaving.add(say_goodbye)
        removes("notices", forget)
        removes("accounts", close_deserted)
