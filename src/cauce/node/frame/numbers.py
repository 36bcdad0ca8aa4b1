"""Numbers in addresses: no longer than a database takes, so that a longer one is an address that is not there."""

from __future__ import annotations

from django.urls.converters import IntConverter


class NumberConverter(IntConverter):
    """`<number:…>` in a path: up to fifteen digits."""

    regex = "[0-9]{1,15}"
