"""A survey on its way to people: pretests, quotas, codes, letters, and the versions it went out in."""

from django.urls import path

from participation.surveys.views import (
    access,
    letters,
    pretests,
    preview,
    publishing,
    quotas,
    versions,
)

urlpatterns = [
    path("vorschau/", preview.preview, name="preview"),
    path("vorschau/seite/", preview.preview_screen, name="preview_screen"),
    path("pretests/", pretests.pretest_list, name="pretest_list"),
    path("pretests/<int:number>/", pretests.pretest, name="pretest"),
    path(
        "pretests/<int:number>/anmerkungen.csv", pretests.pretest_comments, name="pretest_comments"
    ),
    path("pretests/<int:number>/beenden/", pretests.pretest_end, name="pretest_end"),
    path("pretests/<int:number>/loeschen/", pretests.pretest_delete, name="pretest_delete"),
    path("quoten/", quotas.quotas, name="quotas"),
    path("quoten/neu/", quotas.quota_add, name="quota_add"),
    path("quoten/<int:quota>/", quotas.quota_edit, name="quota_edit"),
    path("quoten/<int:quota>/loeschen/", quotas.quota_delete, name="quota_delete"),
    path("zugangscodes/", access.codes, name="codes"),
    path("zugangscodes/zuruecknehmen/", access.revoke, name="codes_revoke"),
    path("zugangscodes/briefe/", letters.letters, name="letters"),
    path("zugangscodes/erinnerungen/", letters.reminders, name="reminders"),
    path("veroeffentlichen/", publishing.publish, name="publish"),
    path("schliessen/", publishing.close, name="close"),
    path("oeffnen/", publishing.reopen, name="reopen"),
    path("fassungen/", versions.versions, name="versions"),
    path("fassungen/<int:number>/", versions.version, name="version"),
    path("fassungen/<int:number>/datei.json", versions.version_json, name="version_json"),
]
