"""Taking a whole version out and in, and proving that it is unchanged."""

from django.urls import path

from strategy.views import interchange

urlpatterns = [
    path("verwalten/einspielen/", interchange.import_version, name="version_import"),
    path("<slug:slug>/<str:label>/fassung.json", interchange.export, name="version_export"),
    path("<slug:slug>/<str:label>/pruefsumme/", interchange.verify, name="verify"),
]
