"""Making the site, telling stories, taking them back."""

from ..editing.newsrooms import grant_editor
from .contests import present_competition, show_results
from .pages import enter, enter_imprint, publish_page, release
from .planting import plant, plant_english
from .scans import let_pass
from .stories import publish_story, record_publication, strike_honour, take_down, write_story
from .tree import raw

__all__ = [
    "enter",
    "enter_imprint",
    "grant_editor",
    "let_pass",
    "plant",
    "plant_english",
    "present_competition",
    "publish_page",
    "publish_story",
    "raw",
    "record_publication",
    "release",
    "show_results",
    "strike_honour",
    "take_down",
    "write_story",
]
