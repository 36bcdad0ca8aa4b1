"""The entrances of the demonstration; elsewhere there is no such page."""

from django.conf import settings
from django.urls import path

from cauce.node.demo import views

urlpatterns = [path("demo/", views.entrances, name="entrances")] if settings.CAUCE.demo else []
