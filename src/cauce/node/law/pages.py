"""The page of a law, or those that it needs: the markup of its articles, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from cauce.node.law.articles import Part
from cauce.node.law.heading import Heading
from cauce.node.law.sheets import Sheet, address_in, places_of, sheets_of

#: a link to another page is longer than the one to the same page that is weighed
_LINK = 60


def laid_out(parts: Sequence[Part], head: Heading, wanted: str) -> dict[str, object]:
    """Return what the template of a law takes: the page asked for, the first if there is no such page."""
    known = {id(part): _markup(part, head, "#{}".format) for part in parts}
    sheets = _sheets(parts, head, known)
    if not sheets:
        return {"sheet": None}
    sheet = sheets[int(wanted) - 1] if wanted in {str(each.number) for each in sheets} else sheets[0]
    if len(sheets) == 1:
        articles = [known[id(part)] for part in sheet.parts]
    else:
        address = address_in(places_of(sheets), _query(head))
        articles = [_markup(part, head, address) for part in sheet.parts]
    listed = [(each, _first(each, head)) for each in sheets]
    return {"sheet": sheet, "sheets": listed, "articles": articles}


def address_of(parts: Sequence[Part], head: Heading, anchor: str) -> str:
    """Return the query and the fragment of the page on which a rule stands."""
    places = places_of(_sheets(parts, head, {}))
    names = (anchor, *(f"{kind}-{anchor}" for kind in ("expects", "acts")))
    return address_in(places, _query(head))(next((name for name in names if name in places), anchor))


def _sheets(parts: Sequence[Part], head: Heading, known: dict[int, SafeString]) -> list[Sheet]:
    def weigh(part: Part) -> int:
        markup = known.get(id(part)) or _markup(part, head, "#{}".format)
        return len(markup.encode()) + _LINK * len(part.also)

    return sheets_of(parts, weigh)


def _markup(part: Part, head: Heading, address: Callable[[str], str]) -> SafeString:
    return render_to_string(
        "law/_article.html",
        {
            "part": part,
            "head": head,
            "open": reverse("law-open", args=[head.regime.id]),
            "also": [(rule, address(rule.anchor)) for rule in part.also],
        },
    )


def _query(head: Heading) -> str:
    return "" if head.day == head.today else f"at={head.day.isoformat()}"


def _first(sheet: Sheet, head: Heading) -> str:
    parts = [_query(head), f"sheet={sheet.number}" if sheet.number > 1 else ""]
    query = "&".join(part for part in parts if part)
    return reverse("law-regime", args=[head.regime.id]) + (f"?{query}" if query else "")
