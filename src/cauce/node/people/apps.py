"""The app `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, offices, sign-in."""

    name = "cauce.node.people"
    label = "people"

    def ready(self) -> None:
        """Tell the pages of errors what the fields of forms are called."""
        from cauce.node.frame import typed
        from cauce.node.people.views import label_of

        typed.labels.append(label_of)
