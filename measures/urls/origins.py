from django.urls import path

from measures.views import origins

ONE = [
    path("<str:number>/herkunft/", origins.origin_add, name="origin_add"),
    path("<str:number>/herkunft/<int:pk>/entfernen/", origins.origin_remove, name="origin_remove"),
]
