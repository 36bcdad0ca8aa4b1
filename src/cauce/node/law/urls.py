"""The addresses of the law."""

from django.urls import path

from cauce.node.law import views

urlpatterns = [
    path("law/", views.law, name="law"),
    path("law/<slug:regime>/", views.regime, name="law-regime"),
    path("law/<slug:regime>/rules/<str:anchor>/", views.rule, name="law-rule"),
    path("law/<slug:regime>/open/", views.left_open, name="law-open"),
    path("law/<slug:regime>/sources/", views.sources, name="law-sources"),
    path("law/<slug:regime>/compare/", views.compare, name="law-compare"),
    path("law/<slug:regime>/words/<slug:source>/", views.words, name="law-words"),
    path("law/<slug:regime>/words/<slug:source>/<str:article>/", views.words, name="law-article"),
]
