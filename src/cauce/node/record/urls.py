"""The addresses of the record."""

from django.urls import path

from cauce.node.record import views

urlpatterns = [
    path("record/", views.record, name="record"),
    path("record/checkpoint", views.checkpoint, name="checkpoint"),
    path("record/vkey", views.vkey, name="vkey"),
    path("record/<number:index>/", views.entry, name="entry"),
    path("record/<number:index>/receipt.txt", views.receipt_text, name="entry-receipt"),
    path("record/<number:index>/act.json", views.act_json, name="entry-act"),
]
