from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "smartregion.core"
    label = "core"

    def ready(self) -> None:
        # They need loaded models.
        from smartregion.core import forgetting  # noqa: PLC0415
        from smartregion.core.retention import removes  # noqa: PLC0415

        removes("audit", forgetting.forget_trail)
        removes("jobs", forgetting.forget_jobs)
        removes("halves", forgetting.forget_halves)
