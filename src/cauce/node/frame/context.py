"""What every template is given."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from cauce.node.frame import clock, nav, words
from cauce.node.frame.countries import country

if TYPE_CHECKING:
    from cauce.node.people.acting import Acting


class Frame:
    """The frame of one page; nothing is worked out before a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def acting(self) -> Acting | None:
        """Who acts, for which office; None for whoever has not signed in or has not chosen an office."""
        return getattr(self.request, "acting", None)

    @property
    def language(self) -> str:
        """The language spoken on this page."""
        return words.language()

    @property
    def other_language(self) -> str:
        """The other one."""
        return "en" if words.language() == "es" else "es"

    @property
    def other_language_url(self) -> str:
        """Where this page is found in the other language."""
        query = urlencode({"to": self.other_language, "next": self.request.get_full_path()})
        return f"{reverse('language')}?{query}"

    @property
    def zone(self) -> str:
        """The zone of the office, or of the node."""
        return self.acting.office.zone if self.acting else settings.CAUCE.zone

    @property
    def now(self) -> datetime:
        """What time it is here."""
        return clock.now()

    @property
    def state(self) -> str:
        """The state whose node this is."""
        return country(str(settings.CAUCE.state))

    @property
    def log_name(self) -> str:
        """The name of this node's record."""
        return str(settings.CAUCE.log_name)

    @property
    def address(self) -> str:
        """The path of this page, for what is printed."""
        return self.request.get_full_path()

    @property
    def demo(self) -> bool:
        """Whether this node is a demonstration."""
        return bool(settings.CAUCE.demo)

    @property
    def stands_still(self) -> bool:
        """Whether the clock is a demonstration's."""
        return clock.stands_still()

    @cached_property
    def nav(self) -> list[nav.Entry]:
        """The ways from here."""
        return nav.entries(self.request.path, self.acting)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return `frame` (see Frame), `language` and `acting`."""
    made = Frame(request)
    return {"frame": made, "language": made.language, "acting": made.acting}
