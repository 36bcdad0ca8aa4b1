"""What must happen before anything of the node can be used."""

from __future__ import annotations

import os
from urllib.parse import urlsplit


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


def boot_existing() -> None:
    """
    Do the same for a command that looks at a node: where there is none, nothing is made.

    Errors: NoNode; BadSetting, UnknownSetting, BadFolder; DatabaseAway and its kin.
    """
    from cauce.node.conf import current
    from cauce.node.databases import embedded_file
    from cauce.node.frame.errors import NoNode

    conf = current()
    if not (conf.data if conf.database_url else embedded_file(conf)).exists():  # before Django, which makes the folder
        raise NoNode(path=conf.data)
    boot()
    from django.db import connection

    from cauce.node.frame.failures import as_errors

    with as_errors():
        if not connection.introspection.table_names():
            parts = urlsplit(conf.database_url)  # shown without its password
            raise NoNode(path=f"{parts.hostname or ''}{parts.path}" if conf.database_url else conf.data)
