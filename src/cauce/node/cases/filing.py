"""Filing a form once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from cauce.node.cases.models import Filing
from cauce.node.cases.sql import ask, insert
from cauce.node.cases.take import Request, take_within
from cauce.node.people.models import Account
from cauce.node.record.store import only_writer


def file_once(request: Request, account: Account, token: str, done: Callable[[], None]) -> tuple[str, int]:
    """
    Take an act unless the form with this token was filed before; return reference and number of the act either way.

    `done` puts away what was typed, in the same transaction: a draft of what is already filed would be filed again.
    Errors: Refused, MovedOn, NoSuchCase; then nothing has changed and the token can be used again.
    """
    with transaction.atomic():
        head = only_writer()  # a second sending waits here for the first one's commit, and then finds it
        filed = "SELECT case_ref, number FROM case_filing WHERE account_id = %s AND token = %s"
        for ref, number in ask(filed, (account.pk, token)):
            done()
            return str(ref), int(number)
        taken = take_within(request, head)
        ref, number = taken.case.ref, taken.act.number
        insert(Filing, ("account", "token", "case_ref", "number"), [(account, token, ref, number)])
        done()
        return ref, number
