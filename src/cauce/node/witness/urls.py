"""The addresses of the witness and of alarms."""

from django.urls import path, re_path

from cauce.node.witness import pages, server

urlpatterns = [
    path("witness/add-checkpoint", server.add_checkpoint, name="witness-add-checkpoint"),
    path("witness/vkey", server.vkey, name="witness-vkey"),
    path("witness/latest", server.latest, name="witness-latest"),
    re_path(r"^witness/(?P<digest>[0-9a-f]{64})/checkpoint\Z", server.monitored, name="witness-checkpoint"),
    path("record/alarms/", pages.alarms, name="alarms"),
    path("record/alarms/<number:pk>/evidence.txt", pages.evidence, name="alarm-evidence"),
    path("record/alarms/<number:pk>/seen/", pages.seen, name="alarm-seen"),
]
