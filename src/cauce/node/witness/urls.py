"""The addresses of the witness and of alarms."""

from django.urls import path

from cauce.node.witness import pages, server

urlpatterns = [
    path("witness/add-checkpoint", server.add_checkpoint, name="witness-add-checkpoint"),
    path("witness/vkey", server.vkey, name="witness-vkey"),
    path("witness/latest", server.latest, name="witness-latest"),
    path("record/alarms/", pages.alarms, name="alarms"),
    path("record/alarms/<number:pk>/evidence.txt", pages.evidence, name="alarm-evidence"),
    path("record/alarms/<number:pk>/seen/", pages.seen, name="alarm-seen"),
]
