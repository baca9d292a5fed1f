"""All surveys of the office, and what belongs to none of them alone."""

from django.urls import path

from participation.surveys.views import bank, editing, imports, readers, retention

urlpatterns = [
    path("", editing.manage_list, name="manage_list"),
    path("neu/", editing.create, name="create"),
    path("aufbewahrung/", retention.retention, name="retention"),
    path("zugriffe/", readers.raw_access, name="raw_access"),
    path("fragensammlung/", bank.bank_list, name="bank_list"),
    path("fragensammlung/<int:pk>/", bank.bank_edit, name="bank_edit"),
    path("fragensammlung/<int:pk>/loeschen/", bank.bank_delete, name="bank_delete"),
    path("einlesen/", imports.import_file, name="import_file"),
]
