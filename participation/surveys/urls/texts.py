"""What people wrote in their own words: coding it, and quoting from it."""

from django.urls import include, path

from participation.surveys.views import codebook, coding, comparing, quotes

# Below one question that is answered in own words.
TEXTS = [
    path("", coding.texts, name="texts"),
    path("einzeln/", coding.coding_one, name="coding_one"),
    path("zuordnen/", coding.coding_save, name="coding_save"),
    path("rueckgaengig/", coding.coding_undo, name="coding_undo"),
    path("zuordnungen.csv", coding.codings_csv, name="codings_csv"),
    path("vergleich/", comparing.coding_compare, name="coding_compare"),
    path("vergleich/oeffnen/", comparing.coding_fix, name="coding_fix"),
    path("vergleich/entscheiden/", comparing.coding_settle, name="coding_settle"),
    path("zitat/<uuid:text>/", quotes.quote_release, name="quote_release"),
]
# Its list of codes.
CODES = [
    path("", codebook.text_codes, name="text_codes"),
    path("neu/", codebook.text_code_new, name="text_code_new"),
    path("datei.csv", codebook.text_codes_csv, name="text_codes_csv"),
    path("einlesen/", codebook.text_codes_import, name="text_codes_import"),
    path("<int:pk>/", codebook.text_code_edit, name="text_code_edit"),
    path("<int:pk>/verschieben/", codebook.text_code_move, name="text_code_move"),
    path("<int:pk>/zusammenfuehren/", codebook.text_code_merge, name="text_code_merge"),
    path("<int:pk>/loeschen/", codebook.text_code_delete, name="text_code_delete"),
    path("<int:pk>/zurueckholen/", codebook.text_code_restore, name="text_code_restore"),
]

urlpatterns = [
    path("", coding.coding_list, name="coding_list"),
    path("zitate/<int:quote>/zuruecknehmen/", quotes.quote_take_back, name="quote_take_back"),
    path("<str:code>/", include(TEXTS)),
    path("<str:code>/codes/", include(CODES)),
]
