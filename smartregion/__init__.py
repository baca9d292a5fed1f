"""SmartRegion: the tool with which a county runs its digitalisation strategy."""

from smartregion.celery import app as celery_app

__all__ = ["celery_app"]
