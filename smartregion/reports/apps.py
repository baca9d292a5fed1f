from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "smartregion.reports"
    label = "reports"
