"""Filing a form once, however often it is sent."""

from __future__ import annotations

from django.db import transaction

from cauce.node.cases.models import Filing
from cauce.node.cases.sql import ask, insert_new, update
from cauce.node.cases.take import Request, take
from cauce.node.people.models import Account


def file_once(request: Request, account: Account, token: str) -> tuple[str, int]:
    """
    Take an act unless the form with this token was filed before; return reference and number of the act either way.

    Errors: Refused, MovedOn, NoSuchCase; then nothing has changed and the token can be used again.
    """
    with transaction.atomic():
        # A second sending waits here for the first one's commit: on SQLite for the lock, on PostgreSQL for the key.
        key = insert_new(Filing, ("account", "token", "case_ref", "number"), (account, token, "", 0))
        if key is None:
            found = "SELECT case_ref, number FROM case_filing WHERE account_id = %s AND token = %s"
            ref, number = ask(found, (account.pk, token))[0]
            return str(ref), int(number)
        taken = take(request)
        update(Filing, key, ("case_ref", "number"), (taken.case.ref, taken.act.number))
        return taken.case.ref, taken.act.number
