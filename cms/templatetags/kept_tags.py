"""The own part of a page, put together once for all visitors: `{% load kept_tags %}`."""

from __future__ import annotations

from django import template
from django.template import Context, NodeList
from django.template.base import Parser, Token

from ..parts import parts_of

register = template.Library()


class KeptNode(template.Node):
    """Render what is inside, unless these parts hold it already."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        """Return the part; one that bears a form's token belongs to one visitor and is not kept."""
        request = context.get("request")
        parts = parts_of(request) if request is not None else None
        if request is None or parts is None or context.get("page") is None:
            return self.nodelist.render(context)
        if self.name not in parts:
            text = self.nodelist.render(context)
            if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
                return text
            parts[self.name] = text
        return str(parts[self.name])


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep a part of a page for visitors, as long as whole pages are kept.

    `{% kept main %}…{% endkept %}`: `page` must be in the context, and the part must follow from address,
    language and type size alone.
    """
    name = token.split_contents()[1]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name, nodelist)
