"""Small words of the public pages: `{% load cms_tags %}`."""

from __future__ import annotations

from django import template
from wagtail.blocks import ChoiceBlock, StructValue

register = template.Library()


@register.filter
def chosen(value: StructValue, name: str) -> str:
    """Print what a choice of a block is called: `{{ material|chosen:"form" }}`; nothing when none is made."""
    block: ChoiceBlock = value.block.child_blocks[name]
    names = dict(block.field.choices)
    return str(names.get(value.get(name), ""))
