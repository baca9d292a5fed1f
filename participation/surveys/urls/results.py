"""What came back: its figures, who may see them, and what goes out to everybody."""

from django.urls import include, path

from participation.surveys.views import (
    exports,
    passages,
    readers,
    releases,
    result_files,
    results,
    taking_in,
)

RELEASES = [
    path("", releases.releases, name="releases"),
    path("vorschau/", releases.release_preview, name="release_preview"),
    path("<int:number>/zurueckziehen/", releases.release_withdraw, name="release_withdraw"),
]
RESULTS = [
    path("", results.results, name="results"),
    path("verlauf/", passages.passages, name="passages"),
    path("<str:key>/diagramm.svg", result_files.result_svg, name="result_svg"),
    path("<str:key>/diagramm.png", result_files.result_png, name="result_png"),
    path("<str:key>/tabelle.csv", result_files.result_csv, name="result_csv"),
]

urlpatterns = [
    path("auswertende/", readers.readers, name="readers"),
    path("auswertende/<int:pk>/beenden/", readers.reader_remove, name="reader_remove"),
    path("antworten-einlesen/", taking_in.responses_import, name="responses_import"),
    path("codebuch/", exports.code_book, name="code_book"),
    path("ergebnisse/", include(RESULTS)),
    path("ergebnisse/", include("participation.surveys.urls.files")),
    path("ergebnisse/", include("participation.surveys.urls.comparing")),
    path("ergebnisse/freitexte/", include("participation.surveys.urls.texts")),
    path("ergebnisse/veroeffentlichen/", include(RELEASES)),
]
