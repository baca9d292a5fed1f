from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "smartregion.reports"
    label = "reports"

    def ready(self) -> None:
        # Whoever orders a job needs to know its queue, so the web process needs this, too.
        from smartregion.reports import tasks  # noqa: F401, PLC0415
