"""The addresses of what is due, of the docket, and of cases with their acts."""

from django.urls import path, re_path

from cauce.node.cases.views.act import act, open_case
from cauce.node.cases.views.case import case, done
from cauce.node.cases.views.cases import cases
from cauce.node.cases.views.docket import docket
from cauce.node.cases.views.due import due, duty
from cauce.node.cases.views.start import new_case

#: `MX-2021-000132`
REF = r"(?P<ref>[A-Z]{2,6}-[0-9]{4}-[0-9]{6,12})"
#: as packs name things
ID = "[a-z][a-z0-9-]{0,63}"

urlpatterns = [
    path("due/", due, name="due"),
    path("due/<path:key>/", duty, name="duty"),
    path("docket/", docket, name="docket"),
    path("cases/", cases, name="cases"),
    path("cases/new/", new_case, name="new-case"),
    re_path(rf"^cases/new/(?P<regime>{ID})/(?P<procedure>{ID})/(?P<act>{ID})/$", open_case, name="open-case"),
    re_path(rf"^cases/{REF}/$", case, name="case"),
    re_path(rf"^cases/{REF}/acts/(?P<number>[0-9]{{1,6}})/$", done, name="act-done"),
    re_path(rf"^cases/{REF}/(?P<act>{ID})/$", act, name="act"),
]
