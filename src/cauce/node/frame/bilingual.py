"""
The tags that hold both languages side by side.

{% say en="Sent by {office}." es="Enviado por {office}." office=name %}
{% plural n one_en="{n} act" many_en="{n} acts" one_es="{n} actuación" many_es="{n} actuaciones" %}
{% en %}A longer text with <em>markup</em>.{% es %}Un texto más largo con <em>marcas</em>.{% end %}

A text without its other half, or with a placeholder that nothing fills, stops the template from being read at all.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.template import Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from cauce.node.frame import words
from cauce.node.frame.dates import number

Expressions = Mapping[str, FilterExpression]


class Say(Node):
    """A text in the language spoken, its placeholders filled with escaped values."""

    def __init__(self, texts: Expressions, values: Expressions, target: str | None) -> None:
        self.texts, self.values, self.target = texts, values, target

    def key(self, context: Context, filled: dict[str, object]) -> str:
        """Return which of the texts to say."""
        return words.language()

    def render(self, context: Context) -> str:
        """Return the text, or put it in the context under `as` and return nothing."""
        filled: dict[str, object] = {
            name: conditional_escape(value.resolve(context)) for name, value in self.values.items()
        }
        chosen = self.texts[self.key(context, filled)].resolve(context)
        # What the template itself says is markup; what a variable says is escaped.
        said = mark_safe(words.fill(conditional_escape(chosen), filled))  # noqa: S308 - both halves are escaped
        if self.target is None:
            return said
        context[self.target] = said
        return ""


class Plural(Say):
    """A text for one or for many, in the language spoken; {n} is the number."""

    def __init__(self, count: FilterExpression, texts: Expressions, values: Expressions, target: str | None) -> None:
        super().__init__(texts, values, target)
        self.count = count

    def key(self, context: Context, filled: dict[str, object]) -> str:
        """Return one or many, and the language; fills {n} on the way."""
        count = int(self.count.resolve(context) or 0)
        filled["n"] = number(count)
        return f"{'one' if count == 1 else 'many'}_{words.language()}"


class Both(Node):
    """A passage of a template in each language, of which one is shown."""

    def __init__(self, en: NodeList, es: NodeList) -> None:
        self.passages = {"en": en, "es": es}
        self.nodelist = NodeList([*en, *es])

    def render(self, context: Context) -> SafeString:
        """Return the passage in the language spoken."""
        return self.passages[words.language()].render(context)


def say(parser: Parser, token: Token) -> Say:
    """{% say en="…" es="…" name=value … [as variable] %}"""
    bits, target = _bits(token)
    texts, values = _sort(parser, bits, ("en", "es"), given=())
    return Say(texts, values, target)


def plural(parser: Parser, token: Token) -> Plural:
    """{% plural n one_en="…" many_en="…" one_es="…" many_es="…" name=value … [as variable] %}"""
    bits, target = _bits(token)
    if not bits:
        raise TemplateSyntaxError("plural begins with a number")
    texts, values = _sort(parser, bits[1:], ("one_en", "many_en", "one_es", "many_es"), given=("n",))
    return Plural(parser.compile_filter(bits[0]), texts, values, target)


def both(parser: Parser, token: Token) -> Both:
    """{% en %}…{% es %}…{% end %}"""
    english = parser.parse(("es",))
    parser.delete_first_token()
    spanish = parser.parse(("end",))
    parser.delete_first_token()
    return Both(english, spanish)


def _bits(token: Token) -> tuple[list[str], str | None]:
    bits = token.split_contents()[1:]
    if len(bits) > 2 and bits[-2] == "as":
        return bits[:-2], bits[-1]
    return bits, None


def _sort(
    parser: Parser, bits: list[str], names: tuple[str, ...], given: tuple[str, ...]
) -> tuple[Expressions, Expressions]:
    rest = list(bits)
    found = token_kwargs(rest, parser)
    if rest:
        raise TemplateSyntaxError(f"not name=value: {' '.join(rest)}")
    if missing := [name for name in names if name not in found]:
        raise TemplateSyntaxError(f"both languages, always: {', '.join(missing)} is missing")
    texts = {name: found.pop(name) for name in names}
    for name, expression in texts.items():
        if isinstance(expression.var, str) and (
            unfilled := words.placeholders(expression.var) - found.keys() - set(given)
        ):
            raise TemplateSyntaxError(f"nothing fills {', '.join(sorted(unfilled))} of {name}")
    return texts, found
