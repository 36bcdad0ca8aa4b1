"""Filing an act through its form, and the page that must come when that cannot be."""

from __future__ import annotations

import logging

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

HELD = {"step": "file", "agent": "us-hale", "day": "2021-02-03", "contact": "meeting", "place": "MX-CHH"}


def hold(client: Client, lang: str = "", **more: str) -> HttpResponse:
    """File the form of a meeting."""
    headers = {"Accept-Language": lang} if lang else {}
    return client.post(reverse("open-case", args=["mx-lsn", "meeting", "hold"]), HELD | more, headers=headers)


def assert_told(client: Client, code: str, es: str, en: str, **more: str) -> None:
    """Fail unless filing an act gives the page of an error, in the language of whoever asks."""
    logging.disable(logging.CRITICAL)  # what the operator reads in the log is not looked at here
    try:
        for lang, words in (("es", es), ("en", en)):
            page = hold(client, lang, **more)
            text = page.content.decode()
            assert (page.status_code, page.headers["Content-Language"]) == (503, lang), text
            assert code in text
            assert words in text
            assert "Traceback" not in text
    finally:
        logging.disable(logging.NOTSET)
