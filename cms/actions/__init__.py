"""Making the site, telling stories, taking them back."""

from .contests import show_results
from .editors import grant_editor
from .planting import plant
from .stories import publish_story, record_publication, strike_honour, take_down, write_story

__all__ = [
    "grant_editor",
    "plant",
    "publish_story",
    "record_publication",
    "show_results",
    "strike_honour",
    "take_down",
    "write_story",
]
