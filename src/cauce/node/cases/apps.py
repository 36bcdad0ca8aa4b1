"""The app `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, acts, duties, and their pages."""

    name = "cauce.node.cases"
    label = "cases"

    def ready(self) -> None:
        """Tell the navigation what is counted here."""
        from cauce.node.cases.views.counts import COUNTERS
        from cauce.node.frame import nav

        nav.counters.update(COUNTERS)
