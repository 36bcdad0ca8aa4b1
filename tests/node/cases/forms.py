"""Filling the form of an act as a browser does, without one."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpResponse

from tests.node.stage import sign_in_as

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def hidden_in(response: HttpResponse) -> dict[str, str]:
    """Return the inputs that are not seen, without the protection against other sites (the test client needs none)."""
    found = HIDDEN.findall(response.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def without_tokens(response: HttpResponse) -> str:
    """Return a page without what differs at every look: the protection against other sites."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())


class Filler:
    """One form in one office's browser."""

    def __init__(self, office: str, path: str, lang: str = "en") -> None:
        self.path = path
        self.client = sign_in_as(office, lang)
        self.page = self.client.get(path)

    def send(self, step: str, **answers: object) -> HttpResponse:
        """Send the form with these answers; underscores stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in answers.items()}
        self.page = self.client.post(self.path, {**hidden_in(self.page), **named, "step": step})
        return self.page

    def file(self, **answers: object) -> HttpResponse:
        """Check the answers and file them; return the page that follows."""
        checked = self.send("check", **answers)
        assert "Sign and file" in checked.content.decode(), checked.content.decode()
        return self.client.post(self.path, {**hidden_in(checked), "step": "file"}, follow=True)
