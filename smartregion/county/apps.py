from django.apps import AppConfig


class CountyConfig(AppConfig):
    name = "smartregion.county"
    label = "county"
