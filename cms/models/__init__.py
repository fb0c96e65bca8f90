"""The public site's pages."""

from .addresses import ShortLink
from .base import SitePage
from .contests import ContestIndexPage, ContestResultPage
from .home import ContentPage, HomePage
from .stories import StoryIndexPage, StoryPage

__all__ = [
    "ContentPage",
    "ContestIndexPage",
    "ContestResultPage",
    "HomePage",
    "ShortLink",
    "SitePage",
    "StoryIndexPage",
    "StoryPage",
]
