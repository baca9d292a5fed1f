from django.urls import path

from measures.views import history

ONE = [path("<str:number>/verlauf/", history.history, name="history")]
