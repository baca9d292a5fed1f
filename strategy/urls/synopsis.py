"""Two versions side by side."""

from django.urls import path

from strategy.views import synopsis

urlpatterns = [
    path("<slug:slug>/synopse/", synopsis.choose, name="synopsis_choose"),
    path("<slug:slug>/synopse/<str:old>/<str:new>/", synopsis.synopsis, name="synopsis"),
]
