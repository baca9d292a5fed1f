"""The front door: German paths, the same paths below /en/ in English."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("smartregion.home.urls")),
    path("", include("smartregion.county.urls")),
    path("konto/", include("smartregion.accounts.entrance")),
    path("personen/", include("smartregion.accounts.urls")),
    path("benachrichtigungen/", include("smartregion.notices.urls")),
    path("strategie/", include("strategy.urls")),
    path("umfragen/", include("participation.surveys.urls")),
    path("foren/", include("participation.forums.urls")),
    path("veranstaltungen/", include("participation.events.urls")),
    path("beteiligung/", include("participation.consultations.urls")),
    path("beitraege/", include("participation.contributions.urls")),
    path("massnahmen/", include("measures.urls")),
    path("api/v1/", include("measures.urls.api")),
    path("berichte/", include("smartregion.reports.urls")),
    path("datenschutz/", include("smartregion.privacy.urls")),
    prefix_default_language=False,
)

handler400 = "smartregion.home.views.bad_request"
handler403 = "smartregion.home.views.forbidden"
handler404 = "smartregion.home.views.not_found"
handler500 = "smartregion.home.views.server_error"
