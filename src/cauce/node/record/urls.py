"""The addresses of the record."""

from django.urls import path, re_path

from cauce.node.cases.urls import REF
from cauce.node.record import event_views, public_views, views

urlpatterns = [
    path("record/", public_views.record, name="record"),
    path("record/checkpoint", public_views.checkpoint, name="checkpoint"),
    path("record/vkey", public_views.vkey, name="vkey"),
    path("record/policy/<str:audience>", public_views.policy, name="policy"),
    path("record/status.json", public_views.status, name="record-status"),
    path("record/verify/", public_views.verifier, name="verifier"),
    re_path(
        r"^record/verify/(?P<name>index\.html|verify\.css|verify\.js)\Z", public_views.verifier, name="verifier-file"
    ),
    path("record/words/", views.find_words, name="find-words"),
    path("record/words/<number:index>/", views.words, name="words"),
    path("record/<number:index>/", views.entry, name="entry"),
    path("record/<number:index>/receipt.txt", views.receipt_text, name="entry-receipt"),
    path("record/<number:index>/receipt.pdf", views.receipt_pdf, name="entry-paper"),
    path("record/<number:index>/act.json", views.act_json, name="entry-act"),
    path("record/<number:index>/event.json", event_views.event_json, name="entry-event"),
    path("record/sign-ins/", event_views.sign_ins, name="sign-ins"),
    re_path(rf"^record/readings/{REF}/$", event_views.readings, name="readings"),
]
