"""What must happen before anything of the node can be used."""

from __future__ import annotations

import os


def boot() -> None:
    """
    Make Django ready with the settings of this node; harmless when repeated.

    Errors: BadSetting, UnknownSetting, BadFolder.
    """
    from cauce.node import conf

    os.umask(0o077)  # the database, its journal and whatever else comes to be are for this user alone
    conf.current()  # first, so that a bad setting is its own error and not one of Django's
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauce.node.settings")
    import django

    django.setup()
