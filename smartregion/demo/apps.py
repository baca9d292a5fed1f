from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Example data of the reference county; holds no models of its own."""

    name = "smartregion.demo"
    label = "demo"

    def ready(self) -> None:
        # Whoever orders a job needs to know its queue.
        from smartregion.demo import tasks  # noqa: F401, PLC0415
