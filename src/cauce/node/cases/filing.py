"""Filing a form once, however often it is sent."""

from __future__ import annotations

from django.db import transaction

from cauce.node.cases.models import Filing
from cauce.node.cases.take import Request, take
from cauce.node.people.models import Account


def file_once(request: Request, account: Account, token: str) -> tuple[str, int]:
    """
    Take an act unless the form with this token was filed before; return reference and number of the act either way.

    Errors: Refused, MovedOn, NoSuchCase; then nothing has changed and the token can be used again.
    """
    with transaction.atomic():
        # A second sending waits here for the first one's commit: on SQLite for the lock, on PostgreSQL for the key.
        filing, new = Filing.objects.get_or_create(account=account, token=token)
        if new:
            taken = take(request)
            filing.case_ref, filing.number = taken.case.ref, taken.act.number
            filing.save(update_fields=("case_ref", "number"))
        return filing.case_ref, filing.number
