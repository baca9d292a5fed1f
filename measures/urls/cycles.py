from django.urls import path

from measures.views import assessments, cycles

urlpatterns = [
    path("zyklen/", cycles.cycle_list, name="cycle_list"),
    path("zyklen/<slug:slug>/", cycles.cycle_detail, name="cycle_detail"),
    path("meldung/<uuid:key>/", assessments.personal_report, name="personal_report"),
    path("zyklen/<slug:slug>/<str:number>/", assessments.assess, name="assess"),
]
