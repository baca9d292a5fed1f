"""The frame of strategies."""

from django.urls import path

from strategy.views import frame

urlpatterns = [
    path("gefuege/", frame.page, name="frame"),
    path("pflege/gefuege/", frame.manage, name="frame_manage"),
    path("pflege/gefuege/neu/", frame.create, name="framework_create"),
    path("pflege/gefuege/<int:pk>/", frame.edit, name="framework_edit"),
    path("pflege/gefuege/<int:pk>/loeschen/", frame.delete, name="framework_delete"),
]
