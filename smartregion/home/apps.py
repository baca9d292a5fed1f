from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "smartregion.home"
    label = "home"
