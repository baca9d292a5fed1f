"""A survey in other languages."""

from django.urls import path

from participation.surveys.views import languages

urlpatterns = [
    path("", languages.languages, name="languages"),
    path("<slug:language>/", languages.translate, name="translate"),
    path("<slug:language>/datei/", languages.translation_file, name="translation_file"),
    path("<slug:language>/einlesen/", languages.translation_import, name="translation_import"),
]
