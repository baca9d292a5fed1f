from django.urls import path

from measures.views import feeds

ALL = [path("neues.atom", feeds.feed, name="feed")]
ONE = [path("<str:number>/neues.atom", feeds.measure_feed, name="measure_feed")]
