"""The app `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, offices, sign-in."""

    name = "cauce.node.people"
    label = "people"
