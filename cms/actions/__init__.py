"""Making the site, telling stories, taking them back."""

from .contests import present_competition, show_results
from .editors import grant_editor
from .pages import enter_imprint, publish_page
from .planting import plant
from .stories import publish_story, record_publication, strike_honour, take_down, write_story
from .tree import raw

__all__ = [
    "enter_imprint",
    "grant_editor",
    "plant",
    "present_competition",
    "publish_page",
    "publish_story",
    "raw",
    "record_publication",
    "show_results",
    "strike_honour",
    "take_down",
    "write_story",
]
