"""The frame's own pages: the way in, the language, the patterns."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cauce.node.frame import nav, words
from cauce.node.frame.access import open_to_all, safe_next
from cauce.node.frame.languages import remember_language
from cauce.node.frame.pages import NotHere


@open_to_all
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the first page of whoever acts, else to the way in."""
    acting = getattr(request, "acting", None)
    if acting is None:
        return redirect("sign-in")
    entries = nav.entries(request.path, acting)
    return redirect(entries[0].href) if entries else redirect("office")


@open_to_all
def change_language(request: HttpRequest) -> HttpResponse:
    """Speak the language asked for from now on and go back to the page."""
    response = redirect(safe_next(request.GET.get("next"), reverse("home")))
    if (chosen := request.GET.get("to")) in words.LANGUAGES:
        remember_language(response, chosen)
    return response


@open_to_all
def patterns(request: HttpRequest) -> HttpResponse:
    """Show every part of the pages in all its states, where that is wanted."""
    if not (settings.CAUCE.demo or settings.CAUCE.debug):
        raise NotHere
    from cauce.node.frame.samples import samples

    return render(request, "frame/patterns.html", samples())
