from django.urls import path

from measures.views import evidence

ONE = [
    path("<str:number>/zahlen/neu/", evidence.evidence_add, name="evidence_add"),
    path("<str:number>/zahlen/<int:pk>/erneuern/", evidence.evidence_renew, name="evidence_renew"),
    path(
        "<str:number>/zahlen/<int:pk>/wegnehmen/", evidence.evidence_remove, name="evidence_remove"
    ),
]
