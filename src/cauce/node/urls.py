"""The addresses of the node: its frame, its people, and each part that is here."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path, register_converter

from cauce.node.frame import views
from cauce.node.frame.numbers import NumberConverter

register_converter(NumberConverter, "number")  # before the parts, whose addresses use it

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.change_language, name="language"),
    path("patterns/", views.patterns, name="patterns"),
    path("", include("cauce.node.people.urls")),
    *(path("", include(f"cauce.node.{part}.urls")) for part in settings.PARTS if find_spec(f"cauce.node.{part}.urls")),
]

handler400 = "cauce.node.frame.error_pages.bad_request"
handler403 = "cauce.node.frame.error_pages.forbidden"
handler404 = "cauce.node.frame.error_pages.not_found"
handler500 = "cauce.node.frame.error_pages.failure"
