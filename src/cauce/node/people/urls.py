"""The addresses of signing in and out, and of the office one acts for."""

from django.urls import path

from cauce.node.people import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("office/", views.choose_office, name="office"),
    path("password/", views.change_password, name="password"),
]
