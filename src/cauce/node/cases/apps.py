"""The app `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, acts, duties, and their pages."""

    name = "cauce.node.cases"
    label = "cases"

    def ready(self) -> None:
        """Tell the navigation what is counted here, and the pages of errors what the fields of forms are called."""
        from cauce.node.cases.present.labels import label_of
        from cauce.node.cases.views.counts import COUNTERS
        from cauce.node.frame import nav, typed

        nav.counters.update(COUNTERS)
        typed.labels.append(label_of)
