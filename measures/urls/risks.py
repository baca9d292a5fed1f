from django.urls import path

from measures.views import risks

ALL = [path("risiken/", risks.risk_list, name="risk_list")]
ONE = [path("<str:number>/risiken/", risks.risks, name="risks")]
