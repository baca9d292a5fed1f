"""The Celery application; tasks live in the rooms' tasks.py files."""

import os

from celery import Celery

from smartregion.core import filebroker

filebroker.register()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartregion.settings")

app = Celery("smartregion")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# The wings of participation are no applications of their own.
WINGS = ("contributions", "events", "forums", "surveys")
app.autodiscover_tasks([f"participation.{wing}" for wing in WINGS])
