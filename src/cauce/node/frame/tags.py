"""The tags and filters of every template; there is nothing to load."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.context import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cauce.node.frame import clock, dates, words
from cauce.node.frame.bilingual import both, plural, say
from cauce.node.frame.parts import Field

register = template.Library()
register.tag("say", say)
register.tag("plural", plural)
register.tag("en", both)

# Characters that are not seen but change what is: controls, and marks that turn the direction of the text.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


@register.filter
def text(value: Any) -> Any:
    """The words of the language spoken: of a dict or an object with `en` and `es`; a plain text as it is."""
    return value if value is None else words.pick(value)


@register.filter
def civil(value: date | str | None, form: dates.Form = "normal") -> str:
    """A day in words, as a <time>: “Sat 6 Feb 2021”; form “short” or “long”."""
    if not value:
        return ""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    shown = dates.civil(day, words.language(), form)
    return format_html('<time datetime="{}">{}</time>', f"{day:%Y-%m-%d}", shown)


@register.filter
def day(value: date | None, form: dates.Form = "normal") -> str:
    """A day in words, as plain text for an attribute or a title."""
    return dates.civil(value, words.language(), form) if value else ""


@register.filter
def instant(value: datetime | None, zone: str = "") -> str:
    """An instant in words, in the zone named (else the node's), as a <time>: “6 Feb 2021, 16:40 CST”."""
    if value is None:
        return ""
    local = value.astimezone(clock.zone_of(zone))
    shown = dates.instant(local, words.language())
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), shown)


@register.filter
def period(value: str) -> str:
    """A period in words: “2021-03” is “March 2021”."""
    return dates.period(value, words.language())


@register.filter
def number(value: int | float | None) -> str:
    """A number with its thousands apart."""
    return "" if value is None else dates.number(value)


@register.filter
def shown(value: Any) -> SafeString:
    """What somebody wrote, set apart from the direction of the text around it, unseen characters made visible."""
    text = "" if value is None else str(value) if isinstance(value, int | float) else words.pick(value)
    escaped = conditional_escape(text)
    seen = _UNSEEN.sub(lambda found: f"<mark>U+{ord(found[0]):04X}</mark>", escaped.replace("\r\n", "\n"))
    return mark_safe(f"<bdi>{seen}</bdi>")  # noqa: S308 - escaped above


@register.filter
def chosen(value: str, field: Field) -> bool:
    """Whether this option of a question is (among) the answer."""
    return value == field.value if isinstance(field.value, str) else value in field.value


@register.simple_tag
def attributes(field: Field) -> SafeString:
    """What every input of a question has besides its type, name and value."""
    found = {
        "aria-required": "true" if field.required else "",
        "aria-invalid": "true" if field.error else "",
        "aria-describedby": field.described_by,
        "autocomplete": field.autocomplete,
        "maxlength": field.longest or "",
        "inputmode": "decimal" if field.kind == "number" else "",
        "list": f"options-{field.name}" if field.options and field.kind != "choice" else "",
        "class": field.size,
    }
    return format_html_join("", ' {}="{}"', ((name, value) for name, value in found.items() if value))


@register.simple_tag
@cache
def asset(path: str) -> str:
    """The address of a static file."""
    return staticfiles_storage.url(path)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The query of this page with some keys changed (None or empty takes one out), beginning with “?”."""
    values = context["frame"].request.GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            values.pop(key, None)
        else:
            values[key] = str(value)
    return f"?{values.urlencode()}"
