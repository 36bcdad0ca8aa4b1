"""The app `witness`."""

from django.apps import AppConfig


class WitnessConfig(AppConfig):
    """The witness server, and the alarms with their page."""

    name = "cauce.node.witness"
    label = "witness"

    def ready(self) -> None:
        """Tell the navigation how many alarms nobody has looked at."""
        from cauce.node.frame import nav
        from cauce.node.frame.words import Both
        from cauce.node.witness.access import count_for

        nav.counters["record"] = nav.Counter(count_for, Both("alarms to look at", "alarmas por revisar"))
