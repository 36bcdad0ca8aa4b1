"""The app `law`."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """The law beside the rules that run it."""

    name = "cauce.node.law"
    label = "law"
