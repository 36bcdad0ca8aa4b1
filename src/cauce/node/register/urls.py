"""The addresses of the register."""

from django.urls import path

from cauce.node.register import views

urlpatterns = [
    path("register/", views.people, name="register"),
    path("register/missions/", views.missions, name="register-missions"),
    path("register/offices/", views.offices, name="register-offices"),
    path("register/states/", views.states, name="register-states"),
    path("register/people/<slug:code>/", views.person, name="person"),
]
