from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Example data of the reference county; holds no models of its own."""

    name = "smartregion.demo"
    label = "demo"
