"""Addresses of pages that other parts of the node have; empty where a part is not here."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def address(name: str, *arguments: object) -> str:
    """Return the address of a page by the name of its URL; empty if this node does not have it."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
