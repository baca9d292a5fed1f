from django.urls import path

from measures.views import exchange, open_data

ALL = [
    path("daten/", open_data.data, name="data"),
    path("daten/massnahmen.csv", exchange.table_csv, name="table_csv"),
    path("daten/massnahmen.xlsx", exchange.workbook_public, name="workbook_public"),
    path("daten/intern.xlsx", exchange.workbook_internal, name="workbook_internal"),
    path("daten/vorlage.xlsx", exchange.workbook_template, name="workbook_template"),
    path("einlesen/", exchange.import_file, name="import_file"),
    path("einlesen/uebernehmen/", exchange.import_accept, name="import_accept"),
]
